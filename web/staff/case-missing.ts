import { registry } from '../../workflows/registry.ts';
import type { WholeCase } from './case-read.ts';

const duties = ['saksikan', 'tanda-tangan', 'instruksi-lkpp'];

/** Titles of the open tasks without which a report does not close (ERR-10, ERR-11). */
export function openDuties({ found }: Pick<WholeCase, 'found'>): string[] {
  const open = found.tasks.filter(({ state, kind }) => state === 'open' && duties.includes(kind));
  return open.map(({ kind }) => registry[found.sop]?.taskKinds[kind] ?? kind);
}

/** What a report still lacks before it may close, as its workflow asks it (ERR-16 first, anew after a reopening). */
export function missingToClose(whole: Pick<WholeCase, 'found'>): string[] {
  const { rules, events } = whole.found;
  const last = (type: string) => events.findLastIndex((event) => event.type === type);
  const isCauseKnown = last('root-cause.recorded') > last('reopened');
  return [...(rules.problem.rootCauseGate.value && !isCauseKnown ? ['Catat akar permasalahan'] : []), ...openDuties(whole)];
}
