import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { ProbeState } from './judge.ts';
import type { Outcome } from './outcome.ts';

const outcomes: Record<'+' | '-' | '!', Outcome> = { '+': { state: 'up', code: null }, '-': { state: 'down', code: 'REFUSED' }, '!': { state: 'warning', code: 'CERT_SOON' } };
type Look = keyof typeof outcomes;
interface Step { look: Look; control: boolean }

/** Rounds every ten seconds; what stands after each. */
function play(steps: Step[], limits: { failures: number; recoveries: number }, resumedAt = -1): ProbeState[] {
  const states: ProbeState[] = [];
  for (const [i, { look, control }] of steps.entries()) {
    const seen = [{ probe: 'web', system: 'spse', outcome: outcomes[look] }];
    const { after } = judge({ at: i * 10_000, before: states.slice(-1), seen, controlAnswered: control, resumed: i === resumedAt }, limits);
    states.push(after[0]!);
  }
  return states;
}
const looks = (text: string): Step[] => [...text].map((look) => ({ look: look as Look, control: true }));
const counted = (text: string, failures = 3, recoveries = 3) => play(looks(text), { failures, recoveries }).map((state) => state.counted);

const limit = fc.integer({ min: 1, max: 6 });
const limits = fc.record({ failures: limit, recoveries: limit });
const step = fc.record({ look: fc.constantFrom<Look>('+', '-', '!'), control: fc.boolean() });
const steps = fc.array(step, { maxLength: 40 });

describe('a probe', () => {
  it('counts as down by its third failure in a row, and as up by its third success', () => {
    expect(counted('+--+---++-+++')).toEqual(['up', 'up', 'up', 'up', 'up', 'up', 'down', 'down', 'down', 'down', 'down', 'down', 'up']);
  });

  it('remembers its first failure and its first success after it', () => {
    const states = play(looks('+---+-+++'), { failures: 3, recoveries: 3 });
    expect(states.map(({ firstFailedAt }) => firstFailedAt)).toEqual([null, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, null]);
    expect(states.at(-1)).toMatchObject({ counted: 'up', backAt: 60_000 });
  });

  it('is warned about by three warnings in a row, keeps it through a failure, and is fine with the first certificate that is', () => {
    expect(counted('!!+!!!-!+')).toEqual(['up', 'up', 'up', 'up', 'up', 'warning', 'warning', 'warning', 'up']);
  });

  it('has no counts from before a time in which nobody looked', () => {
    expect(play(looks('+---'), { failures: 3, recoveries: 3 }, 3).at(-1)).toMatchObject({ counted: 'up', failures: 1, firstFailedAt: 30_000 });
    expect(play(looks('---++-'), { failures: 3, recoveries: 3 }, 5).at(-1)).toMatchObject({ counted: 'down', firstFailedAt: 0 });
  });
});

describe('whatever is seen', () => {
  /** What was seen while it could be known. */
  const known = (all: Step[]) => all.filter(({ look, control }) => look !== '-' || control);

  it('flapping that never fails often enough in a row opens nothing, and that never works often enough closes nothing', () => {
    fc.assert(fc.property(limits, fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 20 }), (by, waves) => {
      const failing = waves.map(([a, b]) => '-'.repeat(a % by.failures) + '+'.repeat(1 + b)).join('');
      expect(counted(failing, by.failures, by.recoveries)).not.toContain('down');
      const working = waves.map(([a, b]) => '+'.repeat(b % by.recoveries) + '-'.repeat(1 + a)).join('');
      expect(counted('-'.repeat(by.failures) + working, by.failures, by.recoveries).slice(by.failures)).not.toContain('up');
    }));
  });

  it('it changes only with as many in a row as the office set, and then at once', () => {
    fc.assert(fc.property(limits, steps, (by, all) => {
      const states = play(all, by);
      for (const [i, state] of states.entries()) {
        const before = states[i - 1]?.counted ?? 'up';
        const run = known(all.slice(0, i + 1));
        const isRow = (n: number, falls: boolean) => run.length >= n && run.slice(-n).every(({ look }) => (look === '-') === falls);
        if (before !== 'down') expect(state.counted === 'down').toBe(isRow(by.failures, true) && known([all[i]!]).length > 0);
        else if (state.counted !== 'down') expect(isRow(by.recoveries, false)).toBe(true);
      }
    }));
  });

  it('what fails while the control target is out of reach, too, is not known and leaves every count as it was', () => {
    fc.assert(fc.property(limits, steps, (by, all) => {
      const states = play(all, by);
      for (const [i, { look, control }] of all.entries()) expect(states[i]!.state === 'unwatched').toBe(look === '-' && !control);
      const counts = ({ counted: by_, failures, successes, warnings }: ProbeState) => ({ counted: by_, failures, successes, warnings });
      const last = states.at(-1);
      const seen = play(known(all), by).at(-1);
      if (last && seen) expect(counts(last)).toEqual(counts(seen));
    }));
  });

  it('a probe that is down knows since when, and one that is up does not fail', () => {
    fc.assert(fc.property(limits, steps, (by, all) => {
      for (const { counted: is, firstFailedAt, failures, checkedAt } of play(all, by)) {
        if (is === 'down') expect(firstFailedAt).toBeLessThanOrEqual(checkedAt);
        else expect(firstFailedAt === null).toBe(failures === 0);
      }
    }));
  });
});
