/**
 * What became of the two clocks of a report (ERR-2, ERR-4), read from its record: the events of its workflow and the plans
 * that `commit` answered with. A reopening begins a round with fresh clocks; the old ones stay in the record (readings.md).
 */
import { workingTimeBetween } from '../../calendar/index.ts';
import type { WorkingCalendar } from '../../calendar/index.ts';

/** Epoch ms; `seq` is the step of the case. */
export interface Moment { seq: number; type: string; at: number; actor: string; data: Record<string, unknown> }
export interface Planned { seq: number; clock: string; dueAt: number }

/** One clock in one round. */
export interface Run {
  /** A number is set for it: without one there is no "in time". */
  hasNumber: boolean;
  /** As last planned before it stopped; null where it never ran (the reporter owed data from its first moment). */
  dueAt: number | null;
  /** When what it waits for was done. */
  doneAt: number | null;
  /** When it stopped counting: done, paused by a request for data, or the end of the report; null while it runs. */
  stoppedAt: number | null;
}

export interface Round { startAt: number; followUp: Run; answer: Run }

export interface CaseHistory {
  receivedAt: number;
  closedAt: number | null;
  /** The rules of the case set a number for the answer. */
  answerHasNumber: boolean;
  events: Moment[];
  plans: Planned[];
}

const ends = ['concluded', 'refused-substance', 'case.closed'];

export function roundsOf(record: CaseHistory): Round[] {
  const reopenings = record.events.filter(({ type }) => type === 'reopened');
  const starts = [{ seq: 0, at: record.receivedAt }, ...reopenings];
  return starts.map((start, index) => {
    const next = starts[index + 1];
    const mine = ({ seq }: { seq: number }) => seq >= start.seq && (next === undefined || seq < next.seq);
    const events = record.events.filter(mine);
    const endedAt = events.find(({ type }) => ends.includes(type))?.at ?? next?.at ?? record.closedAt;
    return roundOf(start.at, events, record.plans.filter(mine), endedAt, record.answerHasNumber);
  });
}

function roundOf(startAt: number, events: Moment[], plans: Planned[], endedAt: number | null, answerHasNumber: boolean): Round {
  const first = (type: string) => events.find((event) => event.type === type);
  const [followedUp, answered] = [first('followed-up'), first('answered')];
  const planOf = (clock: string, until: Moment | undefined) => plans.findLast((plan) => plan.clock === clock && (until === undefined || plan.seq <= until.seq));
  const followUp = planOf('follow-up', followedUp);
  const answer = planOf('answer', answered);
  const asked = events.findLast(({ type, seq }) => type === 'data.asked' && (answered === undefined || seq <= answered.seq));
  // The clock goes on with a plan of its own; until then it stands where the question left it.
  const pausedAt = asked && !plans.some(({ clock, seq }) => clock === 'answer' && seq > asked.seq) ? asked.at : null;
  return {
    startAt,
    followUp: { hasNumber: followUp !== undefined, dueAt: followUp?.dueAt ?? null, doneAt: followedUp?.at ?? null, stoppedAt: followedUp?.at ?? endedAt },
    answer: {
      hasNumber: answerHasNumber || answer !== undefined, dueAt: answer?.dueAt ?? null,
      doneAt: answered?.at ?? null, stoppedAt: pausedAt ?? answered?.at ?? endedAt,
    },
  };
}

/** Zero: in time so far. */
export interface Lateness { workingMs: number; clockMs: number }

/** null where no number is set. */
export function latenessOf(run: Run, calendar: WorkingCalendar, now: number): Lateness | null {
  if (!run.hasNumber) return null;
  const until = run.stoppedAt ?? now;
  if (run.dueAt === null || until <= run.dueAt) return { workingMs: 0, clockMs: 0 };
  return { workingMs: workingTimeBetween(calendar, run.dueAt, until), clockMs: until - run.dueAt };
}

/** The worst of several; null when none of them has a number. */
export function worstOf(all: (Lateness | null)[]): Lateness | null {
  return all.reduce((worst, one) => (one && (!worst || one.clockMs > worst.clockMs) ? one : worst), null);
}
