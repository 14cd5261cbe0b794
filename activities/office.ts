import { eq, and } from 'drizzle-orm';
import type { WorkingCalendar } from '../calendar/index.ts';
import type { Queryable } from '../db/client.ts';
import { assignments, calendars, leaves, offices, officeVersions } from '../db/schema.ts';
import { holdersOf } from '../offices/holders.ts';
import type { Assignment, Leave, OfficeSettings } from '../offices/schema.ts';

/** An office as it stands now: what a step needs to plan a deadline and to find people. */
export interface OfficeNow {
  id: string;
  settings: OfficeSettings;
  calendar: WorkingCalendar;
  calendarVersion: number;
  calendarReason: string;
  /** Person ids that hold the function at `at` (epoch ms). */
  holders(fn: string, at: number): string[];
}

const cache = new WeakMap<object, Map<string, { stamp: string; office: OfficeNow }>>();

/**
 * Reads the office; what belongs to a version is kept in memory until the version changes.
 * @throws Error when the office was never loaded.
 */
export async function officeNow(db: Queryable, id: string, cacheKey: object = db): Promise<OfficeNow> {
  const [current] = await db.select().from(offices).where(eq(offices.id, id));
  if (!current) throw new Error(`Office '${id}' is not loaded`);
  const stamp = `${current.version}/${current.calendarVersion}`;
  const known = cache.get(cacheKey) ?? new Map<string, { stamp: string; office: OfficeNow }>();
  cache.set(cacheKey, known);
  const hit = known.get(id);
  if (hit?.stamp === stamp) return hit.office;
  const office = await readOffice(db, id, current.version, current.calendarVersion);
  known.set(id, { stamp, office });
  return office;
}

async function readOffice(db: Queryable, id: string, version: number, calendarVersion: number): Promise<OfficeNow> {
  const [settings] = await db.select({ settings: officeVersions.settings }).from(officeVersions)
    .where(and(eq(officeVersions.office, id), eq(officeVersions.version, version)));
  const [calendar] = await db.select().from(calendars)
    .where(and(eq(calendars.office, id), eq(calendars.version, calendarVersion)));
  if (!settings || !calendar) throw new Error(`Office '${id}' has no version ${version}/${calendarVersion}`);
  const held: Assignment[] = (await db.select().from(assignments).where(eq(assignments.office, id))).map((row) => ({
    person: row.person, function: row.function, decree: { number: row.decreeNumber, date: row.decreeDate },
    from: row.from, until: row.until,
    ...(row.actingKind && row.actingFor ? { acting: { kind: row.actingKind, for: row.actingFor } } : {}),
  }));
  const away: Leave[] = await db.select().from(leaves).where(eq(leaves.office, id));
  return {
    id, settings: settings.settings as OfficeSettings, calendar: calendar.calendar,
    calendarVersion, calendarReason: calendar.reason,
    holders: (fn, at) => holdersOf(held, away, fn, at, calendar.calendar.utcOffsetMinutes),
  };
}
