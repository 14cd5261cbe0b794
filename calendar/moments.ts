/** Between instants and places in a timeline. A place is a day and a clock; a clock of 24 h keeps its day. */
import { countedBefore, dayHolding, hoursOn } from './counting.ts';
import { DAY_MS } from './days.ts';
import { CalendarError } from './errors.ts';
import { firstClockAt, isInside, lastClockAt, workedBy } from './spans.ts';
import type { Timeline } from './timeline.ts';

export interface Place {
  day: number;
  clock: number;
}

/** @throws CalendarError when `at` is no whole number of milliseconds; `what` names it. */
export function assertInstant(at: number, what: string): void {
  if (!Number.isSafeInteger(at)) throw new CalendarError(`${what} '${at}' is not an instant in whole milliseconds.`);
}

export function placeOf({ offsetMs }: Timeline, at: number): Place {
  const day = Math.floor((at + offsetMs) / DAY_MS);
  return { day, clock: at + offsetMs - day * DAY_MS };
}

export function instantOf({ offsetMs }: Timeline, { day, clock }: Place): number {
  return day * DAY_MS + clock - offsetMs;
}

/** The place of `at` if it is inside working time, both ends included. */
export function workingPlace(timeline: Timeline, at: number): Place | undefined {
  const place = placeOf(timeline, at);
  if (isInside(hoursOn(timeline, place.day), place.clock)) return place;
  // Midnight is also the closing of a day that works until 24:00.
  const eve = { day: place.day - 1, clock: DAY_MS };
  return place.clock === 0 && isInside(hoursOn(timeline, eve.day), eve.clock) ? eve : undefined;
}

/** Working ms of the timeline before the place. */
export function workedBefore(timeline: Timeline, { day, clock }: Place): number {
  return countedBefore(timeline, 'ms', day) + workedBy(hoursOn(timeline, day), clock);
}

/** The first place by which `worked` ms are done: a closing rather than the next opening. @throws NoWorkingTimeError */
export function firstPlaceAt(timeline: Timeline, worked: number): Place {
  const day = dayHolding(timeline, 'ms', worked - 1);
  return { day, clock: firstClockAt(hoursOn(timeline, day), worked - countedBefore(timeline, 'ms', day)) };
}

/** The last place by which no more than `worked` ms are done: an opening rather than the closing before. @throws NoWorkingTimeError */
export function lastPlaceAt(timeline: Timeline, worked: number): Place {
  const day = dayHolding(timeline, 'ms', worked);
  return { day, clock: lastClockAt(hoursOn(timeline, day), worked - countedBefore(timeline, 'ms', day)) };
}
