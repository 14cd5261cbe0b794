const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A moment of a register; `wholeDay`: only the date was written, and `at` is its first instant. */
export interface Moment { at: number; wholeDay: boolean }

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const indonesian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/;
/** Days since 30 December 1899, as Excel counts them; written with a decimal comma where Excel speaks Indonesian. */
const serial = /^\d{5}(?:[.,]\d+)?$/;

/**
 * Reads '2025-01-31T09:30', '31/01/2025 09.30' or Excel's 45688,39; in the office's zone unless an offset is written.
 * @returns null when the text is no date of the calendar
 */
export function readMoment(text: string, utcOffsetMinutes: number): Moment | null {
  const offset = utcOffsetMinutes * minuteMs;
  if (serial.test(text)) {
    const days = Number(text.replace(',', '.'));
    // To the minute: a fraction of a day carries no seconds that anybody wrote.
    return { at: Date.UTC(1899, 11, 30) + Math.round((days * dayMs) / minuteMs) * minuteMs - offset, wholeDay: Number.isInteger(days) };
  }
  const [, year, month, day, hour, minute, second, zone] = iso.exec(text) ?? reordered(indonesian.exec(text)) ?? [];
  if (!year || !month || !day) return null;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (new Date(local).getUTCDate() !== Number(day) || new Date(local).getUTCMonth() !== Number(month) - 1 || h > 23 || m > 59 || s > 59) return null;
  return { at: local + (h * 3600 + m * 60 + s) * 1000 - (zone ? offsetOf(zone) : offset), wholeDay: hour === undefined };
}

function reordered(match: RegExpExecArray | null): (string | undefined)[] | null {
  if (!match) return null;
  const [all, day, month, year, ...time] = match;
  return [all, year, month, day, ...time];
}

function offsetOf(zone: string): number {
  if (/z/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * minuteMs;
}

/** The last second of the local day that begins at `at`. */
export const endOfDay = (at: number): number => at + dayMs - 1000;
