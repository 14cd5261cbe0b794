import { describe, expect, it } from 'vitest';
import { CalendarError, NoWorkingTimeError, addWorkingTime, assertCalendar, dueAt, isWorkingTime, nextOpening, workingTimeBetween } from './index.ts';
import type { Season, WorkingCalendar } from './index.ts';
import { FIRST_DAY, LAST_DAY, dayNumber } from './days.ts';
import { HOUR, office, wib } from './testing/examples.ts';

const withDay = (...spans: [string, string][]): WorkingCalendar => ({ ...office, weekly: { 1: spans } });
const withSeason = (season: Partial<Season>): WorkingCalendar => ({ ...office, seasons: [{ name: 'Ramadan', from: '2026-02-18', to: '2026-03-19', weekly: {}, ...season }] });

describe('a malformed calendar', () => {
  it.each<[string, WorkingCalendar, RegExp]>([
    ['a time without minutes', withDay(['8', '12:00']), /weekday 1: '8' is not a time/],
    ['a time past 24:00', withDay(['08:00', '24:01']), /'24:01' is not a time/],
    ['a span that runs backwards', withDay(['12:00', '08:00']), /12:00 is not before 08:00/],
    ['an empty span', withDay(['08:00', '08:00']), /08:00 is not before 08:00/],
    ['overlapping spans', withDay(['08:00', '12:00'], ['11:00', '13:00']), /overlap/],
    ['a weekday 0', { ...office, weekly: { 0: [] } as WorkingCalendar['weekly'] }, /'0' is not a weekday/],
    ['a day off that does not exist', { ...office, daysOff: [{ date: '2027-02-29', name: 'Leap', kind: 'local' }] }, /day off 'Leap' '2027-02-29' does not exist/],
    ['a date in another form', { ...office, confirmedThrough: '31-12-2027' }, /confirmedThrough '31-12-2027' is not a date/],
    ['a season that runs backwards', withSeason({ to: '2026-02-17' }), /2026-02-18 is after 2026-02-17/],
    ['bad hours in a season', withSeason({ weekly: { 2: [['a', 'b']] } }), /season 'Ramadan', weekday 2/],
    ['an offset that is no number', { ...office, utcOffsetMinutes: Number.NaN }, /utcOffsetMinutes/],
  ])('with %s is refused with a sentence that names the place', (_, calendar, message) => {
    expect(() => assertCalendar(calendar)).toThrow(CalendarError);
    expect(() => assertCalendar(calendar)).toThrow(message);
    expect(() => addWorkingTime(calendar, wib('2026-11-24 10.00'), { days: 1 })).toThrow(message);
  });

  it('is told apart from a good one: spans in any order, seconds, 24:00, both ends of the calendar', () => {
    assertCalendar(withDay(['13:00', '24:00'], ['07:30:30', '12:00:00']));
    assertCalendar(withSeason({ from: '0001-01-01', to: '9999-12-31' }));
    expect([dayNumber('0001-01-01', ''), dayNumber('9999-12-31', ''), dayNumber('1970-01-01', '')]).toEqual([FIRST_DAY, LAST_DAY, 0]);
  });
});

describe('a moment or a budget that is no number', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, Number.MAX_SAFE_INTEGER])('%d is refused', (at) => {
    expect(() => addWorkingTime(office, at, { days: 1 })).toThrow(CalendarError);
    expect(() => workingTimeBetween(office, 0, at)).toThrow(CalendarError);
    expect(() => isWorkingTime(office, at)).toThrow(CalendarError);
    expect(() => nextOpening(office, at)).toThrow(CalendarError);
    expect(() => dueAt(office, { start: 0, budget: { ms: 1 }, pauses: [{ from: -1, to: at }] })).toThrow(CalendarError);
  });

  it('half a working day has no clock time of its own and is refused', () => {
    expect(() => addWorkingTime(office, wib('2026-11-24 10.00'), { days: 0.5 })).toThrow(/give parts of a day in ms/);
    expect(() => addWorkingTime(office, wib('2026-11-24 10.00'), { ms: Number.NaN })).toThrow(/budget.ms/);
  });
});

describe('a calendar without working time', () => {
  const never: WorkingCalendar = { ...office, weekly: {}, seasons: [] };
  const once: WorkingCalendar = { ...withSeason({ weekly: { 3: [['08:00', '12:00']] } }), weekly: {} };

  it('is an error when a deadline is asked, never a loop', () => {
    for (const budget of [{ days: 1 }, { days: -1 }, { ms: 1 }, { ms: -1 }, {}]) {
      expect(() => addWorkingTime(never, wib('2026-11-24 10.00'), budget)).toThrow(NoWorkingTimeError);
    }
    expect(() => nextOpening(never, wib('2026-11-24 10.00'))).toThrow(NoWorkingTimeError);
    expect(workingTimeBetween(never, wib('2026-11-24 10.00'), wib('2036-11-24 10.00'))).toBe(0);
  });

  it('is an error when its only hours lie in a season that is over', () => {
    expect(() => addWorkingTime(once, wib('2026-11-24 10.00'), { ms: HOUR })).toThrow(NoWorkingTimeError);
    expect(() => addWorkingTime(once, wib('2026-03-11 10.00'), { days: 1 })).toThrow(NoWorkingTimeError);
    expect(addWorkingTime(once, wib('2026-11-24 10.00'), { ms: -HOUR }).at).toBe(wib('2026-03-11 11.00'));
    expect(addWorkingTime(once, wib('2025-11-24 10.00'), { ms: HOUR }).at).toBe(wib('2026-02-18 09.00'));
  });
});
