import { localDay } from '../../papers/words.ts';
import type { Span } from './spans.ts';

/** A month of an office's local calendar; `code` is '2026-11'. */
export interface Month extends Span { code: string }

/** @param month from 1; also 0 or 13, which are of the years beside. */
function monthOf(year: number, month: number, utcOffsetMinutes: number): Month {
  const start = (of: number) => Date.UTC(year, of - 1, 1) - utcOffsetMinutes * 60_000;
  return { code: new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 7), from: start(month), to: start(month + 1) };
}

/** The local month of `at` (epoch ms), and those before it: `count` months, the oldest first. */
export function monthsUntil(at: number, count: number, utcOffsetMinutes: number): Month[] {
  const { year, month } = localDay(at, utcOffsetMinutes);
  return Array.from({ length: count }, (_, index) => monthOf(year, month - count + 1 + index, utcOffsetMinutes));
}

/** The month of a code; null for any other text. */
export function monthCalled(code: string, utcOffsetMinutes: number): Month | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(code) ?? [];
  return year && month ? monthOf(Number(year), Number(month), utcOffsetMinutes) : null;
}

/** The first instant (epoch ms) of a local date. */
export function startOfDate(date: string, utcOffsetMinutes: number): number {
  return Date.parse(`${date}T00:00:00Z`) - utcOffsetMinutes * 60_000;
}
