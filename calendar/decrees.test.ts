import { describe, expect, it } from 'vitest';
import { confirmedThrough, decreedDaysOff, decreedYears } from './decrees.ts';
import { addWorkingTime } from './index.ts';
import { office, wib } from './testing/examples.ts';

const inYear = (year: number) => decreedDaysOff().filter(({ date }) => date.startsWith(`${year}-`));

describe('the holiday decrees', () => {
  it.each([[2025, 17, 11, 237], [2026, 17, 8, 240], [2027, 18, 8, 242]])(
    'give %i: %i libur nasional, %i cuti bersama and %i working days from Monday to Friday',
    (year, national, joint, workingDays) => {
      const days = inYear(year);
      expect(days.filter(({ kind }) => kind === 'libur-nasional')).toHaveLength(national);
      expect(days.filter(({ kind }) => kind === 'cuti-bersama')).toHaveLength(joint);
      const lastDay = addWorkingTime(office, wib(`${year}-01-01 00.00`), { days: workingDays - 1 });
      expect(new Date(lastDay.at).getUTCFullYear()).toBe(year);
      expect(new Date(addWorkingTime(office, lastDay.at, { days: 1 }).at).getUTCFullYear()).toBe(year + 1);
    },
  );

  it('cover 2025 to 2027, and no year that is not published', () => {
    expect(decreedYears).toEqual([2025, 2026, 2027]);
    expect(confirmedThrough).toBe('2027-12-31');
    expect(new Set(decreedDaysOff().map(({ date }) => Number(date.slice(0, 4))))).toEqual(new Set(decreedYears));
  });

  it('show that 18 August 2025 was added by a later decree', () => {
    expect(decreedDaysOff().filter(({ decree }) => decree.startsWith('SKB 933/2025'))).toEqual([
      { date: '2025-08-18', name: 'Cuti bersama Proklamasi Kemerdekaan', kind: 'cuti-bersama', decree: 'SKB 933/2025, 1/2025, 3/2025' },
    ]);
  });

  it('name every date once, in order, in a list that the caller may change', () => {
    const dates = decreedDaysOff().map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
    decreedDaysOff().pop();
    expect(decreedDaysOff()).toHaveLength(dates.length);
  });

  it.each([
    ['2025-03-27', '2025-04-08'], ['2025-08-15', '2025-08-19'], ['2025-12-24', '2025-12-29'], ['2026-02-13', '2026-02-18'],
    ['2026-03-17', '2026-03-25'], ['2026-05-13', '2026-05-18'], ['2026-05-26', '2026-05-29'], ['2026-12-23', '2026-12-28'],
    ['2027-02-04', '2027-02-08'], ['2027-03-05', '2027-03-16'], ['2027-03-24', '2027-03-29'], ['2027-05-14', '2027-05-21'],
    ['2027-12-23', '2027-12-27'],
  ])('make the working day after %s %s', (day, next) => {
    expect(addWorkingTime(office, wib(`${day} 10.00`), { days: 1 }).at).toBe(wib(`${next} 10.00`));
    expect(addWorkingTime(office, wib(`${next} 10.00`), { days: -1 }).at).toBe(wib(`${day} 10.00`));
  });
});
