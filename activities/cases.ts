import { and, eq, sql } from 'drizzle-orm';
import { cases, commits, events } from '../db/schema.ts';
import type { Transaction } from '../db/client.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { writeAnnouncements } from './announcements.ts';
import { writeAccounts, writeTerms } from './accounts.ts';
import { writeBackups } from './backups.ts';
import { plan } from './calendar.ts';
import type { Deps } from './deps.ts';
import { addressees, writeNotices } from './notify/ledger.ts';
import { officeNow } from './office.ts';
import { signPapers } from './sign-papers.ts';
import { writeTasks } from './tasks.ts';
import type { Change, Running, Step, StepResult } from './types.ts';

/**
 * Writes one step of a case in one transaction: case row, events, tasks and notices; answers with the
 * plans that the step asked for. The same `(caseId, seq)` again changes nothing and gives the first answer.
 */
export async function commit(deps: Deps, step: Step): Promise<StepResult> {
  const office = await officeNow(deps.db, step.identity.office);
  const now = await deps.now();
  const plans = step.plans.map((request) => plan(office.calendar, office.calendarVersion, office.calendarReason, request));
  const next = nearest([...step.running, ...plans]);
  const late = step.changes.flatMap((change) => (isPastDeadline(change) ? [now - change.dueAt] : []));
  const result: StepResult = { plans, next, lateMs: late.length > 0 ? Math.max(0, ...late) : null };

  const told = addressees(office, step, now);

  const { caseId } = step.identity;
  try {
    // Sent together on one connection: a rung is in a hurry. A step that stands already fails here, and what it changed before is undone.
    await deps.db.transaction(async (tx) => {
      const account = await writeTerms(tx, step);
      if (account !== undefined) result.account = account;
      await Promise.all([
        tx.insert(commits).values({ caseId, seq: step.seq, result }),
        writeCase(tx, step, result), ...writeTasks(tx, step, plans), ...signPapers(tx, step), ...writeAccounts(tx, step), ...writeAnnouncements(tx, step), ...writeBackups(tx, step), writeEvents(tx, step, now, told.vacancies), writeNotices(tx, deps, office, step, now, told.rows),
      ]);
    });
    return result;
  } catch (error) {
    const before = isUniqueViolation(error) ? await stored(deps, step) : undefined;
    if (before) return before;
    throw error;
  }
}

async function stored({ db }: Deps, { identity, seq }: Step): Promise<StepResult | undefined> {
  const [row] = await db.select().from(commits).where(and(eq(commits.caseId, identity.caseId), eq(commits.seq, seq)));
  return row?.result as StepResult | undefined;
}

/** The case row as this step leaves it, always its latest status (ERR-24); a step that came late never overwrites a later one. */
async function writeCase(tx: Transaction, step: Step, result: StepResult): Promise<void> {
  const { identity, seq } = step;
  const state = lastState(step.changes);
  const closed = step.changes.some((change) => change.type === 'close');
  const row = {
    deadline: result.next?.clock ?? null,
    dueAt: result.next ? new Date(result.next.dueAt) : null,
    provisional: result.next?.provisional ?? false,
    seq,
    ...(state === undefined ? {} : { state }),
    ...(closed ? { closedAt: new Date(step.at) } : {}),
    ...marks(step.changes),
  };
  if (seq === 0) {
    await tx.insert(cases).values({
      id: identity.caseId, office: identity.office, sop: identity.sop, number: identity.number,
      receivedAt: new Date(identity.receivedAt), openedAt: new Date(step.at), ...row, state: state ?? 'diterima', lateMs: result.lateMs,
    });
    return;
  }
  await tx.update(cases)
    .set({ ...row, ...(result.lateMs === null ? {} : { lateMs: sql`greatest(${cases.lateMs}, ${result.lateMs})` }) })
    .where(eq(cases.id, identity.caseId));
}

async function writeEvents(tx: Transaction, step: Step, now: number, vacancies: string[]): Promise<void> {
  const { caseId, office } = step.identity;
  const told: Extract<Change, { type: 'event' }>[] = [
    ...step.changes.filter((change) => change.type === 'event'),
    ...vacancies.map((fn) => ({ type: 'event', name: 'function.vacant', actor: 'system', data: { function: fn } }) as const),
  ];
  if (told.length === 0) return;
  await tx.insert(events).values(told.map((event, part) => ({
    caseId, office, seq: step.seq, part, type: event.name, actor: event.actor, at: new Date(step.at),
    data: event.dueAt === undefined ? event.data : { ...event.data, dueAt: event.dueAt, lateMs: Math.max(0, now - event.dueAt) },
  })));
}

/** A rung, not a reminder: a case that was only reminded has missed nothing. */
function isPastDeadline(change: Change): change is Extract<Change, { type: 'event' }> & { dueAt: number } {
  return change.type === 'event' && change.dueAt !== undefined && typeof change.data.deadlineAt === 'number';
}

function marks(changes: Change[]) {
  return Object.assign({}, ...changes.flatMap(({ type, ...codes }) => (type === 'mark' ? [codes] : []))) as Partial<typeof cases.$inferInsert>;
}

function lastState(changes: Change[]): string | undefined {
  return changes.filter((change) => change.type === 'state').at(-1)?.state;
}

function nearest(running: Running[]): Running | null {
  const first = [...running].sort((a, b) => a.dueAt - b.dueAt)[0];
  return first ? { clock: first.clock, dueAt: first.dueAt, provisional: first.provisional } : null;
}
