import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingTime, dueAt, workingTimeBetween } from './index.ts';
import type { Budget } from './index.ts';
import { calendars, instants, pauses, wholeDays, workingMs } from './testing/arbitraries.ts';
import { HOUR, office, wib } from './testing/examples.ts';

const pause = (from: string, to: string) => ({ from: wib(from), to: wib(to) });
const dueOf = (start: string, budget: Budget, ...list: { from: number; to: number }[]) => dueAt(office, { start: wib(start), budget, pauses: list }).at;

describe('a pause', () => {
  it.each<[string, Budget, { from: number; to: number }[], string]>([
    ['adds its working time', { days: 1 }, [pause('2026-11-24 11.00', '2026-11-24 14.00')], '2026-11-25 12.00'],
    ['over a weekend adds only the hours worked', { days: 4 }, [pause('2026-11-27 16.00', '2026-11-30 08.30')], '2026-11-30 11.30'],
    ['outside working time adds nothing', { days: 4 }, [pause('2026-11-27 16.30', '2026-11-30 07.30')], '2026-11-30 10.00'],
    ['before the start counts from the start', { ms: HOUR }, [pause('2026-11-23 08.00', '2026-11-24 11.00')], '2026-11-24 12.00'],
    ['after the due does not count', { ms: HOUR }, [pause('2026-11-24 11.00', '2026-11-24 12.00')], '2026-11-24 11.00'],
    ['reached only because of another counts', { ms: HOUR }, [pause('2026-11-24 11.15', '2026-11-24 11.45'), pause('2026-11-24 10.30', '2026-11-24 11.00')], '2026-11-24 12.00'],
    ['that overlaps another counts once', { ms: HOUR }, [pause('2026-11-24 10.15', '2026-11-24 10.45'), pause('2026-11-24 10.30', '2026-11-24 11.00')], '2026-11-24 11.45'],
    ['longer than the budget counts whole', { ms: HOUR }, [pause('2026-11-24 10.30', '2026-11-25 10.30')], '2026-11-25 11.00'],
    ['moves an end of day into the next', { days: 1, dayEnds: 'end-of-day' }, [pause('2026-11-24 11.00', '2026-11-24 12.00')], '2026-11-26 08.30'],
    ['that ends before it begins is none', { days: 1 }, [pause('2026-11-24 14.00', '2026-11-24 11.00')], '2026-11-25 10.00'],
    ['does not touch a reminder', { days: -1 }, [pause('2026-11-23 11.00', '2026-11-24 14.00')], '2026-11-23 10.00'],
  ])('%s', (_, budget, list, due) => {
    expect(dueOf('2026-11-24 10.00', budget, ...list)).toBe(wib(due));
  });

  it('can push a deadline past the published decrees', () => {
    const due = dueAt(office, { start: wib('2027-12-30 10.00'), budget: { days: 1 }, pauses: [pause('2027-12-30 11.00', '2027-12-31 11.00')] });
    expect(due).toEqual({ at: wib('2028-01-03 10.00'), provisional: true });
  });
});

describe('over random calendars and pauses', () => {
  const cases = fc.record({ calendar: calendars, start: instants, budget: fc.record({ days: wholeDays, ms: workingMs }, { requiredKeys: [] }), list: pauses });

  it('no pause means addWorkingTime', () => {
    fc.assert(fc.property(cases, ({ calendar, start, budget }) => {
      expect(dueAt(calendar, { start, budget, pauses: [] })).toEqual(addWorkingTime(calendar, start, budget));
    }));
  });

  it('order, repetition and cutting in two change nothing', () => {
    fc.assert(fc.property(cases, ({ calendar, start, budget, list }) => {
      const due = dueAt(calendar, { start, budget, pauses: list });
      const cut = list.flatMap(({ from, to }) => (to - from > 1 ? [{ from: from + 1, to }, { from, to: from + 1 }] : [{ from, to }]));
      for (const same of [list.toReversed(), [...list, ...list], cut]) expect(dueAt(calendar, { start, budget, pauses: same })).toEqual(due);
    }));
  });

  it('the due is the un-paused due, iterated with the working time of the pauses between start and due', () => {
    fc.assert(fc.property(cases, ({ calendar, start, budget, list }) => {
      const due = dueAt(calendar, { start, budget, pauses: list }).at;
      const unpaused = addWorkingTime(calendar, start, budget).at;
      const edges = [...new Set([start, due, ...list.flatMap(({ from, to }) => [from, to])])].filter((at) => start <= at && at <= due).sort((a, b) => a - b);
      const paused = edges.slice(1).reduce((sum, to, i) => {
        const from = edges[i] ?? to;
        return list.some((p) => p.from <= from && to <= p.to) ? sum + workingTimeBetween(calendar, from, to) : sum;
      }, 0);
      expect(workingTimeBetween(calendar, unpaused, due)).toBe(paused);
    }));
  });
});
