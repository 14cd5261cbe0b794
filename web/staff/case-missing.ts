import { closingTasks } from '../../workflows/problem/messages.ts';
import { registry } from '../../workflows/registry.ts';
import type { WholeCase } from './case-read.ts';

type Found = Pick<WholeCase, 'found'>;

const last = ({ found }: Found, type: string) => found.events.findLastIndex((event) => event.type === type);

/** Titles of the open tasks without which a report does not close (ERR-6, ERR-10, ERR-11). */
export function openDuties(whole: Found): string[] {
  const { found } = whole;
  const closing = closingTasks(last(whole, 'forwarded') > last(whole, 'lkpp.replied'));
  const open = found.tasks.filter(({ state, kind }) => state === 'open' && closing.includes(kind));
  return open.map(({ kind }) => registry[found.sop]?.taskKinds[kind] ?? kind);
}

/** What a report still lacks before it may close, as its workflow asks it (ERR-16 first, anew after a reopening). */
export function missingToClose(whole: Found): string[] {
  const isCauseKnown = last(whole, 'root-cause.recorded') > last(whole, 'reopened');
  return [...(whole.found.rules.problem.rootCauseGate.value && !isCauseKnown ? ['Catat akar permasalahan'] : []), ...openDuties(whole)];
}
