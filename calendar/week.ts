/** One weekly pattern with its running totals, so that any stretch of weeks is counted by one multiplication. */
import { mondayOf, weekOf, weekdayOf } from './days.ts';
import { CalendarError } from './errors.ts';
import { hoursOf } from './spans.ts';
import type { Hours } from './spans.ts';
import type { Span, Weekly } from './types.ts';

/** What is counted along a calendar: working milliseconds, or working days. */
export type Measure = 'ms' | 'days';

/** A quantity over one week: `before[i]` falls before weekday i (0 is Monday), `before[7]` is the whole week. */
type Tally = number[];

export interface Week extends Record<Measure, Tally> {
  hours: Hours[];
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];

/** @throws CalendarError naming `what` and the weekday. */
export function weekFrom(weekly: Weekly, what: string): Week {
  if (typeof weekly !== 'object' || weekly === null) throw new CalendarError(`${what} must map weekdays 1 to 7 to spans.`);
  const unknown = Object.keys(weekly).find((key) => !WEEKDAYS.includes(key));
  if (unknown !== undefined) throw new CalendarError(`${what}: '${unknown}' is not a weekday 1 (Monday) to 7 (Sunday).`);
  const spans: Record<string, Span[] | undefined> = weekly;
  const hours = WEEKDAYS.map((weekday) => hoursOf(spans[weekday] ?? [], `${what}, weekday ${weekday}`));
  return { hours, ms: tally(hours.map(({ ms }) => ms)), days: tally(hours.map(({ ms }) => (ms > 0 ? 1 : 0))) };
}

function tally(perDay: number[]): Tally {
  const before = [0];
  for (const amount of perDay) before.push((before.at(-1) ?? 0) + amount);
  return before;
}

/** How much falls between day -3, a Monday, and the beginning of `day`; negative before it. */
export function countBefore(week: Week, measure: Measure, day: number): number {
  const before = week[measure];
  return weekOf(day) * (before[7] ?? 0) + (before[weekdayOf(day)] ?? 0);
}

/** The day in which unit number `count` falls: countBefore(day) <= count < countBefore(day + 1). The week must not be empty. */
export function dayOfCount(week: Week, measure: Measure, count: number): number {
  const before = week[measure];
  const whole = Math.floor(count / (before[7] ?? 0));
  const rest = count - whole * (before[7] ?? 0);
  return mondayOf(whole) + before.findLastIndex((amount) => amount <= rest);
}

export function hoursOnWeekday(week: Week, day: number): Hours {
  return week.hours[weekdayOf(day)] ?? { spans: [], ms: 0 };
}
