import { createHash, randomUUID } from 'node:crypto';
import { ApplicationFailure, isGrpcServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import { officeNow } from '../activities/office.ts';
import { acts, tasks, texts } from '../db/schema.ts';
import type { ActResult } from '../workflows/kernel/types.ts';
import { registry } from '../workflows/registry.ts';
import type { Staff } from './plugins/access.ts';
import type { ApiDeps } from './deps.ts';
import { isUniqueViolation } from './intake.ts';
import type { Intake } from './intake.ts';
import { Problem, problems } from './problems.ts';
import type { ProblemCode } from './problems.ts';

interface Click {
  intake: Intake;
  act: string;
  body: Record<string, unknown>;
  /** null: the reporter, by the tracking link. */
  staff: Staff | null;
  idempotencyKey: string;
}

/**
 * Carries a person's act to the case: the words are stored first, then an Update with ids only goes to the workflow.
 * A retry under the same key gets the first answer; the workflow refuses what came too late.
 * @throws Problem not-your-task, unknown-task, key-reused, wrong-person, unknown-ground, engine-unavailable, or the workflow's refusal
 */
export async function act(deps: ApiDeps, click: Click): Promise<ActResult> {
  const { intake, body, staff } = click;
  const contract = registry[intake.sop];
  if (!contract) throw new Problem('unknown-case');
  if (staff) await requireTask(deps, click, staff);
  const wrong = contract.checkAct(click.act, body, intake.rules);
  if (wrong) throw new Problem(wrong, { allowed: intake.rules.problem.lkpp.grounds.map(({ code, label }) => ({ code, label })) });
  const fn = contract.functionFor(click.act, body, intake.rules);
  if (fn !== null && typeof body.person === 'string' && !(await officeNow(deps.db, intake.office)).holders(fn, Date.now()).includes(body.person)) {
    throw new Problem('wrong-person');
  }
  const stored = await storeAct(deps, click);
  const { text: _text, ...codes } = body;
  return sendAct(deps, click, { actId: stored.id, by: staff?.person ?? 'reporter', ...codes, ...(stored.textId ? { textId: stored.textId } : {}) });
}

/** The caller must hold the function of the task, or have been given the task by name. */
async function requireTask({ db }: ApiDeps, { intake, body }: Click, staff: Staff): Promise<void> {
  const [task] = await db.select().from(tasks).where(and(eq(tasks.id, String(body.taskId)), eq(tasks.caseId, intake.id)));
  if (!task) throw new Problem('unknown-task');
  if (!staff.functions.includes(task.function)) throw new Problem('not-your-task', { function: task.function });
}

async function storeAct({ db, vault }: ApiDeps, click: Click): Promise<typeof acts.$inferSelect> {
  const { intake, idempotencyKey } = click;
  const principal = click.staff?.person ?? 'reporter';
  const key = click.staff ? idempotencyKey : `${intake.id}:${idempotencyKey}`;
  const bodyHash = createHash('sha256').update(`${intake.id}\0${click.act}\0${JSON.stringify(click.body)}`).digest('hex');
  const find = async () => {
    const [row] = await db.select().from(acts).where(and(eq(acts.office, intake.office), eq(acts.principal, principal), eq(acts.idempotencyKey, key)));
    if (row && row.bodyHash !== bodyHash) throw new Problem('key-reused');
    return row;
  };
  const before = await find();
  if (before) return before;
  const row = {
    id: randomUUID(), office: intake.office, caseId: intake.id, principal, idempotencyKey: key, bodyHash, act: click.act,
    textId: typeof click.body.text === 'string' ? randomUUID() : null,
  };
  try {
    return await db.transaction(async (tx) => {
      const [stored] = await tx.insert(acts).values(row).returning();
      if (row.textId) {
        await tx.insert(texts).values({
          id: row.textId, office: row.office, caseId: row.caseId, author: principal, bodySealed: vault.seal(String(click.body.text), `texts:${row.textId}`),
        });
      }
      return stored!;
    });
  } catch (error) {
    const first = isUniqueViolation(error) ? await find() : undefined;
    if (first) return first;
    throw error;
  }
}

async function sendAct({ client, log }: ApiDeps, { intake, act }: Click, message: { actId: string } & Record<string, unknown>): Promise<ActResult> {
  try {
    return await client.withDeadline(Date.now() + 5000, () => client.workflow.getHandle(intake.workflowId)
      .executeUpdate<ActResult, [unknown]>(act, { args: [message], updateId: message.actId }));
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const code = error.cause.type ?? '';
      throw new Problem(code in problems ? code as ProblemCode : 'internal');
    }
    // A case that Temporal never got is not closed: its start is still waiting.
    if (error instanceof WorkflowNotFoundError) throw new Problem(intake.startedAt ? 'case-closed' : 'engine-unavailable');
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error) || error instanceof Error && error.name === 'ServiceError') {
      log.warn({ number: intake.number, act }, 'act not taken: the engine did not answer in time');
      throw new Problem('engine-unavailable');
    }
    throw error;
  }
}
