import { latenessOf, roundsOf } from '../../activities/figures/clock-runs.ts';
import type { CaseHistory, Planned } from '../../activities/figures/clock-runs.ts';
import { workingTimeBetween } from '../../calendar/index.ts';
import type { WorkingCalendar } from '../../calendar/index.ts';
import { eventWords } from './event-words.ts';
import type { Recorded } from './record-of.ts';

/** Milliseconds after the planned moment; negative: before it. */
export interface Difference { workingMs: number; clockMs: number }

export interface PlannedStep {
  /** The clock or the kind of point that plans it. */
  by: string;
  /** Epoch ms; null where a norm stands behind the step and no instant was planned. */
  at: number | null;
  difference: Difference | null;
}

/** When a step was due and how far from it it came; null where nothing planned it. */
export function plannedFor(event: Recorded, history: CaseHistory, plans: Planned[], calendar: WorkingCalendar): PlannedStep | null {
  const { clock, point } = eventWords[event.type] ?? {};
  if (point !== undefined) {
    const dueAt = typeof event.data.dueAt === 'number' ? event.data.dueAt : null;
    return { by: point, at: dueAt, difference: differenceOf(dueAt, event.at, calendar) };
  }
  if (clock === undefined) return null;
  const by = typeof clock === 'function' ? clock(event.data) : clock;
  const dueAt = planBefore(event, by, history, plans);
  // An answer that is the first act of all: its clock began and ended in one moment, and no instant was planned.
  if (dueAt === null) return by === 'answer' && history.answerHasNumber ? { by, at: null, difference: null } : null;
  return { by, at: dueAt, difference: differenceOf(dueAt, stoppedBy(event, by, history) ?? event.at, calendar) };
}

/** The last plan of the clock before the event, in the event's own round: a reopening still belongs to the round that it ends. */
function planBefore(event: Recorded, clock: string, { events }: CaseHistory, plans: Planned[]): number | null {
  const round = events.findLast(({ type, seq }) => type === 'reopened' && seq < event.seq)?.seq ?? 0;
  return plans.findLast((plan) => plan.clock === clock && plan.seq >= round && plan.seq <= event.seq && !(event.type === 'reopened' && plan.seq === event.seq))?.dueAt ?? null;
}

/** The answer clock stands while the reporter owes data: what comes in a pause is measured where the clock stopped. */
function stoppedBy(event: Recorded, clock: string, history: CaseHistory): number | null {
  if (clock !== 'answer') return null;
  return roundsOf(history).find(({ answer }) => answer.doneAt === event.at)?.answer.stoppedAt ?? null;
}

function differenceOf(dueAt: number | null, at: number, calendar: WorkingCalendar): Difference | null {
  if (dueAt === null) return null;
  return { clockMs: at - dueAt, workingMs: at >= dueAt ? workingTimeBetween(calendar, dueAt, at) : -workingTimeBetween(calendar, at, dueAt) };
}

/** What is still owed: clocks that run. */
export function owedSteps(history: CaseHistory, calendar: WorkingCalendar, now: number): { clock: 'follow-up' | 'answer'; planned: PlannedStep }[] {
  const last = roundsOf(history).at(-1);
  if (!last || history.closedAt !== null) return [];
  return ([['follow-up', last.followUp], ['answer', last.answer]] as const).flatMap(([clock, run]) => {
    if (run.doneAt !== null || run.stoppedAt !== null || run.dueAt === null) return [];
    const late = latenessOf(run, calendar, now);
    return [{ clock, planned: { by: clock, at: run.dueAt, difference: late && late.clockMs > 0 ? late : null } }];
  });
}
