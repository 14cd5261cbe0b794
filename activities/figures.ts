import { and, count, eq, gte, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { cases, events, intakes } from '../db/schema.ts';
import { casePages } from './figures/case-pages.ts';
import { labelsOf } from './figures/labels.ts';
import { localMonth, monthsBetween, nextMonth, startOf } from './figures/local.ts';
import { MonthCount } from './figures/month.ts';
import type { MonthFigures } from './figures/month.ts';
import { officeNow } from './office.ts';

export type { ClockFigures, Times } from './figures/clock-count.ts';
export type { MonthFigures } from './figures/month.ts';
export type { Share } from './figures/share-count.ts';

/**
 * The work of a help desk, month by month (ERR-14, ERR-15); no personal data. Lateness is judged by the due instants that stood
 * when they passed; working time is counted by the office's calendar of today.
 * @param from @param to months of the office's own zone, 'YYYY-MM', both included
 * @param now epoch ms; what runs still is judged by it
 */
export async function figuresOf(db: Db, office: string, from: string, to: string, now = Date.now()): Promise<MonthFigures[]> {
  const { calendar } = await officeNow(db, office);
  const { utcOffsetMinutes } = calendar;
  const months = monthsBetween(from, to);
  const counts = new Map(months.map((month) => [month, new MonthCount()]));
  const start = new Date(startOf(from, utcOffsetMinutes));
  const end = new Date(startOf(nextMonth(to), utcOffsetMinutes));
  for await (const page of casePages(db, office, [gte(intakes.receivedAt, start), lt(intakes.receivedAt, end)])) {
    for (const record of page) counts.get(localMonth(record.receivedAt.getTime(), utcOffsetMinutes))?.add(record, calendar, now);
  }
  const labels = await labelsOf(db, office);
  return Promise.all([...counts].map(async ([month, counted]) => ({
    month, ...counted.figures(labels),
    ...await happenedIn(db, office, new Date(startOf(month, utcOffsetMinutes)), new Date(startOf(nextMonth(month), utcOffsetMinutes)), now),
  })));
}

/** What happened between two instants, to reports of any month. */
async function happenedIn(db: Db, office: string, start: Date, end: Date, now: number) {
  const reports = and(eq(cases.office, office), eq(cases.sop, 'problem'));
  const told = (type: string) => db.select({ n: count() }).from(events).innerJoin(cases, eq(cases.id, events.caseId))
    .where(and(reports, eq(events.type, type), gte(events.at, start), lt(events.at, end)));
  const until = end.getTime() > now ? new Date(now) : end;
  const rows = await Promise.all([
    told('reopened'), told('forwarded'),
    db.select({ n: count() }).from(cases).where(and(reports, gte(cases.closedAt, start), lt(cases.closedAt, end))),
    // A report that has no case yet waits, too.
    db.select({ n: count() }).from(intakes).leftJoin(cases, eq(cases.id, intakes.id))
      .where(and(eq(intakes.office, office), eq(intakes.sop, 'problem'), lt(intakes.receivedAt, until), or(isNull(cases.closedAt), gte(cases.closedAt, until)))),
  ]);
  const [reopened = 0, forwarded = 0, closed = 0, openAtEnd = 0] = rows.map((row) => row[0]?.n ?? 0);
  return { reopened, forwarded, closed, openAtEnd };
}
