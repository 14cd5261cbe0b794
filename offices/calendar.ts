/** The working calendar of an office: its own hours and days off, and the decreed ones it observes. */
import type { WorkingCalendar } from '../calendar/index.ts';
import type { OfficeSettings } from './schema.ts';

type DayOff = WorkingCalendar['daysOff'][number];

/** An office that observes no decree can never be surprised by one. */
const FOR_EVER = '9999-12-31';

/**
 * @param decreed national holidays and cuti bersama, local ISO dates
 * @param confirmedThrough last local date that a published decree covers
 */
export function calendarOf(office: OfficeSettings, decreed: readonly DayOff[], confirmedThrough: string): WorkingCalendar {
  const own = office.daysOff.map(({ date, name }) => ({ date, name, kind: 'kantor' }));
  const daysOff = [...(office.observesDecrees ? decreed : []), ...own];
  return {
    utcOffsetMinutes: office.utcOffsetMinutes,
    weekly: office.hours.weekly,
    seasons: office.hours.seasons.map(({ name, from, to, weekly }) => ({ name, from, to, weekly })),
    daysOff: daysOff.map(({ date, name, kind }) => ({ date, name, kind })).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    confirmedThrough: office.observesDecrees ? confirmedThrough : FOR_EVER,
  };
}
