import { WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { intakes, notices } from '../../db/schema.ts';
import type { NoticeFailed } from '../../workflows/kernel/types.ts';
import type { PostmanDeps } from './postman.ts';

const batch = 50;

/** Tells the case about every mail that will not arrive; again and again until Temporal has heard it. */
export async function reportFailures(deps: PostmanDeps): Promise<void> {
  const { db, log } = deps;
  const failed = await db.select({
    noticeId: notices.id, template: notices.template, recipient: notices.recipient, params: notices.params, state: notices.state, workflowId: intakes.workflowId,
  }).from(notices).innerJoin(intakes, eq(intakes.id, notices.caseId))
    .where(and(inArray(notices.state, ['refused', 'held']), isNull(notices.reportedAt), ne(notices.template, 'link-again'))).limit(batch);
  for (const { workflowId, ...failure } of failed) {
    try {
      await tell(deps, workflowId, failure as NoticeFailed);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) && (error as { code?: number }).code !== notFound) {
        log.warn({ notice: failure.noticeId }, 'postman: a refused mail could not be told to its case yet');
        return;
      }
    }
    await db.update(notices).set({ reportedAt: sql`clock_timestamp()` }).where(eq(notices.id, failure.noticeId));
  }
}

/** gRPC's NOT_FOUND: the case has ended. */
const notFound = 5;

/** The request id is the notice's: two postmen, or one that crashed before it wrote this down, are heard once. */
async function tell({ client }: PostmanDeps, workflowId: string, failure: NoticeFailed): Promise<void> {
  await client.withDeadline(Date.now() + 2000, () => client.workflowService.signalWorkflowExecution({
    namespace: client.options.namespace, workflowExecution: { workflowId }, signalName: 'noticeFailed',
    requestId: `notice-${failure.noticeId}-${failure.state}`, identity: client.options.identity,
    input: { payloads: [defaultPayloadConverter.toPayload(failure)] },
  }));
}
