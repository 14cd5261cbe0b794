import { expect, test } from 'vitest';
import { decreedDaysOff } from './decrees.ts';
import { daysTouched } from './index.ts';
import type { WorkingCalendar } from './index.ts';

const hours: [string, string][] = [['07:30', '16:00']];
const calendar: WorkingCalendar = {
  utcOffsetMinutes: 420, weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours }, seasons: [], daysOff: decreedDaysOff(), confirmedThrough: '2027-12-31',
};
const at = (local: string) => Date.parse(`${local}:00+07:00`);

test.each([
  ['an hour at night of a working day', '2027-01-18T22:00', '2027-01-18T23:00', 1, 1],
  ['over midnight', '2027-01-18T22:00', '2027-01-19T01:30', 2, 2],
  ['until midnight', '2027-01-18T22:00', '2027-01-19T00:00', 1, 1],
  ['a moment', '2027-01-18T22:00', '2027-01-18T22:00', 1, 1],
  ['a weekend', '2027-01-16T00:00', '2027-01-17T20:00', 2, 0],
  ['from Friday to Monday', '2027-01-15T20:00', '2027-01-18T06:00', 4, 2],
  ['a decreed day off and a year\'s end', '2026-12-31T23:00', '2027-01-02T10:00', 3, 1],
])('%s touches its local days, and of them the working ones whatever the hour', (_case, from, to, calendarDays, workingDays) => {
  expect(daysTouched(calendar, at(from), at(to))).toEqual({ calendarDays, workingDays });
});
