/** Is the office open, and when is it next? The same errors as in `working-time.ts`. */
import { assertInstant, workingPlace } from './moments.ts';
import { timelineOf } from './timeline.ts';
import type { WorkingCalendar } from './types.ts';
import { addWorkingTime } from './working-time.ts';

/** `at` itself inside working time, both ends included; else the next opening. */
export function nextOpening(calendar: WorkingCalendar, at: number): number {
  return addWorkingTime(calendar, at, {}).at;
}

/** True from opening to closing, both included; false in breaks, at night and on days off. */
export function isWorkingTime(calendar: WorkingCalendar, at: number): boolean {
  assertInstant(at, 'at');
  return workingPlace(timelineOf(calendar), at) !== undefined;
}

/** @throws CalendarError that names the first thing wrong. Hours at all are not demanded: their lack shows when time is asked. */
export function assertCalendar(calendar: WorkingCalendar): void {
  timelineOf(calendar);
}
