import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availability } from './availability.ts';
import { merged } from './spans.ts';
import type { Span } from './spans.ts';

const month: Span = { from: 0, to: 1000 };
const span = fc.tuple(fc.integer({ min: -200, max: 1200 }), fc.integer({ min: 1, max: 400 })).map(([from, length]) => ({ from, to: from + length }));
const spans = fc.array(span, { maxLength: 8 });
const observed = fc.record({ outages: spans, windows: spans, unwatched: spans });

/** The same by counting each unit of time: slow, and plainly right. */
function counted({ outages, windows, unwatched }: Record<'outages' | 'windows' | 'unwatched', Span[]>): number | null {
  const isIn = (at: number, all: Span[]) => all.some(({ from, to }) => at >= from && at < to);
  const times = Array.from({ length: month.to }, (_, at) => at).filter((at) => !isIn(at, windows) && !isIn(at, unwatched));
  return times.length === 0 ? null : times.filter((at) => !isIn(at, outages)).length / times.length;
}

describe('availability', () => {
  it('is what counting every moment gives, between 0 and 1', () => {
    fc.assert(fc.property(observed, (seen) => {
      const share = availability(month, seen);
      expect(share).toBe(counted(seen));
      if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
    }), { numRuns: 100 });
  });

  it('does not change when overlapping outages are merged, and merging twice is merging once', () => {
    fc.assert(fc.property(observed, (seen) => {
      expect(availability(month, { ...seen, outages: merged(seen.outages) })).toBe(availability(month, seen));
      expect(merged(merged(seen.outages))).toEqual(merged(seen.outages));
    }));
  });

  it('rises when an outage moves into a window', () => {
    // The window lies in the second half, the outage before it in the first.
    fc.assert(fc.property(fc.integer({ min: 0, max: 350 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 500, max: 800 }), (from, length, at) => {
      const windows = [{ from: at, to: at + 150 }];
      const outside = availability(month, { outages: [{ from, to: from + length }], windows, unwatched: [] });
      const inside = availability(month, { outages: [{ from: at + 10, to: at + 10 + length }], windows, unwatched: [] });
      expect(inside).toBeGreaterThan(outside ?? Number.NaN);
      expect(inside).toBe(1);
    }));
  });

  it('is unknown where no time counts: nothing elapsed, all of it maintained, or nobody looking', () => {
    const none = { outages: [], windows: [], unwatched: [] };
    expect(availability({ from: 10, to: 10 }, none)).toBeNull();
    expect(availability({ from: 10, to: 5 }, none)).toBeNull();
    expect(availability(month, { ...none, windows: [{ from: -5, to: 600 }, { from: 600, to: 1000 }] })).toBeNull();
    expect(availability(month, { ...none, outages: [month], unwatched: [month] })).toBeNull();
  });
});
