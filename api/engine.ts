import {
  isGrpcServiceError, ServiceError, WorkflowNotFoundError, WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { isClosed, mayBeClosed, refusedWith } from '../activities/refusals.ts';
import type { ActResult } from '../workflows/kernel/types.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { Problem, problems } from './problems.ts';
import type { ProblemCode } from './problems.ts';

/** How long a person waits for the case's answer before being told to try again. */
const patienceMs = 5000;

interface Message { actId: string; by: string }

/** Sends an act to its case and waits for the answer; the same `actId` again gets the first answer. @throws Problem */
export function sendAct(deps: ApiDeps, intake: Intake, act: string, message: Message & Record<string, unknown>): Promise<ActResult> {
  const { client } = deps;
  return client.withDeadline(Date.now() + patienceMs, () => client.workflow.getHandle(intake.workflowId)
    .executeUpdate<ActResult, [unknown]>(act, { args: [message], updateId: message.actId })).catch((error: unknown) => refusal(deps, intake, act, error));
}

/** What the case answered to an act sent before; null when the act never reached it. @throws Problem */
export async function answerOf(deps: ApiDeps, intake: Intake, act: string, actId: string): Promise<ActResult | null> {
  const { client } = deps;
  try {
    return await client.withDeadline(Date.now() + patienceMs, () => client.workflow.getHandle(intake.workflowId).getUpdateHandle<ActResult>(actId).result());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    return refusal(deps, intake, act, error);
  }
}

/** The case itself said no; after any other failure nobody knows yet what it does. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.code !== 'engine-unavailable' && error.code !== 'internal';
}

async function refusal({ db, log }: ApiDeps, intake: Intake, act: string, error: unknown): Promise<never> {
  const type = refusedWith(error);
  if (type !== null) {
    const code: ProblemCode = Object.hasOwn(problems, type) ? type as ProblemCode : 'internal';
    throw new Problem(mayBeClosed(code) && await isClosed(db, intake.id) ? 'case-closed' : code);
  }
  // A case that Temporal does not have is not closed for that: its start may still be waiting.
  if (error instanceof WorkflowNotFoundError) throw new Problem(await isClosed(db, intake.id) ? 'case-closed' : 'engine-unavailable');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError || error instanceof NamespaceNotFoundError || isGrpcServiceError(error)) {
    log.warn({ number: intake.number, act }, 'act not taken: the engine did not answer in time');
    throw new Problem('engine-unavailable');
  }
  throw error;
}
