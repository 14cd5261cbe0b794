/** The working hours of one day. A clock is milliseconds since local midnight, 0 to 24 h. */
import { CalendarError } from './errors.ts';
import type { Span } from './types.ts';

/** Ascending, not overlapping; `ms` is their sum. */
export interface Hours {
  spans: { from: number; to: number }[];
  ms: number;
}

const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|24:00(?::00)?)$/;

function clockOf(text: string, what: string): number {
  const parts = typeof text === 'string' ? CLOCK.exec(text) : null;
  if (!parts) throw new CalendarError(`${what}: '${text}' is not a time HH:MM or HH:MM:SS from 00:00 to 24:00.`);
  const [, hours = '24', minutes = '0', seconds = '0'] = parts;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** @throws CalendarError for a malformed time, a span that does not run forward, or two that overlap. */
export function hoursOf(spans: readonly Span[], what: string): Hours {
  if (!Array.isArray(spans)) throw new CalendarError(`${what} must be a list of [from, to].`);
  const read = spans.map((span) => {
    if (!Array.isArray(span) || span.length !== 2) throw new CalendarError(`${what}: every span must be [from, to].`);
    const [from, to] = [clockOf(span[0], what), clockOf(span[1], what)];
    if (from >= to) throw new CalendarError(`${what}: ${span[0]} is not before ${span[1]}.`);
    return { from, to };
  });
  read.sort((a, b) => a.from - b.from);
  read.forEach((span, i) => {
    if (span.from < (read[i - 1]?.to ?? 0)) throw new CalendarError(`${what}: two spans overlap.`);
  });
  return { spans: read, ms: read.reduce((sum, { from, to }) => sum + to - from, 0) };
}

/** Working ms of the day before `clock`. */
export function workedBy({ spans }: Hours, clock: number): number {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(clock, to) - from), 0);
}

/** Both ends count as inside: a deadline at closing is not late, and nothing is worked between closing and opening. */
export function isInside({ spans }: Hours, clock: number): boolean {
  return spans.some(({ from, to }) => from <= clock && clock <= to);
}

/** Before opening: opening; in a break: its end; after closing: closing. The day must have hours. */
export function movedInside(hours: Hours, clock: number): number {
  const span = hours.spans.find(({ to }) => clock <= to);
  return span ? Math.max(clock, span.from) : closingOf(hours);
}

export function closingOf({ spans }: Hours): number {
  return spans.at(-1)?.to ?? 0;
}

/** The first clock at which `worked` ms (more than 0, at most all) are done: a closing rather than the next opening. */
export function firstClockAt({ spans }: Hours, worked: number): number {
  let left = worked;
  for (const { from, to } of spans) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new RangeError('more than the hours of the day');
}

/** The last clock at which no more than `worked` ms (less than all) are done: an opening rather than the closing before. */
export function lastClockAt({ spans }: Hours, worked: number): number {
  let left = worked;
  for (const { from, to } of spans) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  throw new RangeError('all the hours of the day');
}
