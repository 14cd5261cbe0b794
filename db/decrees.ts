import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { confirmedThrough as builtInThrough, decreedDaysOff } from '../calendar/decrees.ts';
import type { DayOff } from '../calendar/index.ts';
import type { Db, Queryable } from './client.ts';
import { refreshCalendars } from './offices.ts';
import { decrees } from './schema.ts';

/** A holiday decree as an operator writes it down: the same shape as `calendar/decrees/*.json`. */
const decreeFile = z.strictObject({
  number: z.string().trim().min(3),
  date: z.iso.date(),
  year: z.number().int().min(2025).max(2100),
  /** The decree settles the holidays of its whole year: deadlines in it are no longer provisional. */
  wholeYear: z.boolean().default(false),
  /** Days that the decree takes back. */
  removes: z.array(z.iso.date()).default([]),
  days: z.array(z.strictObject({ date: z.iso.date(), kind: z.enum(['libur-nasional', 'cuti-bersama']), name: z.string().trim().min(1) })),
}).refine((decree) => decree.days.length + decree.removes.length > 0, 'tidak menambah dan tidak mencabut satu hari pun')
  .refine((decree) => [...decree.days.map(({ date }) => date), ...decree.removes].every((date) => date.startsWith(`${decree.year}-`)), 'memuat tanggal di luar tahunnya');

type Decree = z.output<typeof decreeFile>;

/** Every decreed day off in force and the last date that a decree covers. */
export async function decreedCalendar(db: Queryable): Promise<{ days: DayOff[]; confirmedThrough: string }> {
  const loaded = (await db.select().from(decrees).orderBy(decrees.loadedAt)).map((row) => row.content as Decree)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const days = new Map<string, DayOff>(decreedDaysOff().map(({ date, name, kind }) => [`${date} ${name}`, { date, name, kind }]));
  for (const decree of loaded) {
    for (const date of decree.removes) for (const key of [...days.keys()]) if (key.startsWith(date)) days.delete(key);
    for (const day of decree.days) days.set(`${day.date} ${day.name}`, day);
  }
  const years = loaded.filter((decree) => decree.wholeYear).map((decree) => `${decree.year}-12-31`);
  return {
    days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    confirmedThrough: [builtInThrough, ...years].sort().at(-1) ?? builtInThrough,
  };
}

/**
 * Records a decree and every office calendar that it changes.
 * @returns the ids of the offices whose open cases must be re-planned
 * @throws Error with one sentence in Bahasa Indonesia when the file is wrong or the number is known.
 */
export async function loadDecreeFile(db: Db, file: string): Promise<string[]> {
  const name = basename(file);
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${name}: berkas tidak terbaca (${error instanceof Error ? error.message.split('\n')[0] : 'tidak diketahui'}).`);
  }
  const parsed = decreeFile.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${name}: ${issue?.path.join('.') || 'keputusan'} ${issue?.message ?? 'salah'}.`);
  }
  return db.transaction(async (tx) => {
    const added = await tx.insert(decrees).values({ number: parsed.data.number, content: parsed.data }).onConflictDoNothing().returning();
    if (added.length === 0) throw new Error(`${name}: keputusan ${parsed.data.number} sudah dimuat.`);
    return refreshCalendars(tx, parsed.data.number);
  });
}
