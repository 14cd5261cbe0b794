import { describe, expect, it } from 'vitest';
import { localDate } from '../../offices/terms.ts';
import { daysBetween, localIso, localMonth, monthsBetween, startOf } from './local.ts';
import { quantile } from './quantile.ts';

const newYear = Date.parse('2026-12-31T15:00:00Z');

describe('an office\'s own zone', () => {
  it('begins a month while UTC is still in the one before', () => {
    expect([420, 480, 540].map((zone) => localMonth(newYear, zone))).toEqual(['2026-12', '2026-12', '2027-01']);
    expect(localDate(newYear - 1, 540)).toBe('2026-12-31');
    expect(startOf('2027-01', 540)).toBe(newYear);
    expect(startOf('2027-01-01', 540)).toBe(newYear);
  });

  it('stands in every instant that is written out', () => {
    expect(localIso(newYear, 540)).toBe('2027-01-01T00:00:00+09:00');
    expect(Date.parse(localIso(newYear, 540))).toBe(newYear);
  });

  it('counts midnights, not hours', () => {
    expect(daysBetween(newYear - 60_000, newYear, 540)).toBe(1);
    expect(daysBetween(newYear, newYear + 86_399_999, 540)).toBe(0);
  });

  it('lists months over the turn of a year', () => {
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsBetween('2027-02', '2027-01')).toEqual([]);
  });
});

describe('a quantile', () => {
  it('lies between two values in proportion, and is none of none', () => {
    expect([quantile([], 0.5), quantile([7], 0.9), quantile([40, 10, 30, 20], 0.5), quantile([10, 20], 0.9)]).toEqual([null, 7, 25, 19]);
  });
});
