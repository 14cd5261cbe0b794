/** Working time by walking day after day over Date.UTC: slow, and written apart from the arithmetic that it checks. */
import type { Budget, Span, Weekly, WorkingCalendar } from '../index.ts';

const DAY = 86_400_000;
const REACH_DAYS = 900;

type Interval = [from: number, to: number];

const clock = (text: string): number => text.split(':').reduce((sum, part, i) => sum + Number(part) * (3_600_000 / 60 ** i), 0);

function intervalsOf(calendar: WorkingCalendar, day: number): Interval[] {
  const local = new Date(day * DAY);
  const date = local.toISOString().slice(0, 10);
  if (calendar.daysOff.some((off) => off.date === date)) return [];
  const season = calendar.seasons.filter(({ from, to }) => from <= date && date <= to).at(-1);
  const weekday = (local.getUTCDay() || 7) as keyof Weekly;
  const spans: Span[] = (season?.weekly ?? calendar.weekly)[weekday] ?? [];
  const midnight = day * DAY - calendar.utcOffsetMinutes * 60_000;
  return spans.map(([from, to]): Interval => [midnight + clock(from), midnight + clock(to)]);
}

/** The working days around `at`, each as its intervals, in time order. */
function workingDays(calendar: WorkingCalendar, at: number): Interval[][] {
  const today = Math.floor(at / DAY);
  const days = Array.from({ length: 2 * REACH_DAYS }, (_, i) => intervalsOf(calendar, today - REACH_DAYS + i));
  return days.filter((intervals) => intervals.length > 0);
}

export function oracleBetween(calendar: WorkingCalendar, from: number, to: number): number {
  return workingDays(calendar, from).flat().reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);
}

export function oracleAdd(calendar: WorkingCalendar, start: number, { days = 0, ms = 0, dayEnds }: Budget): number {
  const calendarDays = workingDays(calendar, start);
  const spans = calendarDays.flat();
  const backwards = days === 0 ? ms < 0 : days < 0;
  let at = start;
  if (!spans.some(([from, to]) => from <= at && at <= to)) {
    const beside = backwards ? spans.findLast(([, to]) => to < at)?.[1] : spans.find(([from]) => from > at)?.[0];
    if (beside === undefined) throw new Error('beyond the reach of the oracle');
    at = beside;
  }
  if (days !== 0) at = sameClock(calendar, calendarDays, at, days, dayEnds === 'end-of-day');
  if (ms === 0) return at;
  const steps = ms > 0 ? spans : spans.toReversed();
  let left = Math.abs(ms);
  for (const [a, b] of steps) {
    const [from, to] = ms > 0 ? [Math.max(a, at), b] : [a, Math.min(b, at)];
    if (from >= to) continue;
    if (left <= to - from) return ms > 0 ? from + left : to - left;
    left -= to - from;
  }
  throw new Error('beyond the reach of the oracle');
}

function sameClock(calendar: WorkingCalendar, days: Interval[][], at: number, count: number, endOfDay: boolean): number {
  const offset = calendar.utcOffsetMinutes * 60_000;
  const own = days.findLastIndex((intervals) => intervals.some(([from, to]) => from <= at && at <= to));
  const [first, last] = [days[own]?.[0], days[own + count]];
  const closing = last?.at(-1)?.[1];
  if (!first || !last?.[0] || closing === undefined) throw new Error('beyond the reach of the oracle');
  if (endOfDay) return closing;
  const midnightOf = (instant: number): number => Math.floor((instant + offset) / DAY) * DAY;
  const same = at + midnightOf(last[0][0]) - midnightOf(first[0]);
  for (const [from, to] of last) {
    if (same < from) return from;
    if (same <= to) return same;
  }
  return closing;
}
