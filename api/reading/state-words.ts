import { registry } from '../../workflows/registry.ts';
import { outcomeOf } from './outcomes.ts';

/** The state of a case in words; what a user asked for says how it ended, a report is just closed. */
export function stateWords(sop: string, state: string, events: readonly { type: string; data: Record<string, unknown> }[]): string {
  const outcome = events.findLast(({ type }) => type === 'case.closed')?.data.outcome;
  return sop !== 'problem' && state === 'ditutup' && typeof outcome === 'string' ? outcomeOf(sop, outcome) : registry[sop]?.states[state] ?? state;
}
