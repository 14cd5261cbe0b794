import { eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Labels } from '../../activities/figures/labels.ts';
import { startOf } from '../../activities/figures/local.ts';
import { cases, intakes } from '../../db/schema.ts';
import { states } from '../../workflows/problem/messages.ts';
import { Problem } from '../problems.ts';
import { dateField } from '../query-fields.ts';

export const registerQuery = z.strictObject({
  format: z.enum(['json', 'csv']).default('json'),
  from: dateField.optional().describe('Diterima sejak tanggal ini, menurut waktu setempat kantor.'),
  to: dateField.optional().describe('Diterima sampai dengan tanggal ini.'),
  state: z.string().optional(), category: z.string().optional(), kind: z.string().optional(), channel: z.string().optional(),
  late: z.stringbool().optional().describe('Hanya yang terlambat, atau hanya yang tidak.'),
  open: z.stringbool().optional().describe('Hanya yang belum ditutup, atau hanya yang sudah.'),
});

export type RegisterQuery = z.infer<typeof registerQuery>;

/** `late` is not among them: it needs the office's calendar, row by row. @throws Problem bad-request, naming the field and what it may say */
export function filtersOf(query: RegisterQuery, labels: Labels, utcOffsetMinutes: number): (SQL | undefined)[] {
  const { from, to, state, category, kind, channel, open } = query;
  const wrong = (field: string, reason: string) => new Problem('bad-request', { errors: [{ field, reason }] });
  const oneOf = (field: string, chosen: string | undefined, known: Iterable<string>) => {
    const all = [...known];
    if (chosen !== undefined && !all.includes(chosen)) throw wrong(field, all.length === 0 ? 'Kantor ini tidak membedakannya.' : `Pilih salah satu: ${all.join(', ')}.`);
  };
  if (from !== undefined && to !== undefined && from > to) throw wrong('to', 'Harus sama dengan atau sesudah "from".');
  oneOf('state', state, Object.keys(states));
  oneOf('category', category, labels.categories.keys());
  oneOf('kind', kind, labels.kinds.keys());
  oneOf('channel', channel, labels.channels.keys());
  return [
    from === undefined ? undefined : gte(intakes.receivedAt, new Date(startOf(from, utcOffsetMinutes))),
    to === undefined ? undefined : lt(intakes.receivedAt, new Date(startOf(to, utcOffsetMinutes) + 86_400_000)),
    // A report whose workflow has not begun has no case yet.
    state === undefined ? undefined : sql`coalesce(${cases.state}, 'diterima') = ${state}`,
    category === undefined ? undefined : sql`coalesce(${cases.category}, ${intakes.facts}->>'category') = ${category}`,
    kind === undefined ? undefined : eq(cases.kind, kind),
    channel === undefined ? undefined : sql`coalesce(${intakes.facts}->>'channel', 'daring') = ${channel}`,
    open === undefined ? undefined : open ? isNull(cases.closedAt) : isNotNull(cases.closedAt),
  ];
}
