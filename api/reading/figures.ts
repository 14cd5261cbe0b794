import { z } from 'zod';
import { figuresOf } from '../../activities/figures.ts';
import type { MonthFigures } from '../../activities/figures.ts';
import { localMonth, monthsBetween } from '../../activities/figures/local.ts';
import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { monthField as month } from '../query-fields.ts';

export const figuresQuery = z.strictObject({
  from: month.describe('Bulan pertama, TTTT-BB, menurut waktu setempat kantor.'), to: month.describe('Bulan terakhir.'),
  format: z.enum(['json', 'csv']).default('json'),
});

/** Five years; a longer view is several questions. */
const mostMonths = 60;

/** @throws Problem bad-request, naming the field */
export async function readFigures({ db }: ApiDeps, office: string, { from, to }: z.infer<typeof figuresQuery>): Promise<MonthFigures[]> {
  const wrong = (field: string, reason: string) => new Problem('bad-request', { errors: [{ field, reason }] });
  if (from > to) throw wrong('to', 'Harus sama dengan atau sesudah "from".');
  if (monthsBetween(from, to).length > mostMonths) throw wrong('to', `Paling banyak ${mostMonths} bulan sekaligus.`);
  const { calendar } = await officeNow(db, office);
  if (to > localMonth(Date.now(), calendar.utcOffsetMinutes)) throw wrong('to', 'Bulan itu belum tiba.');
  return figuresOf(db, office, from, to);
}
