/**
 * Deadlines in working time (architecture, "Working time"). Every function throws CalendarError for a malformed
 * calendar, instant or budget, and NoWorkingTimeError where the calendar holds too little working time.
 *
 * An instant at opening or at closing is inside working time. Nothing is kept between calls: a calendar that was
 * changed in place is read as it stands.
 */
import { countedBefore, dayHolding, hoursOn } from './counting.ts';
import { CalendarError } from './errors.ts';
import { assertInstant, firstPlaceAt, instantOf, lastPlaceAt, placeOf, workedBefore, workingPlace } from './moments.ts';
import type { Place } from './moments.ts';
import { mergedPauses } from './pauses.ts';
import { closingOf, movedInside } from './spans.ts';
import { timelineOf } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import type { Budget, Due, Pause, WorkingCalendar } from './types.ts';

/**
 * The instant at which `budget` has passed since `start`; before it for a negative budget (reminders).
 *
 * - A start outside working time counts from the next opening, backwards from the previous closing.
 * - N days: the same clock time N working days on, moved inside that day (before opening: opening; in a break: its
 *   end; after closing: closing), or that day's closing with `dayEnds: 'end-of-day'`. Then `ms`, rounded to whole ms.
 * - Ending exactly at closing is due at closing; backwards, exactly at opening is due at opening.
 */
export function addWorkingTime(calendar: WorkingCalendar, start: number, budget: Budget): Due {
  const timeline = timelineOf(calendar);
  return dueOf(timeline, added(timeline, start, budget));
}

/** Working ms from `from` to `to`; 0 when `to` is not after `from`, and in a calendar without hours. */
export function workingTimeBetween(calendar: WorkingCalendar, from: number, to: number): number {
  return workedBetween(timelineOf(calendar), from, to);
}

/**
 * `addWorkingTime`, moved on by the working time of the pauses that the deadline meets: pause by pause in time order,
 * each that begins before the due as moved so far counts whole (its part before `start` does not), until one begins
 * at or after it. That is the fixed point of "the un-paused due plus the working time of the pauses between start and
 * due". Overlapping pauses count once. With `days`, too, a pause adds working time, never days. A negative budget
 * knows no pause: it is a reminder's distance before `start`, not a clock that runs.
 */
export function dueAt(calendar: WorkingCalendar, { start, budget, pauses }: { start: number; budget: Budget; pauses: readonly Pause[] }): Due {
  const timeline = timelineOf(calendar);
  let at = added(timeline, start, budget);
  for (const pause of mergedPauses(pauses)) {
    const from = Math.max(pause.from, start);
    if (from >= at) break;
    at = added(timeline, at, { ms: workedBetween(timeline, from, pause.to) });
  }
  return dueOf(timeline, at);
}

function dueOf(timeline: Timeline, at: number): Due {
  return { at, provisional: placeOf(timeline, at).day > timeline.confirmedDay };
}

function workedBetween(timeline: Timeline, from: number, to: number): number {
  assertInstant(from, 'from');
  assertInstant(to, 'to');
  return to <= from ? 0 : workedBefore(timeline, placeOf(timeline, to)) - workedBefore(timeline, placeOf(timeline, from));
}

function added(timeline: Timeline, start: number, budget: Budget): number {
  const { days, ms = 0, dayEnds = 'same-time' } = budget;
  assertInstant(start, 'start');
  if (days !== undefined && !Number.isSafeInteger(days)) throw new CalendarError(`budget.days '${days}' must be a whole number; give parts of a day in ms.`);
  if (!Number.isFinite(ms)) throw new CalendarError(`budget.ms '${ms}' must be a number of milliseconds.`);
  const backwards = days ? days < 0 : ms < 0;
  const first = workingPlace(timeline, start) ?? besideClosedTime(timeline, start, backwards);
  const place = days === undefined ? first : daysOn(timeline, first, days, dayEnds);
  return instantOf(timeline, timeOn(timeline, place, Math.round(ms)));
}

/** From outside working time: the next opening, or backwards the previous closing. */
function besideClosedTime(timeline: Timeline, at: number, backwards: boolean): Place {
  const worked = workedBefore(timeline, placeOf(timeline, at));
  return backwards ? firstPlaceAt(timeline, worked) : lastPlaceAt(timeline, worked);
}

function daysOn(timeline: Timeline, from: Place, days: number, dayEnds: 'same-time' | 'end-of-day'): Place {
  const day = dayHolding(timeline, 'days', countedBefore(timeline, 'days', from.day) + days);
  const hours = hoursOn(timeline, day);
  return { day, clock: dayEnds === 'end-of-day' ? closingOf(hours) : movedInside(hours, from.clock) };
}

function timeOn(timeline: Timeline, from: Place, ms: number): Place {
  if (ms === 0) return from;
  const worked = workedBefore(timeline, from) + ms;
  return ms > 0 ? firstPlaceAt(timeline, worked) : lastPlaceAt(timeline, worked);
}
