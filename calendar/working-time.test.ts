import { describe, expect, it } from 'vitest';
import { addWorkingTime, nextOpening, workingTimeBetween } from './index.ts';
import type { Budget, WorkingCalendar } from './index.ts';
import { HOUR, office, usualHours, wib } from './testing/examples.ts';

const dueOf = (start: string, budget: Budget, calendar = office) => addWorkingTime(calendar, wib(start), budget).at;

describe('working days', () => {
  it.each<[string, string, number, string]>([
    ['Friday 15.00 to Monday 15.00', '2026-11-20 15.00', 1, '2026-11-23 15.00'],
    ['over Lebaran', '2025-03-27 10.00', 1, '2025-04-08 10.00'],
    ['after closing to closing of the shorter day', '2026-11-20 16.15', 1, '2026-11-23 16.00'],
    ['into a break to its end', '2026-11-19 11.45', 1, '2026-11-20 13.00'],
    ['from closing to closing', '2026-11-23 16.00', 1, '2026-11-24 16.00'],
    ['from a Saturday, which counts from Monday opening', '2026-11-21 10.00', 1, '2026-11-24 07.30'],
    ['from the evening, which counts from the next opening', '2026-11-23 19.00', 1, '2026-11-25 07.30'],
    ['none from a Saturday: Monday opening', '2026-11-21 10.00', 0, '2026-11-23 07.30'],
    ['into Ramadan, before its opening', '2026-02-13 07.30', 1, '2026-02-18 08.00'],
    ['into Ramadan, after its closing', '2026-02-13 15.45', 1, '2026-02-18 15.00'],
    ['out of Ramadan', '2026-03-17 14.00', 1, '2026-03-25 14.00'],
    ['back over a weekend', '2026-11-23 07.30', -1, '2026-11-20 07.30'],
    ['back from a Sunday, which counts from Friday closing', '2026-11-22 10.00', -1, '2026-11-19 16.00'],
  ])('run %s', (_, start, days, due) => {
    expect(dueOf(start, { days })).toBe(wib(due));
  });

  it('end at closing of the last day where the rule says end of day', () => {
    expect(dueOf('2026-11-20 09.00', { days: 1, dayEnds: 'end-of-day' })).toBe(wib('2026-11-23 16.00'));
    expect(dueOf('2026-11-19 16.00', { days: 1, dayEnds: 'end-of-day' })).toBe(wib('2026-11-20 16.30'));
    expect(dueOf('2026-11-21 10.00', { days: 0, dayEnds: 'end-of-day' })).toBe(wib('2026-11-23 16.00'));
    expect(dueOf('2026-11-20 09.00', { ms: HOUR, dayEnds: 'end-of-day' })).toBe(wib('2026-11-20 10.00'));
  });

  it('come first, working time after them', () => {
    expect(dueOf('2026-11-20 15.30', { days: 1, ms: HOUR })).toBe(wib('2026-11-24 08.00'));
    expect(dueOf('2026-11-20 09.00', { days: 1, dayEnds: 'end-of-day', ms: HOUR })).toBe(wib('2026-11-24 08.30'));
  });
});

describe('working time', () => {
  it.each<[string, string, number, string]>([
    ['through a break', '2026-11-24 11.00', 2, '2026-11-24 14.00'],
    ['to closing exactly', '2026-11-24 14.00', 2, '2026-11-24 16.00'],
    ['to the beginning of a break exactly', '2026-11-24 10.00', 2, '2026-11-24 12.00'],
    ['over a night', '2026-11-24 15.00', 2, '2026-11-25 08.30'],
    ['from outside', '2026-11-22 03.00', 1, '2026-11-23 08.30'],
    ['across the beginning of Ramadan', '2026-02-13 16.00', 1, '2026-02-18 08.30'],
    ['across the end of Ramadan', '2026-03-17 14.30', 1, '2026-03-25 08.00'],
    ['backwards over a night', '2026-11-25 08.30', -2, '2026-11-24 15.00'],
    ['backwards from outside', '2026-11-22 03.00', -1, '2026-11-20 15.30'],
  ])('runs %s', (_, start, hours, due) => {
    expect(dueOf(start, { ms: hours * HOUR })).toBe(wib(due));
  });

  it('is 37 h 30 min a week, 32 h 30 min in Ramadan, and none backwards', () => {
    expect(workingTimeBetween(office, wib('2026-11-23 00.00'), wib('2026-11-30 00.00'))).toBe(37.5 * HOUR);
    expect(workingTimeBetween(office, wib('2026-02-23 00.00'), wib('2026-03-02 00.00'))).toBe(32.5 * HOUR);
    expect(workingTimeBetween(office, wib('2026-11-30 00.00'), wib('2026-11-23 00.00'))).toBe(0);
  });

  it('runs day and night where an office never closes', () => {
    const span: [string, string][] = [['00:00', '24:00']];
    const always: WorkingCalendar = { ...office, weekly: { 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span }, seasons: [], daysOff: [] };
    expect(dueOf('2026-11-21 23.00', { ms: 72 * HOUR }, always)).toBe(wib('2026-11-24 23.00'));
    expect(dueOf('2026-11-21 00.00', { days: 1 }, always)).toBe(wib('2026-11-22 00.00'));
    expect(dueOf('2026-11-21 00.00', { days: 1, dayEnds: 'end-of-day' }, always)).toBe(wib('2026-11-23 00.00'));
  });

  it('reaches ten years ahead', () => {
    const plain = { ...office, weekly: usualHours, seasons: [], daysOff: [] };
    expect(dueOf('2026-11-23 10.00', { days: 5 * 522 }, plain)).toBe(wib('2036-11-24 10.00'));
  });

  it('takes the later of two seasons, and a day off before both', () => {
    const season = (name: string, from: string, opening: string) => ({ name, from, to: '2026-11-27', weekly: { 3: [[opening, '16:00']] as [string, string][] } });
    const calendar = { ...office, seasons: [season('early', '2026-11-01', '06:00'), season('late', '2026-11-20', '10:00')] };
    expect(nextOpening(calendar, wib('2026-11-17 20.00'))).toBe(wib('2026-11-18 06.00'));
    expect(nextOpening(calendar, wib('2026-11-23 20.00'))).toBe(wib('2026-11-25 10.00'));
    const off = { ...calendar, daysOff: [{ date: '2026-11-25', name: 'Pilkada', kind: 'local' }] };
    expect(nextOpening(off, wib('2026-11-23 20.00'))).toBe(wib('2026-11-30 07.30'));
  });
});

describe('a deadline past the published decrees', () => {
  it('is provisional, by the local date of the due', () => {
    expect(addWorkingTime(office, wib('2027-12-30 10.00'), { days: 1 })).toEqual({ at: wib('2027-12-31 10.00'), provisional: false });
    expect(addWorkingTime(office, wib('2027-12-31 10.00'), { days: 1 })).toEqual({ at: wib('2028-01-03 10.00'), provisional: true });
  });
});
