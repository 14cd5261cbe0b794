import { formatLocal } from '../../calendar/local-time.ts';

const dayMs = 86_400_000;

/** The instant (epoch ms) at which a local date ('2026-12-31') is over: the next local midnight. */
export function endOf(date: string, utcOffsetMinutes: number): number {
  return Date.parse(date) + dayMs - utcOffsetMinutes * 60_000;
}

/** '31 Des 2026' */
export function sayDate(date: string): string {
  return formatLocal(Date.parse(date), 0).split(' ').slice(0, 3).join(' ');
}
