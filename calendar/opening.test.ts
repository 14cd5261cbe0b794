import { describe, expect, it } from 'vitest';
import { isWorkingTime, nextOpening } from './index.ts';
import { office, wib } from './testing/examples.ts';

describe('opening hours', () => {
  it('include opening and closing, not the break, the night or a day off', () => {
    for (const inside of ['2026-11-24 07.30', '2026-11-24 12.00', '2026-11-24 16.00']) {
      expect(isWorkingTime(office, wib(inside))).toBe(true);
      expect(nextOpening(office, wib(inside))).toBe(wib(inside));
    }
    expect(nextOpening(office, wib('2026-11-24 12.01'))).toBe(wib('2026-11-24 13.00'));
    expect(nextOpening(office, wib('2026-12-23 16.01'))).toBe(wib('2026-12-28 07.30'));
    expect(isWorkingTime(office, wib('2026-12-24 10.00'))).toBe(false);
  });
});
