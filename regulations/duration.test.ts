import { describe, expect, test } from 'vitest';
import { clockDuration, sayBudget, sayClock, sayMs, workingDuration } from './duration.ts';

describe('a duration as people write it', () => {
  test.each([
    [{ days: 1 }, { days: 1 }],
    [{ days: 1, dayEnds: 'end-of-day' }, { days: 1, dayEnds: 'end-of-day' }],
    [{ hours: 3.75 }, { ms: 13_500_000 }],
    [{ minutes: 30 }, { ms: 1_800_000 }],
    [{ seconds: 20 }, { ms: 20_000 }],
    [{ days: 2, hours: 1, minutes: 1, seconds: 1 }, { days: 2, ms: 3_661_000 }],
  ])('%j becomes the budget %j', (written, budget) => {
    expect(workingDuration.parse(written)).toEqual(budget);
  });

  test.each([
    [{}], [{ days: 0 }], [{ days: 1.5 }], [{ days: -1 }], [{ hours: 1, dayEnds: 'end-of-day' }], [{ weeks: 1 }], [{ seconds: 0.0001 }],
  ])('%j is refused', (written) => {
    expect(workingDuration.safeParse(written).success).toBe(false);
  });

  test('clock time knows no working days', () => {
    expect(clockDuration.parse({ calendarDays: 45 })).toBe(3_888_000_000);
    expect(clockDuration.parse({ hours: 72 })).toBe(259_200_000);
    expect(clockDuration.safeParse({ days: 3 }).success).toBe(false);
  });
});

test('a budget is said in the words of the field', () => {
  expect(sayBudget({ days: 1 })).toBe('1 hari kerja');
  expect(sayBudget({ days: 1, dayEnds: 'end-of-day' })).toBe('1 hari kerja sampai jam tutup');
  expect(sayBudget({ ms: 13_500_000 })).toBe('3 jam 45 menit waktu kerja');
  expect(sayMs(20_000)).toBe('20 detik');
  expect([sayClock(259_200_000), sayClock(3_888_000_000)]).toEqual(['72 jam', '45 hari kalender']);
});
