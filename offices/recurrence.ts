/** A window that comes again, in the local time of its office. */
export interface RecurrencePattern {
  /** ISO weekdays, Monday = 1. */
  weekdays: number[];
  /** The n-th such weekday of every month; null: every week. */
  nth: 1 | 2 | 3 | 4 | null;
  /** Local 'HH:MM'. */
  at: string;
  minutes: number;
}

const dayMs = 86_400_000;
/** Between two first Mondays of a month lie five weeks at most. */
const longestGapDays = 36;

/**
 * The first occurrence that begins after an instant.
 * @param after epoch ms, like the answer
 * @param utcOffsetMinutes of the office; Indonesia has no summer time
 */
export function nextOccurrence({ weekdays, nth, at, minutes }: RecurrencePattern, after: number, utcOffsetMinutes: number): { startsAt: number; endsAt: number } {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const offsetMs = utcOffsetMinutes * 60_000;
  const today = Math.floor((after + offsetMs) / dayMs) * dayMs;
  for (let midnight = today; midnight <= today + longestGapDays * dayMs; midnight += dayMs) {
    const day = new Date(midnight);
    const isDay = weekdays.includes(day.getUTCDay() || 7) && (nth === null || Math.ceil(day.getUTCDate() / 7) === nth);
    const startsAt = midnight + (hour * 60 + minute) * 60_000 - offsetMs;
    if (isDay && startsAt > after) return { startsAt, endsAt: startsAt + minutes * 60_000 };
  }
  throw new Error('A recurrence without weekdays');
}
