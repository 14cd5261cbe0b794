import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { acts, cases, groupAnswers, tasks, texts } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './group-click.ts';
import { sentenceOf } from './outcomes.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';
import { hashOf } from './stored-act.ts';

interface CommonAnswer { groupId: string; text: string; staff: Staff; idempotencyKey: string }
export interface Answered { number: string; outcome: string | null; sentence: string }

/**
 * Answers every report of the group that the desk still works on: the words are stored for each, all or none, and a
 * workflow carries them to the cases. A retry under the same key finds the same answer.
 * @throws Problem nothing-to-answer, not-your-task, key-reused, engine-unavailable (stored all the same: the sweeper starts it, or the retry does)
 */
export async function answerTogether(deps: ApiDeps, given: CommonAnswer): Promise<{ answerId: string; members: Answered[] }> {
  const { groupId, text, staff, idempotencyKey } = given;
  const answerId = await once(deps, { staff, idempotencyKey, act: 'answer-group', groupId, body: { text } },
    (tx, id) => storeForEach(deps, tx, given, id));
  if (!await startAnswer(deps, answerId)) throw new Problem('engine-unavailable', { answerId });
  return { answerId, members: await membersOf(deps, groupId, answerId) };
}

async function storeForEach({ vault }: ApiDeps, tx: Transaction, { groupId, text, staff, idempotencyKey }: CommonAnswer, answerId: string): Promise<void> {
  const { office, person } = staff;
  const open = await tx.select({ caseId: cases.id, taskId: tasks.id, function: tasks.function }).from(cases)
    .innerJoin(tasks, and(eq(tasks.caseId, cases.id), eq(tasks.kind, 'tangani'), eq(tasks.state, 'open')))
    .where(and(eq(cases.office, office), eq(cases.groupId, groupId))).orderBy(asc(cases.dueAt), asc(cases.number));
  if (open.length === 0) throw new Problem('nothing-to-answer');
  const own = open.filter((member) => staff.functions.includes(member.function));
  if (own.length === 0) throw new Problem('not-your-task', { function: open[0]?.function });

  const rows = own.map(({ caseId, taskId }) => ({ caseId, taskId, actId: randomUUID(), textId: randomUUID() }));
  await tx.insert(texts).values(rows.map(({ caseId, textId }) => ({ id: textId, office, caseId, author: person, bodySealed: vault.seal(text, `texts:${textId}`) })));
  await tx.insert(acts).values(rows.map(({ caseId, taskId, actId, textId }) => ({
    id: actId, office, caseId, principal: person, idempotencyKey: `${idempotencyKey}:${caseId}`, act: 'answer', textId, bodyHash: hashOf(caseId, 'answer', { taskId, text }),
  })));
  await tx.insert(groupAnswers).values([
    ...rows.map(({ actId, caseId, taskId }) => ({ actId, groupId, answerId, caseId, taskId })),
    // The work of another function is not answered, and is shown as such.
    ...open.filter((member) => !own.includes(member)).map(({ caseId, taskId }) => ({
      actId: randomUUID(), groupId, answerId, caseId, taskId, outcome: 'not-your-task', at: sql`clock_timestamp()`,
    })),
  ]);
}

async function membersOf({ db }: ApiDeps, groupId: string, answerId: string): Promise<Answered[]> {
  const rows = await db.select({ number: cases.number, outcome: groupAnswers.outcome }).from(groupAnswers).innerJoin(cases, eq(cases.id, groupAnswers.caseId))
    .where(and(eq(groupAnswers.groupId, groupId), eq(groupAnswers.answerId, answerId))).orderBy(asc(cases.number));
  return rows.map((row) => ({ ...row, sentence: sentenceOf(row.outcome) }));
}

/** Hands what is left of a common answer to Temporal, any number of times. @returns false when Temporal could not be reached */
async function startAnswer(deps: ApiDeps, answerId: string): Promise<boolean> {
  const left = await deps.db.select({ actId: groupAnswers.actId }).from(groupAnswers).innerJoin(acts, eq(acts.id, answerId))
    .where(and(eq(groupAnswers.answerId, answerId), eq(groupAnswers.groupId, acts.caseId), isNull(groupAnswers.outcome)));
  if (left.length === 0) return true;
  try {
    await deps.client.withDeadline(Date.now() + 3000, () => deps.client.workflow.start('answerGroup', {
      workflowId: `answer-group-${answerId}`, taskQueue: deps.config.TEMPORAL_TASK_QUEUE, args: [{ answerId, members: left.map(({ actId }) => actId) }],
      workflowIdConflictPolicy: 'USE_EXISTING', staticSummary: `Jawaban bersama · ${left.length} laporan`,
    }));
    return true;
  } catch (error) {
    deps.log.warn({ answerId, reason: error instanceof Error ? error.name : 'unknown' }, 'common answer not started yet; the sweeper tries again');
    return false;
  }
}

/** For the sweeper: common answers that Temporal did not get, or whose workflow somebody ended. `olderThanMs`: the request itself comes first. */
export async function startWaitingAnswers(deps: ApiDeps, olderThanMs = 10_000): Promise<void> {
  const open = deps.db.selectDistinct({ answerId: groupAnswers.answerId }).from(groupAnswers).where(isNull(groupAnswers.outcome));
  const waiting = await deps.db.select({ answerId: acts.id }).from(acts)
    .where(and(inArray(acts.id, open), lt(acts.createdAt, sql`clock_timestamp() - make_interval(secs => ${olderThanMs / 1000})`))).orderBy(asc(acts.createdAt));
  for (const { answerId } of waiting) if (!await startAnswer(deps, answerId)) return;
}
