/** The shape of what a pack says about backups, and of what Sigap adds where every text is silent. */
import { z } from 'zod';
import { clockDuration, workingDuration } from './duration.ts';
import { code, ladder, months, sourced, text } from './schema-parts.ts';

const paper = z.strictObject({ title: text, signer: code });

const values = {
  portable: sourced(z.boolean()),
  drillers: sourced(ladder),
  ladder: sourced(ladder),
  within: sourced(clockDuration),
  spacing: sourced(clockDuration),
  portableEvery: sourced(clockDuration),
  handover: sourced(workingDuration),
  fullDrill: sourced(months),
  sampledDrill: sourced(months),
  lossNotice: sourced(clockDuration),
  papers: z.strictObject({ handover: paper, destruction: paper, drill: paper }),
};

export const packBackup = { backup: z.strictObject(values).partial().default({}) };
export const defaultBackup = { backup: z.strictObject(values) };
