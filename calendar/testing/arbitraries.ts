/** Random offices around 2026: breaks, touching days, seasons that overlap, days off, any offset. */
import fc from 'fast-check';
import type { Span, Weekly, WorkingCalendar } from '../index.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const YEAR_START = Date.UTC(2026, 0, 1);

const date = (day: number): string => new Date(YEAR_START + day * DAY).toISOString().slice(0, 10);
const halfHour = (n: number): string => `${String(n >> 1).padStart(2, '0')}:${n % 2 ? '30' : '00'}`;

/** Up to three spans of a day, from 00:00 to 24:00. */
const spans = fc
  .uniqueArray(fc.oneof(fc.constantFrom(0, 48), fc.integer({ min: 0, max: 48 })), { maxLength: 6 })
  .map((edges) => edges.toSorted((a, b) => a - b))
  .map((edges) => Array.from({ length: edges.length >> 1 }, (_, i): Span => [halfHour(edges[2 * i] ?? 0), halfHour(edges[2 * i + 1] ?? 0)]));

const weekly: fc.Arbitrary<Weekly> = fc.record({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans }, { requiredKeys: [] });

const season = fc
  .record({ first: fc.integer({ min: -60, max: 420 }), length: fc.integer({ min: 0, max: 70 }), weekly })
  .map(({ first, length, weekly: own }) => ({ name: 'season', from: date(first), to: date(first + length), weekly: own }));

/** Has hours in its usual week, so that no budget is without an end. */
export const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
  utcOffsetMinutes: fc.constantFrom(420, 480, 540, 0, -300, 345),
  weekly: weekly.filter((week) => Object.values(week).some((day) => day.length > 0)),
  seasons: fc.array(season, { maxLength: 3 }),
  daysOff: fc.array(fc.integer({ min: -60, max: 420 }).map((day) => ({ date: date(day), name: 'off', kind: 'local' })), { maxLength: 12 }),
  confirmedThrough: fc.constantFrom(date(0), date(364)),
});

/** Around 2026, often on the half hours where spans begin and end. */
export const instants: fc.Arbitrary<number> = fc
  .tuple(fc.integer({ min: -30, max: 400 }), fc.oneof(fc.integer({ min: 0, max: 48 }).map((n) => n * 30), fc.integer({ min: 0, max: 1440 })))
  .map(([day, minute]) => YEAR_START + day * DAY + minute * MINUTE);

/** At most 20 h: with half an hour a week, seasons and days off, that stays within the reach of the oracle. */
export const workingMs: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((n) => n * 30 * MINUTE),
  fc.integer({ min: 0, max: 20 * 60 * MINUTE }),
);

export const wholeDays: fc.Arbitrary<number> = fc.integer({ min: 0, max: 40 });

export const pauses = fc.array(
  fc.tuple(instants, fc.integer({ min: -60, max: 15 * 1440 })).map(([from, minutes]) => ({ from, to: from + minutes * MINUTE })),
  { maxLength: 6 },
);
