/** The plain data of working time. Instants are milliseconds since the epoch; dates are local 'YYYY-MM-DD'. */

/** Local 'HH:MM' or 'HH:MM:SS', from < to; '24:00' allowed. Nothing crosses midnight: write two spans. */
export type Span = readonly [from: string, to: string];

/** ISO weekday (Monday = 1) -> its spans. A weekday without spans is no working day. */
export type Weekly = Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, Span[]>>;

/** A dated pattern such as Ramadan: replaces the whole `weekly` from `from` to `to`, both included. */
export interface Season {
  name: string;
  from: string;
  to: string;
  weekly: Weekly;
}

export interface DayOff {
  date: string;
  name: string;
  kind: string;
}

/** The resolved working time of one office. Where seasons overlap the later in the list wins; days off win over all. */
export interface WorkingCalendar {
  /** 420 WIB, 480 WITA, 540 WIT. */
  utcOffsetMinutes: number;
  weekly: Weekly;
  seasons: Season[];
  daysOff: DayOff[];
  /** Last local date that a published decree covers. */
  confirmedThrough: string;
}

/** Working days first, then working time. Negative runs backwards. */
export interface Budget {
  /** Whole working days. */
  days?: number;
  ms?: number;
  /** Applies to `days`: the same clock time (default), or the closing time of the last day reached. */
  dayEnds?: 'same-time' | 'end-of-day';
}

export interface Due {
  at: number;
  /** The local date of `at` lies past `confirmedThrough`: a decree may still move it. */
  provisional: boolean;
}

/** Wall-clock time in which a deadline stands still; `to` not after `from` is no pause. */
export interface Pause {
  from: number;
  to: number;
}
