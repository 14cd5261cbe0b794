/**
 * A calendar made ready for counting: the stretches of days between its exceptions, each with one weekly pattern and
 * what was counted before it. Its size follows the number of exceptions, never the length of the time asked.
 */
import { FIRST_DAY, LAST_DAY, dayNumber } from './days.ts';
import { CalendarError } from './errors.ts';
import type { WorkingCalendar } from './types.ts';
import { countBefore, weekFrom } from './week.ts';
import type { Measure, Week } from './week.ts';

/** Runs from day `from` to the next stretch; `ms` and `days` are counted from the first day of the timeline. */
export interface Stretch extends Record<Measure, number> {
  from: number;
  week: Week;
}

export interface Timeline {
  offsetMs: number;
  confirmedDay: number;
  stretches: Stretch[];
}

const CLOSED = weekFrom({}, 'closed');

/** @throws CalendarError when the calendar is malformed. */
export function timelineOf(calendar: WorkingCalendar): Timeline {
  const { utcOffsetMinutes, seasons, daysOff, confirmedThrough } = calendar;
  if (!Number.isInteger(utcOffsetMinutes) || Math.abs(utcOffsetMinutes) > 14 * 60) {
    throw new CalendarError(`utcOffsetMinutes '${utcOffsetMinutes}' must be whole minutes within 14 hours.`);
  }
  if (!Array.isArray(seasons) || !Array.isArray(daysOff)) throw new CalendarError('seasons and daysOff must be lists.');
  const usual = weekFrom(calendar.weekly, 'weekly');
  const dated = seasons.map(({ name, from, to, weekly }) => {
    const what = `season '${name}'`;
    const season = { from: dayNumber(from, `${what}, from`), to: dayNumber(to, `${what}, to`), week: weekFrom(weekly, what) };
    if (season.from > season.to) throw new CalendarError(`${what}: ${from} is after ${to}.`);
    return season;
  });
  const off = new Set(daysOff.map(({ date, name }) => dayNumber(date, `day off '${name}'`)));
  const weekOn = (day: number): Week =>
    off.has(day) ? CLOSED : (dated.findLast(({ from, to }) => from <= day && day <= to)?.week ?? usual);

  const changes = new Set([FIRST_DAY]);
  for (const { from, to } of dated) changes.add(from).add(to + 1);
  for (const day of off) changes.add(day).add(day + 1);
  const starts = [...changes].filter((day) => day <= LAST_DAY).sort((a, b) => a - b);
  return {
    offsetMs: utcOffsetMinutes * 60_000,
    confirmedDay: dayNumber(confirmedThrough, 'confirmedThrough'),
    stretches: counted(starts.map((from) => ({ from, week: weekOn(from) }))),
  };
}

function counted(parts: { from: number; week: Week }[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { from, week } of parts) {
    const last = stretches.at(-1);
    stretches.push({ from, week, ms: last ? countIn(last, 'ms', from) : 0, days: last ? countIn(last, 'days', from) : 0 });
  }
  return stretches;
}

/** What was counted before `day`, a day of this stretch or the first day of the next. */
export function countIn(stretch: Stretch, measure: Measure, day: number): number {
  return stretch[measure] + countBefore(stretch.week, measure, day) - countBefore(stretch.week, measure, stretch.from);
}
