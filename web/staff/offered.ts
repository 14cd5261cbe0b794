import { isForwardedAndAsked, takesData } from '../../api/open-question.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import { missingToClose, openDuties } from './case-missing.ts';
import type { WholeCase } from './case-read.ts';

/** Acts that the case would refuse for sure in its present state, each false; what is not named is offered. */
export function offeredOn(whole: WholeCase): Record<string, boolean> {
  switch (whole.found.sop) {
    case 'problem': return onProblem(whole);
    case 'registration': return onRegistration(whole);
    case 'deactivation': return { 'clarify-for': whole.found.rules.deactivation.clarification !== null && ['klarifikasi', 'menunggu-keputusan'].includes(whole.found.state) };
    case 'maintenance': case 'outage': return onAnnounced(whole);
    case 'backup': return { accept: hasShrunk(whole) };
    case 'custody': return { 'give-up': !hasOpen(whole, 'beri-tahu-kehilangan') };
    case 'restore-drill': return { abandon: !isScratchLeft(whole) };
    default: return {};
  }
}

const hasOpen = ({ found: { tasks } }: WholeCase, kind: string): boolean => tasks.some((one) => one.kind === kind && one.state === 'open');

/** The last try failed because there was less than usual. */
const hasShrunk = ({ found: { events } }: WholeCase): boolean => ['dump-shrunk', 'files-shrunk'].includes(String(events.findLast(({ type }) => type === 'run.failed')?.data.code));

/** Its destruction failed, and has not been done since (SEC-17). */
function isScratchLeft({ found: { events } }: WholeCase): boolean {
  const last = events.findLast(({ type }) => type === 'drill.failed' || type === 'scratch.destroyed');
  return last?.type === 'drill.failed' && last.data.during === 'memusnahkan';
}

function onProblem(whole: WholeCase): Record<string, boolean> {
  const { found, choices, marks } = whole;
  const atLkpp = isForwardedAndAsked(found.state, found.events);
  return {
    witness: caseRules(found.rules.problem).witness !== null,
    close: missingToClose(whole).length === 0, refuse: !atLkpp && openDuties(whole).length === 0, forward: !atLkpp,
    'reply-for': takesData(found.state, found.events), coordinate: !hasOpen(whole, 'koordinasi'), instruct: !hasOpen(whole, 'instruksi-lkpp'),
    // Without a group there is nothing to go into or out of.
    group: marks.group === null && choices.group?.length !== 0, ungroup: marks.group !== null,
  };
}

/** What stands between a registration and its approval, in words (REG-4, REG-12); empty: nothing. */
export function obstaclesOf({ checklist }: Pick<WholeCase, 'checklist'>): string[] {
  return (checklist?.items ?? []).flatMap(({ label, obstacle, state }) => (obstacle === null ? [] : [`${label}: ${state.toLowerCase()}`]));
}

function onRegistration(whole: WholeCase): Record<string, boolean> {
  const { checklist, found } = whole;
  const end = found.rules.registration.services.find(({ code }) => code === found.facts.service)?.end;
  return {
    approve: obstaclesOf(whole).length === 0, ask: (checklist?.items ?? []).some(({ obstacle }) => obstacle === 'copy' || obstacle === 'untrue'),
    'add-item': checklist?.otherLaw === true, activate: end === 'activate', 'carry-out': end !== 'activate',
  };
}

function onAnnounced({ found: { sop, rules, tasks, events }, choices, announced }: WholeCase): Record<string, boolean> {
  const isAhead = (announced?.startsAt?.getTime() ?? 0) > Date.now();
  if (sop === 'maintenance') return { approve: isAhead, move: isAhead || !announced?.isPublic };
  const isPosting = tasks.some(({ kind, state }) => state === 'open' && (kind === 'setujui-inaproc' || kind === 'pasang-inaproc'));
  return {
    inform: announced?.isPublic === true, 'draft-inaproc': rules.outage.inaproc !== null && !isPosting,
    join: (choices.group?.length ?? 0) > 0 && !events.some(({ type }) => type === 'group.joined'),
  };
}
