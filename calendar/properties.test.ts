import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingTime, isWorkingTime, nextOpening, workingTimeBetween } from './index.ts';
import { calendars, instants, wholeDays, workingMs } from './testing/arbitraries.ts';
import { oracleAdd, oracleBetween } from './testing/oracle.ts';

const budgets = fc
  .record({ days: wholeDays, ms: workingMs, back: fc.boolean(), dayEnds: fc.constantFrom('same-time' as const, 'end-of-day' as const) })
  .chain(({ days, ms, back, dayEnds }) => {
    const sign = back ? -1 : 1;
    return fc.constantFrom({ days: sign * days }, { ms: sign * ms }, { days: sign * (days + 1), ms: sign * ms, dayEnds });
  });

describe('over random calendars', () => {
  it('every deadline is the one found by walking day after day', () => {
    fc.assert(fc.property(calendars, instants, budgets, (calendar, start, budget) => {
      expect(addWorkingTime(calendar, start, budget).at).toBe(oracleAdd(calendar, start, budget));
    }), { numRuns: 400 });
  });

  it('working time between two instants is the one found by walking', () => {
    fc.assert(fc.property(calendars, instants, instants, (calendar, from, to) => {
      expect(workingTimeBetween(calendar, from, to)).toBe(oracleBetween(calendar, from, to));
    }), { numRuns: 200 });
  });

  it('a later start is never due earlier', () => {
    fc.assert(fc.property(calendars, instants, instants, budgets, (calendar, a, b, budget) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)];
      expect(addWorkingTime(calendar, early, budget).at).toBeLessThanOrEqual(addWorkingTime(calendar, late, budget).at);
    }));
  });

  it('a larger budget is never due earlier', () => {
    fc.assert(fc.property(calendars, instants, wholeDays, wholeDays, workingMs, workingMs, (calendar, start, days, moreDays, ms, moreMs) => {
      const due = addWorkingTime(calendar, start, { days, ms }).at;
      expect(addWorkingTime(calendar, start, { days: days + moreDays, ms }).at).toBeGreaterThanOrEqual(due);
      expect(addWorkingTime(calendar, start, { days, ms: ms + moreMs }).at).toBeGreaterThanOrEqual(due);
    }));
  });

  it('the working time up to a deadline is its budget, forwards and backwards', () => {
    fc.assert(fc.property(calendars, instants, workingMs, (calendar, start, ms) => {
      expect(workingTimeBetween(calendar, start, addWorkingTime(calendar, start, { ms }).at)).toBe(ms);
      expect(workingTimeBetween(calendar, addWorkingTime(calendar, start, { ms: -ms }).at, start)).toBe(ms);
    }));
  });

  it('a deadline is inside working time, and so is the next opening', () => {
    fc.assert(fc.property(calendars, instants, budgets, (calendar, start, budget) => {
      expect(isWorkingTime(calendar, addWorkingTime(calendar, start, budget).at)).toBe(true);
      expect(isWorkingTime(calendar, nextOpening(calendar, start))).toBe(true);
      expect(nextOpening(calendar, start) === start).toBe(isWorkingTime(calendar, start));
    }));
  });

  it('going back the same working time returns to the start, or to a moment with no work between', () => {
    fc.assert(fc.property(calendars, instants, workingMs, (calendar, at, ms) => {
      const start = nextOpening(calendar, at);
      const back = addWorkingTime(calendar, addWorkingTime(calendar, start, { ms }).at, { ms: -ms }).at;
      expect(workingTimeBetween(calendar, Math.min(start, back), Math.max(start, back))).toBe(0);
    }));
  });

  it('two budgets in a row are one', () => {
    fc.assert(fc.property(calendars, instants, workingMs, workingMs, (calendar, start, a, b) => {
      fc.pre(b > 0);
      const first = addWorkingTime(calendar, start, { ms: a }).at;
      expect(addWorkingTime(calendar, first, { ms: b })).toEqual(addWorkingTime(calendar, start, { ms: a + b }));
    }));
  });

  it('a calendar read back from JSON, or asked again after a change in place, gives what it says', () => {
    fc.assert(fc.property(calendars, instants, budgets, (calendar, start, budget) => {
      expect(addWorkingTime(structuredClone(calendar), start, budget)).toEqual(addWorkingTime(calendar, start, budget));
      calendar.daysOff.push({ date: '2026-06-15', name: 'later decree', kind: 'local' });
      expect(addWorkingTime(calendar, start, budget).at).toBe(oracleAdd(calendar, start, budget));
    }));
  });
});
