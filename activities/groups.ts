import { WorkflowNotFoundError } from '@temporalio/client';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { acts, cases, events, groupAnswers, intakes, tasks } from '../db/schema.ts';
import type { ActResult } from '../workflows/kernel/types.ts';
import type { Deps } from './deps.ts';
import { officeNow } from './office.ts';
import { isClosed, mayBeClosed, refusedWith } from './refusals.ts';

/** Shorter than the activity's own time, so that a silent case fails here, with its reason. */
const patienceMs = 5000;

/**
 * Carries a common answer to one report of the group and records what became of it. May run any number of times: the act's
 * id is the id of the Update, so that the case takes it once.
 */
export async function answerMember(deps: Deps, { actId }: { actId: string }): Promise<void> {
  const member = await memberOf(deps, actId);
  if (!member) return;
  const refusal = await send(deps, member);
  // What the case took stands in its events, whatever it says to a later try.
  const outcome = refusal === null || await wasTaken(deps, member) ? 'answered' : refusal;
  await deps.db.update(groupAnswers).set({ outcome, at: sql`clock_timestamp()` }).where(and(eq(groupAnswers.actId, actId), isNull(groupAnswers.outcome)));
}

type Member = NonNullable<Awaited<ReturnType<typeof memberOf>>>;

async function memberOf({ db }: Deps, actId: string) {
  const [row] = await db.select({
    actId: acts.id, by: acts.principal, textId: acts.textId, office: acts.office, caseId: acts.caseId, workflowId: intakes.workflowId,
    taskId: groupAnswers.taskId, groupId: groupAnswers.groupId, isIn: cases.groupId,
    function: tasks.function, claimedBy: tasks.claimedBy,
  }).from(groupAnswers).innerJoin(acts, eq(acts.id, groupAnswers.actId)).innerJoin(intakes, eq(intakes.id, groupAnswers.caseId))
    .innerJoin(cases, eq(cases.id, groupAnswers.caseId)).innerJoin(tasks, eq(tasks.id, groupAnswers.taskId))
    .where(and(eq(groupAnswers.actId, actId), isNull(groupAnswers.outcome)));
  return row;
}

/** @returns null when the case was answered, else the code of its refusal. Throws what passes: the activity is tried again. */
async function send({ db, client }: Deps, member: Member): Promise<string | null> {
  if (member.isIn !== member.groupId) return 'not-grouped';
  const { actId, by, textId, taskId, workflowId, office, claimedBy } = member;
  const lapsed = claimedBy !== null && claimedBy !== by && !(await officeNow(db, office)).holders(member.function, Date.now()).includes(claimedBy);
  const message = { actId, by, textId, taskId, ...(lapsed ? { claimLapsed: true } : {}) };
  try {
    await client.withDeadline(Date.now() + patienceMs, () => client.workflow.getHandle(workflowId)
      .executeUpdate<ActResult, [unknown]>('answer', { args: [message], updateId: actId }));
    return null;
  } catch (error) {
    return whyNot(db, member, error);
  }
}

async function whyNot(db: Deps['db'], { caseId, taskId }: Member, error: unknown): Promise<string> {
  const code = error instanceof WorkflowNotFoundError ? 'task-ended' : refusedWith(error);
  if (code === null) throw error;
  if (mayBeClosed(code) && await isClosed(db, caseId)) return 'case-closed';
  // The case has decided and not yet written it, or Temporal does not have it: asked again, it can say what happened.
  if (code === 'task-ended' && await isStillOpen(db, taskId)) throw error;
  return code;
}

async function isStillOpen(db: Deps['db'], taskId: string): Promise<boolean> {
  const [task] = await db.select({ state: tasks.state }).from(tasks).where(eq(tasks.id, taskId));
  return task?.state === 'open';
}

async function wasTaken({ db }: Deps, { caseId, textId }: Member): Promise<boolean> {
  return await db.$count(events, and(eq(events.caseId, caseId), sql`${events.data}->>'textId' = ${textId}`)) > 0;
}
