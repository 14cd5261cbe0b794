/** A choice of the office, and the paper behind it: an SOP, an SLA, a decree of its head. */
import { z } from 'zod';
import { text } from '../regulations/schema-parts.ts';

export const date = z.iso.date();
export const officeDocument = z.strictObject({ title: text, number: text, date });
export type OfficeDocument = z.output<typeof officeDocument>;

/** A number of the office is only accepted with the paper that sets it. */
export const parameter = <S extends z.ZodType>(value: S) => z.strictObject({ value, document: officeDocument });
