/** The shape of what a pack says about maintenance and outages, and of what Sigap adds where every text is silent. */
import { z } from 'zod';
import { clockDuration, workingDuration } from './duration.ts';
import { code, ladder, sourced, text } from './schema-parts.ts';

export const operation = z.enum(['system-provider', 'service-provider', 'central']);
export const leads = z.array(workingDuration).max(5, 'paling banyak lima pengingat');

const maintenanceValues = {
  operation: sourced(operation),
  approver: sourced(code.nullable()),
  leads: sourced(leads),
  overrun: sourced(clockDuration),
  ladder: sourced(ladder),
  atNight: sourced(z.boolean()),
};

const outageValues = {
  declarer: sourced(code),
  confirmation: sourced(clockDuration),
  response: sourced(clockDuration),
  ladder: sourced(ladder),
  lkppAfter: sourced(clockDuration.nullable()),
  signer: code,
  title: text,
};

const optional = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape).partial().shape;

/** `inaproc`: who approves the announcement on INAPROC, with the clause that allows it (ERR-9). */
export const packAnnouncements = {
  maintenance: z.strictObject(optional(maintenanceValues)).default({}),
  outage: z.strictObject({ ...optional(outageValues), inaproc: sourced(code).nullable().default(null) }).default({ inaproc: null }),
};

export const defaultAnnouncements = { maintenance: z.strictObject(maintenanceValues), outage: z.strictObject(outageValues) };
