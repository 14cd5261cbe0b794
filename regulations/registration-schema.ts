/** The shape of what a pack says about the users of SPSE, and of what Sigap adds where every text is silent. */
import { z } from 'zod';
import { defaultAnnouncements } from './announcement-schema.ts';
import { defaultBackup } from './backup-schema.ts';
import { clockDuration, workingDuration } from './duration.ts';
import { code, ladder, months, named, reminderShares, sourced, sourcedRow, text } from './schema-parts.ts';

const group = z.enum(['provider', 'non-provider']);

const numbers = z.array(z.enum(['nik', 'npwp', 'nib', 'nip'])).default([]);

const kind = sourcedRow({
  group,
  numbers,
  mayGive: numbers,
  /** true: the text's letter asks for a paper that this kind hardly has; an office may decide and record it. */
  officeDecides: z.boolean().default(false),
});

const service = sourcedRow({ end: z.enum(['activate', 'record', 'tell', 'lkpp', 'reactivate']), groups: z.array(group).min(1) });

const item = sourcedRow({
  /** Codes of kinds; 'provider' and 'non-provider' stand for all kinds of the group. */
  kinds: z.array(code).min(1),
  services: z.array(code).min(1),
  need: z.enum(['always', 'if-any']).default('always'),
  original: z.boolean(),
});

const rejection = sourcedRow({ cites: z.boolean().default(false) });
const deactivation = sourcedRow({ by: code, requesters: z.array(named).default([]), groups: z.array(group).min(1) });
const refusal = sourcedRow({});

const registrationValues = {
  desk: code,
  verifikator: code,
  qualifiers: sourced(text),
  video: sourced(z.boolean()),
  activation: sourced(z.enum(['spse-local', 'inaproc'])),
  completion: sourced(workingDuration),
  activationReminder: sourced(workingDuration),
  centralWindow: sourced(clockDuration),
  reminderShares: sourced(reminderShares),
  rungSpacing: sourced(workingDuration),
};

/** What is practised before an account is closed. */
const practice = z.strictObject({
  clarification: sourced(workingDuration).nullable(),
  decider: sourced(code.nullable()),
  throughLkpp: sourced(z.boolean()),
});

const deactivationValues = { endOfTerm: deactivation, local: practice, central: practice, reminder: sourced(workingDuration) };
const appointmentValues = { handler: code, notice: sourced(clockDuration), confirmEvery: sourced(months), reminderShares: sourced(reminderShares) };
const dataRequestValues = { handler: code, above: code, window: sourced(clockDuration), reminderShares: sourced(reminderShares), refusals: z.array(refusal).min(1) };
const archiveValues = { years: sourced(z.int().positive().nullable()) };

const optional = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape).partial().shape;

/** The sections of a pack: what its own text has; any value of Sigap's may be replaced. */
export const packSections = {
  registration: z.strictObject({
    kinds: z.array(kind).min(1),
    services: z.array(service).default([]),
    items: z.array(item).min(1),
    grounds: z.array(rejection).min(1),
    otherLaw: sourced(z.boolean()),
    ladder: sourced(ladder),
    ...optional(registrationValues),
  }),
  deactivation: z.strictObject({ grounds: z.array(deactivation).default([]), ...optional(deactivationValues) }).default({ grounds: [] }),
  appointment: z.strictObject(optional(appointmentValues)).default({}),
  dataRequest: z.strictObject(optional(dataRequestValues)).default({}),
  archive: z.strictObject(optional(archiveValues)).default({}),
};

/** regulations/defaults.yaml. */
export const defaultsFile = z.strictObject({
  registration: z.strictObject({ services: z.array(service).min(1), items: z.array(item).min(1), ...registrationValues }),
  deactivation: z.strictObject(deactivationValues),
  appointment: z.strictObject(appointmentValues),
  dataRequest: z.strictObject(dataRequestValues),
  archive: z.strictObject(archiveValues),
  ...defaultAnnouncements,
  ...defaultBackup,
});

export type Practice = z.output<typeof practice>;
