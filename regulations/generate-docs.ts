/** Writes docs/regulations.md from the packs and the offices: `node regulations/generate-docs.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOffices } from '../offices/load.ts';
import { CARRIED, carriedClauses } from './carried.ts';
import { describeCarried, describeRegulations } from './describe.ts';
import { readPacks } from './load.ts';

export const DOCUMENT = join(import.meta.dirname, '..', 'docs', 'regulations.md');

/** The whole document as the committed packs and offices make it. */
export function generate(): string {
  const packs = readPacks();
  const carried = CARRIED.map(({ sop, carries }) => describeCarried(sop, carriedClauses(carries)));
  return [describeRegulations([...packs.values()], [...readOffices(packs).values()]), ...carried].join('\n');
}

if (import.meta.main) writeFileSync(DOCUMENT, generate());
