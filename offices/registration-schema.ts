/** What an office may choose on the users of SPSE. */
import { z } from 'zod';
import { clockDuration, workingDuration } from '../regulations/duration.ts';
import { code, ladder, months, reminderShares, text } from '../regulations/schema-parts.ts';
import { parameter } from './parameter.ts';

/** By code; false: the office does not have it. */
const decisions = z.record(code, parameter(z.boolean())).default({});

const registration = z.strictObject({
  /** Kinds on which the text leaves the office a decision (Salatiga: pedagang daring, penyelenggara swakelola). */
  kinds: decisions,
  verification: parameter(workingDuration).optional(),
  completion: parameter(workingDuration).optional(),
  activationReminder: parameter(workingDuration).optional(),
  centralWindow: parameter(clockDuration).optional(),
  reminderShares: parameter(reminderShares).optional(),
  ladder: parameter(ladder).optional(),
  rungSpacing: parameter(workingDuration).optional(),
  video: parameter(z.boolean()).optional(),
  activation: parameter(z.enum(['spse-local', 'inaproc'])).optional(),
  /** Where originals are shown, as people read it (REG-24). */
  place: parameter(text).optional(),
});

const deactivation = z.strictObject({
  /** Grounds that are no text's: Sigap's own is off without the office's paper. */
  grounds: decisions,
  /** null: the user is not asked. */
  clarification: parameter(workingDuration.nullable()).optional(),
  /** null: who acts decides. */
  decider: parameter(code.nullable()).optional(),
  throughLkpp: parameter(z.boolean()).optional(),
  reminder: parameter(workingDuration).optional(),
});

const appointment = z.strictObject({ notice: parameter(clockDuration).optional(), confirmEvery: parameter(months).optional() });
const archive = z.strictObject({ years: parameter(z.int().positive()).optional() });

/** The sections beside `problem`; an office that chose nothing leaves them out. */
export const userParameters = {
  registration: registration.prefault({}),
  deactivation: deactivation.prefault({}),
  appointment: appointment.prefault({}),
  archive: archive.prefault({}),
};
