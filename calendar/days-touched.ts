import { countedBefore } from './counting.ts';
import { assertInstant, placeOf } from './moments.ts';
import { timelineOf } from './timeline.ts';
import type { WorkingCalendar } from './types.ts';

/**
 * How many local days a span of time touches, and how many of them are working days, whatever the hour; an end at midnight does
 * not touch the day that begins there. `to` not before `from`, epoch ms. @throws CalendarError
 */
export function daysTouched(calendar: WorkingCalendar, from: number, to: number): { calendarDays: number; workingDays: number } {
  assertInstant(from, 'from');
  assertInstant(to, 'to');
  const timeline = timelineOf(calendar);
  const first = placeOf(timeline, from).day;
  const after = placeOf(timeline, Math.max(from, to - 1)).day + 1;
  return { calendarDays: after - first, workingDays: countedBefore(timeline, 'days', after) - countedBefore(timeline, 'days', first) };
}
