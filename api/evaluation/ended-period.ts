import type { Period } from '../../workflows/evaluation/period.ts';

export interface EndedPeriod extends Period {
  /** The first instant after it, epoch ms. */
  endedAt: number;
}

/**
 * The last period of `months` whole months that is over in the office's zone. Periods are aligned to the calendar: quarters begin
 * in January, April, July and October. A number that does not divide the year runs on across New Year.
 * @param now epoch ms
 */
export function lastEndedPeriod(months: number, now: number, utcOffsetMinutes: number): EndedPeriod {
  const local = new Date(now + utcOffsetMinutes * 60_000);
  const month = local.getUTCFullYear() * 12 + local.getUTCMonth();
  const next = month - (month % months);
  const firstDay = (index: number) => Date.UTC(Math.floor(index / 12), index % 12, 1);
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: date(firstDay(next - months)), to: date(firstDay(next) - 1), endedAt: firstDay(next) - utcOffsetMinutes * 60_000 };
}
