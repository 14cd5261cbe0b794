import type { Watch } from '../../offices/announcement-schema.ts';
import type { Outcome } from './outcome.ts';

/** Of one probe; instants in epoch ms. The counts are in a row. */
export interface ProbeState {
  probe: string;
  system: string;
  state: 'up' | 'warning' | 'down' | 'unwatched';
  counted: 'up' | 'warning' | 'down';
  failures: number;
  successes: number;
  warnings: number;
  firstFailedAt: number | null;
  backAt: number | null;
  checkedAt: number;
  code: string | null;
}

export interface Seen { probe: string; system: string; outcome: Outcome }

export interface Round {
  /** When its first probe was sent; epoch ms. */
  at: number;
  before: ProbeState[];
  seen: Seen[];
  /** One of the control targets answered. */
  controlAnswered: boolean;
  /** So long was nothing looked at that earlier counts say nothing any more. */
  resumed: boolean;
}

/**
 * What a round means. It takes `failures` in a row until a probe counts as down, and `recoveries` until it counts as up, so that flapping
 * neither opens nor closes anything. What fails while no control target answers is not known: its counts stand still.
 */
export function judge({ at, before, seen, controlAnswered, resumed }: Round, limits: Pick<Watch, 'failures' | 'recoveries'>): { after: ProbeState[]; isUnwatched: boolean } {
  const after = seen.map(({ probe, system, outcome }): ProbeState => {
    const known = before.find((one) => one.probe === probe && one.system === system);
    const last = known === undefined ? fresh(probe, system) : resumed ? recount(known) : known;
    if (outcome.state === 'down' && !controlAnswered) return { ...last, state: 'unwatched', checkedAt: at, code: outcome.code };
    const counted = count(last, outcome, at, limits);
    return { ...counted, state: counted.counted, checkedAt: at, code: outcome.code };
  });
  return { after, isUnwatched: after.some(({ state }) => state === 'unwatched') };
}

const fresh = (probe: string, system: string): ProbeState => ({
  probe, system, state: 'up', counted: 'up', failures: 0, successes: 0, warnings: 0, firstFailedAt: null, backAt: null, checkedAt: 0, code: null,
});

const recount = (state: ProbeState): ProbeState => ({
  ...state, failures: 0, successes: 0, warnings: 0, backAt: null, firstFailedAt: state.counted === 'down' ? state.firstFailedAt : null,
});

function count(last: ProbeState, outcome: Outcome, at: number, { failures: toFall, recoveries: toRise }: Pick<Watch, 'failures' | 'recoveries'>): ProbeState {
  if (outcome.state === 'down') {
    const failures = last.failures + 1;
    const isDown = last.counted === 'down' || failures >= toFall;
    return { ...last, failures, successes: 0, backAt: null, firstFailedAt: last.firstFailedAt ?? at, counted: isDown ? 'down' : last.counted };
  }
  const successes = last.successes + 1;
  // A certificate that ends soon does not flap: one look at its successor is enough.
  const warnings = outcome.state === 'warning' ? last.warnings + 1 : 0;
  const stays = last.counted === 'down' && successes < toRise;
  return {
    ...last, failures: 0, successes, warnings,
    backAt: last.counted === 'down' ? last.backAt ?? at : last.backAt,
    firstFailedAt: stays ? last.firstFailedAt : null,
    counted: stays ? 'down' : warnings >= toFall || (last.counted === 'warning' && warnings > 0) ? 'warning' : 'up',
  };
}
