/** Local dates as day numbers: 0 is 1970-01-01. Integer arithmetic, so that no time zone of the machine can enter. */
import { CalendarError } from './errors.ts';

export const DAY_MS = 86_400_000;

/** Days before each month of a year that starts on 1 March, so that the leap day comes last. */
const BEFORE_MONTH = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
const MONTH_LENGTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EPOCH = 719_468;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** @throws CalendarError when `text` is no existing date 'YYYY-MM-DD' of the years 0001 to 9999; `what` names it. */
export function dayNumber(text: string, what: string): number {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) throw new CalendarError(`${what} '${text}' is not a date YYYY-MM-DD.`);
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  const length = (MONTH_LENGTH[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  if (year < 1 || day < 1 || day > length) throw new CalendarError(`${what} '${text}' does not exist.`);
  const y = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leapDays + (BEFORE_MONTH[month - 1] ?? 0) + day - 1 - EPOCH;
}

/** The first and the last day that a calendar can hold: the years 0001 to 9999. */
export const FIRST_DAY = -719_162;
export const LAST_DAY = 2_932_896;

/** Monday of the week of day 0 was day -3. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7);
export const mondayOf = (week: number): number => week * 7 - 3;
/** 0 is Monday. */
export const weekdayOf = (day: number): number => day - mondayOf(weekOf(day));
