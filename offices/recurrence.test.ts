import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOccurrence } from './recurrence.ts';
import type { RecurrencePattern } from './recurrence.ts';

const zone = 420;
const at = (local: string, offset = '+07:00') => Date.parse(`${local}:00${offset}`);
const next = (pattern: Partial<RecurrencePattern>, after: string): string => {
  const { startsAt } = nextOccurrence({ weekdays: [6], nth: null, at: '22:00', minutes: 120, ...pattern }, at(after), zone);
  return new Date(startsAt + zone * 60_000).toISOString().slice(0, 16);
};

describe('the next occurrence', () => {
  it.each([
    ['is the coming Saturday', {}, '2026-11-17T10:00', '2026-11-21T22:00'],
    ['is of the same day while its hour has not come', {}, '2026-11-21T21:59', '2026-11-21T22:00'],
    ['is never the one that begins this very moment', {}, '2026-11-21T22:00', '2026-11-28T22:00'],
    ['crosses the end of a year', { weekdays: [5] }, '2026-12-26T00:00', '2027-01-01T22:00'],
    ['takes the nearest of several days', { weekdays: [1, 4] }, '2026-11-17T10:00', '2026-11-19T22:00'],
    ['is the second Tuesday of the month', { weekdays: [2], nth: 2 }, '2026-11-01T00:00', '2026-11-10T22:00'],
    ['is that of the next month when the second Tuesday is over', { weekdays: [2], nth: 2 }, '2026-11-10T22:00', '2026-12-08T22:00'],
    ['knows a month that begins on that day', { weekdays: [1], nth: 1 }, '2027-01-31T00:00', '2027-02-01T22:00'],
    ['knows the leap day', { weekdays: [2] }, '2028-02-28T00:00', '2028-02-29T22:00'],
    ['goes by the day in the zone of the office, not by that in UTC', { at: '01:00', weekdays: [7] }, '2026-11-21T12:00', '2026-11-22T01:00'],
  ] as const)('%s', (_name, pattern, after, expected) => {
    expect(next({ ...pattern, weekdays: [...('weekdays' in pattern ? pattern.weekdays : [6])] } as Partial<RecurrencePattern>, after)).toBe(expected);
  });

  it('lasts as long as it was planned, also past midnight', () => {
    const { startsAt, endsAt } = nextOccurrence({ weekdays: [6], nth: null, at: '23:30', minutes: 90 }, at('2026-11-21T00:00', '+09:00'), 540);
    expect([new Date(startsAt).toISOString(), new Date(endsAt).toISOString()]).toEqual(['2026-11-21T14:30:00.000Z', '2026-11-21T16:00:00.000Z']);
  });

  it('comes strictly after, on its day and hour, and none is skipped', () => {
    const pattern = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), nth: fc.constantFrom(null, 1, 2, 3, 4), minutes: fc.integer({ min: 5, max: 1440 }),
      at: fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
    }) as fc.Arbitrary<RecurrencePattern>;
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(fc.property(pattern, instant, fc.constantFrom(420, 480, 540), (of, after, offset) => {
      const { startsAt } = nextOccurrence(of, after.getTime(), offset);
      const begins = (local: Date) => of.weekdays.includes(local.getUTCDay() || 7) && local.toISOString().slice(11, 16) === of.at
        && (of.nth === null || (local.getUTCDate() > 7 * (of.nth - 1) && local.getUTCDate() <= 7 * of.nth));
      const local = new Date(startsAt + offset * 60_000);
      expect(startsAt).toBeGreaterThan(after.getTime());
      expect([begins(local), startsAt % 60_000]).toEqual([true, 0]);
      // Day by day back: nothing that the pattern names lies between.
      for (let earlier = startsAt - 86_400_000; earlier > after.getTime(); earlier -= 86_400_000) expect(begins(new Date(earlier + offset * 60_000))).toBe(false);
    }));
  });
});
