import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptSets } from './retention.ts';

const hour = 3_600_000;
const sets = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 500 }), { maxLength: 80 }).map((hours) => hours.map((at) => ({ set: `s${at}`, takenAt: Date.parse('2027-01-01T00:00:00Z') + at * hour })));
const keep = fc.record({ daily: fc.integer({ min: 1, max: 20 }), weekly: fc.integer({ min: 0, max: 10 }), monthly: fc.integer({ min: 0, max: 12 }), minimum: fc.integer({ min: 1, max: 10 }) });
const zone = fc.constantFrom(420, 480, 540);

it('always keeps the newest, the minimum, and nothing that is not there', () => {
  fc.assert(fc.property(sets, keep, zone, (verified, rule, offset) => {
    const kept = keptSets(verified, rule, offset);
    const newestFirst = verified.toSorted((a, b) => b.takenAt - a.takenAt);
    expect(newestFirst.slice(0, rule.minimum).every(({ set }) => kept.has(set))).toBe(true);
    expect(newestFirst.length === 0 || kept.has(newestFirst[0]!.set)).toBe(true);
    expect([...kept].every((set) => verified.some((one) => one.set === set))).toBe(true);
    expect(kept.size).toBeLessThanOrEqual(rule.daily + rule.weekly + rule.monthly + rule.minimum);
  }));
});

it('keeps the same, in whatever order the sets are told, and again after the others are gone', () => {
  fc.assert(fc.property(sets, keep, zone, (verified, rule, offset) => {
    const kept = keptSets(verified, rule, offset);
    expect(keptSets(verified.toReversed(), rule, offset)).toEqual(kept);
    expect(keptSets(verified.filter(({ set }) => kept.has(set)), rule, offset)).toEqual(kept);
  }));
});

it('never keeps less of an older set because a rule was widened', () => {
  fc.assert(fc.property(sets, keep, zone, (verified, rule, offset) => {
    const wider = keptSets(verified, { daily: rule.daily + 1, weekly: rule.weekly + 1, monthly: rule.monthly + 1, minimum: rule.minimum + 1 }, offset);
    expect([...keptSets(verified, rule, offset)].filter((set) => !wider.has(set))).toEqual([]);
  }));
});

it.each([
  [420, ['22 malam', '01 pagi']], [540, ['22 malam', '01 pagi']], [0, ['01 pagi']],
])('counts the days of the office (offset %i minutes)', (offset, expected) => {
  // 22.30 and 01.00 of two days in Indonesia, of one day in Greenwich.
  const verified = [{ set: '22 malam', takenAt: Date.parse('2027-01-18T22:30:00+07:00') - (offset === 540 ? 2 * hour : 0) }, { set: '01 pagi', takenAt: Date.parse('2027-01-19T01:00:00+07:00') }];
  expect([...keptSets(verified, { daily: 2, weekly: 0, monthly: 0, minimum: 1 }, offset)].toSorted()).toEqual([...expected].toSorted());
});

it('keeps the newest set of a week and of a month, through days that have none', () => {
  const on = (day: string) => ({ set: day, takenAt: Date.parse(`${day}T01:00:00+07:00`) });
  const verified = ['2026-11-30', '2026-12-14', '2026-12-31', '2027-01-03', '2027-01-04', '2027-01-17', '2027-01-18'].map(on);
  expect([...keptSets(verified, { daily: 1, weekly: 3, monthly: 3, minimum: 1 }, 420)].toSorted()).toEqual(['2026-11-30', '2026-12-31', '2027-01-04', '2027-01-17', '2027-01-18']);
});
