/** The shape of an office file: who works there, when, by which decree, and what the office itself decided. */
import { z } from 'zod';
import { clockDuration, workingDuration } from '../regulations/duration.ts';
import { code, ladder, months, reminderShares, text } from '../regulations/schema-parts.ts';
import { series } from '../regulations/schema.ts';
import { announcementParameters, bounceLimit, systems, watch } from './announcement-schema.ts';
import { backup, backupParameters } from './backup-schema.ts';
import { weekly } from './hours.ts';
import { date, officeDocument, parameter } from './parameter.ts';
import { userParameters } from './registration-schema.ts';

const person = z.strictObject({
  /** Stands in Temporal and in logs: a code, not a name. */
  id: code,
  name: text,
  mail: z.email(),
  /** Missing for staff who are no civil servants (GOV-10). Only the length and the birth date are fixed: PPPK numbers differ after them. */
  nip: z.string().regex(/^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{10}$/, 'harus 18 angka yang diawali tanggal lahir').optional(),
  phone: z.string().regex(/^\+?\d[\d ()-]{5,19}$/, 'harus nomor telepon').optional(),
});

const assignment = z.strictObject({
  person: code,
  function: code,
  decree: z.strictObject({ number: text, date }),
  /** Local dates, both included; null: open-ended. */
  from: date,
  until: date.nullable(),
  /** Plh or Plt: stands in for the named person in this function for this term. */
  acting: z.strictObject({ kind: z.enum(['plh', 'plt']), for: code }).optional(),
});

const leave = z.strictObject({ person: code, from: date, until: date });

const problemParameters = z.strictObject({
  followUp: parameter(workingDuration).optional(),
  answer: parameter(workingDuration).optional(),
  reminderShares: parameter(reminderShares).optional(),
  ladder: parameter(ladder).optional(),
  rungSpacing: parameter(workingDuration).optional(),
  approvalWindow: parameter(workingDuration).optional(),
  rootCauseGate: parameter(z.boolean()).optional(),
  confirmWindow: parameter(workingDuration).optional(),
  dataWindow: parameter(workingDuration).optional(),
  /** false exempts the ticket to LKPP's helpdesk (ERR-7) from the approval. */
  ticketApproval: parameter(z.boolean()).optional(),
  lkppChase: parameter(workingDuration).optional(),
  /** The office's own series of numbers for the paper of ERR-10. */
  witnessSeries: parameter(series).optional(),
  /** Months between two evaluations (ERR-17). */
  evaluation: parameter(months).optional(),
});

export const officeFile = z.strictObject({
  id: code,
  name: text,
  /** Opens every case number: 'SLT'. */
  prefix: z.string().regex(/^[A-Z]{3}$/, 'harus tiga huruf besar'),
  note: text.optional(),
  /** Pack id. */
  regulation: code,
  utcOffsetMinutes: z.literal([420, 480, 540]),
  /** Local date on which the record of this office begins. */
  since: date,
  /** false: the office works through national holidays and cuti bersama. */
  observesDecrees: z.boolean().default(true),
  hours: z.strictObject({
    weekly,
    document: officeDocument,
    seasons: z.array(z.strictObject({ name: text, from: date, to: date, weekly, document: officeDocument })).default([]),
  }),
  /** The office's own days off, beside the decreed ones. */
  daysOff: z.array(z.strictObject({ date, name: text, document: officeDocument })).default([]),
  parameters: z.strictObject({ problem: problemParameters.default({}), ...userParameters, ...announcementParameters, ...backupParameters }).prefault({}),
  systems,
  watch: watch.optional(),
  /** Absent: this office has not declared what it backs up. */
  backup: backup.optional(),
  bounceLimit,
  lkpp: z.strictObject({
    /** null: the last rung opens a task to tell LKPP by hand. */
    mail: z.email().nullable(),
    rung: parameter(z.enum(['mail', 'task-only'])).optional(),
  }),
  /** How long, by the clock, a notice is retried before a person gets it. */
  mailGiveUp: clockDuration.default(72 * 3_600_000),
  people: z.array(person).min(1),
  assignments: z.array(assignment).min(1),
  leaves: z.array(leave).default([]),
});

export type { OfficeDocument } from './parameter.ts';
export type OfficeFile = z.output<typeof officeFile>;
export type Person = z.output<typeof person>;
export type Assignment = z.output<typeof assignment>;
export type Leave = z.output<typeof leave>;

/** What a recorded version of an office keeps in the clear: everything but its people. */
export interface OfficeSettings extends Omit<OfficeFile, 'mailGiveUp' | 'people' | 'assignments' | 'leaves'> {
  /** Clock milliseconds. */
  mailGiveUpMs: number;
}

export interface Office extends OfficeSettings {
  people: Person[];
  assignments: Assignment[];
  leaves: Leave[];
}
