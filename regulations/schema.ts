/** The shape of a pack file: one regulation as its own text has it, and the values that follow from it. */
import { z } from 'zod';
import { packAnnouncements } from './announcement-schema.ts';
import { packBackup } from './backup-schema.ts';
import { workingDuration } from './duration.ts';
import { packSections } from './registration-schema.ts';
import { clauseId, code, ladder, months, named, reminderShares, sourced, sourcedRow, text } from './schema-parts.ts';

const fn = z
  .strictObject({
    /** As this text names it. */
    title: text,
    article: text.optional(),
    /** Needed where the text does not name the function. */
    why: text.optional(),
    /** true: several people may hold it at once; false: one seat. */
    many: z.boolean().default(false),
    /** false: above or beside the LPSE, so the ban on holding a selection role does not bind. */
    staff: z.boolean().default(true),
  })
  .refine((f) => (f.article === undefined) !== (f.why === undefined), 'harus punya article, atau why bila teks tidak menyebutnya');

const norm = z.strictObject({
  clause: clauseId,
  article: text,
  force: z.enum(['must', 'may', 'must-not', 'definition']),
  says: text,
});

/** '{n}' is the running number, '{bulan}' the month in Roman numerals, '{tahun}' the year. */
export const series = z.string().max(80).regex(/\{n\}/, 'harus memuat {n} untuk nomor urut');

const problem = z.strictObject({
  roles: z.array(sourcedRow({ legalDeadline: z.boolean().default(true) })).min(1),
  categories: z.array(named).min(1),
  kinds: z.array(named).default([]),
  causes: z.array(named).min(1),
  parties: z.array(named).min(1),
  substance: z.array(named).min(1),
  desk: code,
  technical: code,
  coordinator: sourced(code),
  followUp: sourced(workingDuration).nullable(),
  answer: sourced(workingDuration).nullable(),
  reminderShares: sourced(reminderShares),
  ladder: sourced(ladder),
  rungSpacing: sourced(workingDuration),
  lkpp: z.strictObject({
    rung: sourced(z.enum(['mail', 'task-only'])),
    approver: sourced(code.nullable()),
    approvalWindow: sourced(workingDuration),
    grounds: z.array(z.strictObject({ code, label: text, clause: clauseId, article: text })).min(1),
    routes: z.array(z.strictObject({ code, label: text, clause: clauseId, article: text, ground: z.boolean().default(false), approval: sourced(z.boolean()) })).min(1),
    chase: sourced(workingDuration),
  }),
  witness: z.strictObject({ force: z.enum(['must', 'may']), title: text, parties: z.array(named).min(1), clause: clauseId, article: text, category: code }),
  evaluation: sourced(months).nullable(),
  rootCauseGate: sourced(z.boolean()),
  confirmWindow: sourced(workingDuration),
  dataWindow: sourced(workingDuration),
});

export const packFile = z.strictObject({
  id: code,
  title: text,
  short: text,
  /** true: no regulation at all, made up for demonstrations; people are told so. */
  invented: z.boolean().default(false),
  note: text.optional(),
  functions: z.record(code, fn),
  /** Who may not be staff of the LPSE at the same time, as the text lists them. */
  selectionRoles: z.array(z.strictObject({ code, title: text, clause: clauseId })),
  law: z.array(norm),
  problem,
  ...packSections,
  ...packAnnouncements,
  ...packBackup,
});

export type PackFile = z.infer<typeof packFile>;
export type Norm = PackFile['law'][number];
export type PackFunction = PackFile['functions'][string];
