import { scopes } from '../../workflows/restore-drill/messages.ts';
import { html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { hash, storeLink } from './backup-words.ts';
import type { Row } from './case-facts.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';

/** What only restore drills have. */
export function drillFacts(desk: Desk, { found: { facts } }: WholeCase): Row[] {
  const { scope, store, set, takenAt } = facts;
  return [
    ['Cakupan', scopes[scope as keyof typeof scopes]], ['Dipulihkan dari', store && html`${storeLink(desk, store)}`],
    ['Tanda set', set && html`${hash(`set:${set}`)}`], ['Data per', takenAt ? localTime(takenAt, desk.office.settings.utcOffsetMinutes) : null],
  ];
}
