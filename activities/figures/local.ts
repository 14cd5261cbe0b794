/** Months, dates and instants of an office's own zone, by arithmetic on the offset. Instants are epoch ms. */
import { localDate } from '../../offices/terms.ts';

const DAY_MS = 86_400_000;

const shifted = (at: number, utcOffsetMinutes: number) => new Date(at + utcOffsetMinutes * 60_000);

/** '2026-11' */
export function localMonth(at: number, utcOffsetMinutes: number): string {
  return localDate(at, utcOffsetMinutes).slice(0, 7);
}

/** '2026-11-30T23:30:00+09:00' */
export function localIso(at: number, utcOffsetMinutes: number): string {
  const size = Math.abs(utcOffsetMinutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${shifted(at, utcOffsetMinutes).toISOString().slice(0, 19)}${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The first instant of a local date ('2026-11-30') or month ('2026-11'). */
export function startOf(dateOrMonth: string, utcOffsetMinutes: number): number {
  return Date.parse(`${dateOrMonth.length === 7 ? `${dateOrMonth}-01` : dateOrMonth}T00:00:00Z`) - utcOffsetMinutes * 60_000;
}

/** The month after '2026-12' is '2027-01'. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}

/** From `from` to `to`, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

/** How many local midnights lie between two instants: 0 on the same day. */
export function daysBetween(from: number, to: number, utcOffsetMinutes: number): number {
  const day = (at: number) => Math.floor((at + utcOffsetMinutes * 60_000) / DAY_MS);
  return Math.max(0, day(to) - day(from));
}
