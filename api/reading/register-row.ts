import type { CaseRecord } from '../../activities/figures/case-pages.ts';
import { latenessOf, roundsOf, worstOf } from '../../activities/figures/clock-runs.ts';
import type { Lateness, Round, Run } from '../../activities/figures/clock-runs.ts';
import { daysBetween, localIso } from '../../activities/figures/local.ts';
import type { WorkingCalendar } from '../../calendar/index.ts';
import type { Vault } from '../../db/vault.ts';

/** One report as an auditor reads it: codes, and instants in the office's own zone (ISO 8601 with its offset). */
export type RegisterRow = ReturnType<typeof rowOf>;

interface Reading { vault: Vault; calendar: WorkingCalendar; now: number }

export function rowOf(record: CaseRecord, { vault, calendar, now }: Reading) {
  const { utcOffsetMinutes } = calendar;
  const when = (at: number | Date | null | undefined) => (at === null || at === undefined ? null : localIso(Number(at), utcOffsetMinutes));
  const open = (sealed: string | null, column: string) => (sealed === null ? null : vault.open(sealed, `intakes:${record.id}:${column}`));
  const last = (type: string) => record.events.findLast((event) => event.type === type);
  const [forwarded, cause, ended] = [last('forwarded'), last('root-cause.recorded'), last('case.closed') ?? last('concluded')];
  const imported = last('case.imported') !== undefined;
  const receivedAt = record.receivedAt.getTime();
  // What was solved before Sigap has no clocks here.
  const rounds = imported ? [] : roundsOf({ ...record, receivedAt, closedAt: record.closedAt?.getTime() ?? null });
  const clock = (pick: (round: Round) => Run) => {
    const first = rounds[0] && pick(rounds[0]);
    return { at: when(first?.doneAt), dueAt: when(first?.dueAt), late: worstOf(rounds.map((round) => latenessOf(pick(round), calendar, now))) };
  };
  const [followUp, answer] = [clock((round) => round.followUp), clock((round) => round.answer)];
  return {
    number: record.number,
    channel: record.facts.channel ?? 'daring',
    externalNumber: open(record.externalNumberSealed, 'external'),
    receivedAt: when(receivedAt), enteredAt: when(record.enteredAt),
    role: record.facts.role ?? null,
    reporter: open(record.reporterNameSealed, 'name'),
    categoryReported: record.facts.category ?? null,
    category: record.category ?? record.facts.category ?? null,
    kind: record.kind,
    state: record.state ?? 'diterima',
    followedUpAt: followUp.at, followUpDueAt: followUp.dueAt, followUpLate: followUp.late,
    answeredAt: answer.at, answerDueAt: answer.dueAt, answerLate: answer.late,
    forwardedAt: when(forwarded?.at), forwardRoute: code(forwarded?.data.route), forwardGround: code(forwarded?.data.ground),
    lkppTicket: last('lkpp.ticket') !== undefined,
    reopened: record.events.filter(({ type }) => type === 'reopened').length,
    cause: record.cause, causeRecordedAt: when(cause?.at),
    closedAt: when(record.closedAt), outcome: record.closedAt === null ? null : imported ? 'imported' : code(ended?.data.outcome),
    daysOpen: daysBetween(receivedAt, record.closedAt?.getTime() ?? now, utcOffsetMinutes),
    worstLate: worstOf([followUp.late, answer.late]) satisfies Lateness | null,
    imported,
    regulation: record.regulation, officeVersion: record.officeVersion,
  };
}

const code = (value: unknown): string | null => (typeof value === 'string' ? value : null);
