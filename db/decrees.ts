import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { confirmedThrough as builtInThrough, decreedDaysOff } from '../calendar/decrees.ts';
import type { DayOff } from '../calendar/index.ts';
import { LoadError, readYaml } from '../regulations/yaml.ts';
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
  const loaded = await loadedDecrees(db);
  const years = loaded.filter((decree) => decree.wholeYear).map((decree) => `${decree.year}-12-31`);
  return { days: daysOffBy(loaded), confirmedThrough: [builtInThrough, ...years].sort().at(-1) ?? builtInThrough };
}

const byDate = (a: { date: string }, b: { date: string }) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/** In the order of their dates, whenever they were loaded. */
async function loadedDecrees(db: Queryable): Promise<Decree[]> {
  return (await db.select().from(decrees).orderBy(decrees.loadedAt)).map((row) => row.content as Decree).sort(byDate);
}

/** What the built-in decrees say, and then these, each changing what those before it said. */
function daysOffBy(loaded: Decree[]): DayOff[] {
  const days = new Map<string, DayOff>(decreedDaysOff().map(({ date, name, kind }) => [`${date} ${name}`, { date, name, kind }]));
  for (const decree of loaded) {
    for (const date of decree.removes) for (const key of [...days.keys()]) if (key.startsWith(date)) days.delete(key);
    for (const day of decree.days) days.set(`${day.date} ${day.name}`, day);
  }
  return [...days.values()].sort(byDate);
}

/**
 * Records a decree and every office calendar that it changes.
 * @returns the ids of the offices whose open cases must be re-planned
 * @throws LoadError, one sentence with file, line and reason, when the file is wrong, the number is known, or it takes back a day that is none
 */
export async function loadDecreeFile(db: Db, file: string): Promise<string[]> {
  const name = basename(file);
  const { value: decree, refuse } = readYaml(decreeFile, textOf(file), name);
  return db.transaction(async (tx) => {
    const before = await loadedDecrees(tx);
    const added = await tx.insert(decrees).values({ number: decree.number, content: decree }).onConflictDoNothing().returning();
    if (added.length === 0) refuse([{ path: ['number'], reason: `sudah dimuat: ${decree.number}` }]);
    const inForce = new Set(daysOffBy(before.filter(({ date }) => date <= decree.date)).map(({ date }) => date));
    refuse(decree.removes.flatMap((date, index) => (inForce.has(date) ? [] : [{ path: ['removes', index], reason: `mencabut ${date}, yang pada tanggal keputusan ini bukan hari libur` }])));
    return refreshCalendars(tx, decree.number);
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new LoadError(basename(file), 1, 'berkas tidak dapat dibaca');
  }
}
