/** What an office chooses on backups, and what it backs up from where to where. No password stands in an office file: only the name of its file. */
import { z } from 'zod';
import { clockDuration, workingDuration } from '../regulations/duration.ts';
import { code, ladder, months, text } from '../regulations/schema-parts.ts';
import { series } from '../regulations/schema.ts';
import { parameter } from './parameter.ts';

const chosen = z.strictObject({
  portable: parameter(z.boolean()).optional(),
  drillers: parameter(ladder).optional(),
  ladder: parameter(ladder).optional(),
  within: parameter(clockDuration).optional(),
  spacing: parameter(clockDuration).optional(),
  portableEvery: parameter(clockDuration).optional(),
  handover: parameter(workingDuration).optional(),
  fullDrill: parameter(months).optional(),
  sampledDrill: parameter(months).optional(),
  /** The office's own series of numbers for the three papers. */
  handoverSeries: parameter(series).optional(),
  destructionSeries: parameter(series).optional(),
  drillSeries: parameter(series).optional(),
});

export const backupParameters = { backup: chosen.prefault({}) };

const folder = z.string().regex(/^\/[^\0\n]+$/, 'harus alamat folder lengkap yang diawali /');
/** Names a file in the folder of secrets (`SIGAP_BACKUP_SECRETS_DIR/<office>/<name>`), whose content is the password or the database URL. */
const secret = code;
const named = { code, label: text };

const source = z.discriminatedUnion('kind', [
  /** One database; `connection` names the secret with its URL. */
  z.strictObject({ ...named, kind: z.literal('postgres'), connection: secret }),
  z.strictObject({ ...named, kind: z.literal('folder'), folder }),
  /** Sigap itself: its database, its documents and, on the embedded stack, Temporal's data and the secrets. */
  z.strictObject({ ...named, kind: z.literal('sigap') }),
]);

const medium = z.strictObject({ ...named, folder, password: secret, /** A place that is no server room. */ home: code, /** Person ids; empty: anybody of the office. */ carriers: z.array(code).default([]) });

export const backup = z.strictObject({
  /** Local time of the daily run. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'harus jam:menit').default('01:00'),
  /** Holds one whole dump; Sigap makes it and clears it after every run. */
  staging: folder,
  repository: z.strictObject({ folder, password: secret }),
  sources: z.array(source).min(1).max(50),
  /** Databases of a declared server that are not backed up, on purpose (ARC-1 asks for all of them). */
  leftOut: z.array(z.strictObject({ source: code, database: text, why: text })).default([]),
  places: z.array(z.strictObject({ ...named, serverRoom: z.boolean().default(false) })).default([]),
  media: z.array(medium).max(50).default([]),
  /** Verified sets to keep: the newest of so many days, weeks and months, and never fewer than `minimum`. */
  keep: z.strictObject({ daily: z.int().min(1).max(400), weekly: z.int().min(0).max(520), monthly: z.int().min(0).max(240), minimum: z.int().min(1).max(100) })
    .default({ daily: 14, weekly: 8, monthly: 12, minimum: 3 }),
  /** Where drills restore to: a Postgres that may create databases, and a folder. */
  scratch: z.strictObject({ connection: secret, folder }).optional(),
  /** Share of the files that a sampled drill compares. */
  sample: z.number().gt(0).max(1).default(0.05),
});

export type BackupSettings = z.output<typeof backup>;
export type BackupSource = BackupSettings['sources'][number];
export type Medium = BackupSettings['media'][number];
