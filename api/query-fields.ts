import { z } from 'zod';

/** Dates outside these years are slips of the pen, and some of them no database keeps. */
const [firstYear, lastYear] = [2000, 2199];
const reason = `Tahun harus antara ${firstYear} dan ${lastYear}.`;
const between = (year: number) => year >= firstYear && year <= lastYear;

/** '2026-11-30' */
export const dateField = z.iso.date().refine((date) => between(Number(date.slice(0, 4))), reason);

/** '2026-11-30T10:15:00+07:00'; its year counts in UTC. */
export const instantField = z.iso.datetime({ offset: true }).refine((instant) => between(new Date(instant).getUTCFullYear()), reason);

/** '2026-11' */
export const monthField = z.string().regex(/^2[01]\d\d-(0[1-9]|1[0-2])$/, 'Harus berbentuk TTTT-BB, misalnya 2026-11.');

/** The row after which a page begins; as large as a row number of the database. */
export const afterRow = z.coerce.number().int().min(0).max(2_147_483_647);
