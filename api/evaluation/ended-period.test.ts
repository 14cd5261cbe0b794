import { describe, expect, it } from 'vitest';
import { inWords } from '../../workflows/evaluation/period.ts';
import { lastEndedPeriod } from './ended-period.ts';

const ended = (months: number, at: string, offset = 420) => {
  const { from, to } = lastEndedPeriod(months, Date.parse(at), offset);
  return `${from} ${to}`;
};

describe('the last period that is over', () => {
  it('changes at the local midnight of the office, not at that of Greenwich', () => {
    expect(ended(1, '2026-10-31T23:59:59.999+07:00')).toBe('2026-09-01 2026-09-30');
    expect(ended(1, '2026-11-01T00:00:00+07:00')).toBe('2026-10-01 2026-10-31');
    expect(ended(1, '2026-10-31T22:00:00+07:00', 540)).toBe('2026-10-01 2026-10-31');
    expect(lastEndedPeriod(1, Date.parse('2026-11-21T12:00:00+07:00'), 420).endedAt).toBe(Date.parse('2026-11-01T00:00:00+07:00'));
  });

  it.each([
    [3, '2026-11-21T12:00:00+07:00', '2026-07-01 2026-09-30'],
    [3, '2027-01-01T00:00:00+07:00', '2026-10-01 2026-12-31'],
    [6, '2026-11-21T12:00:00+07:00', '2026-01-01 2026-06-30'],
    [12, '2026-11-21T12:00:00+07:00', '2025-01-01 2025-12-31'],
    [1, '2028-03-01T00:00:00+07:00', '2028-02-01 2028-02-29'],
  ])('of %i months at %s is %s', (months, at, period) => expect(ended(months, at)).toBe(period));

  it('leaves no month out and takes none twice when the number does not divide the year', () => {
    const ends = Array.from({ length: 30 }, (_, month) => ended(5, new Date(Date.UTC(2026, month, 15)).toISOString()));
    const periods = [...new Set(ends)];
    expect(periods).toHaveLength(7);
    for (const [index, period] of periods.slice(1).entries()) {
      const before = periods[index]!.split(' ')[1]!;
      expect(Date.parse(period.split(' ')[0]!) - Date.parse(before)).toBe(86_400_000);
    }
  });
});

it.each([
  ['2026-10-01', '2026-10-31', 'Oktober 2026'],
  ['2026-07-01', '2026-09-30', 'Juli sampai September 2026'],
  ['2026-11-01', '2027-01-31', 'November 2026 sampai Januari 2027'],
])('%s to %s reads as %3$s', (from, to, words) => expect(inWords({ from, to })).toBe(words));
