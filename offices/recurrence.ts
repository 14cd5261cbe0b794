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
