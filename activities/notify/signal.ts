import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';

/** gRPC's NOT_FOUND: the case has ended. */
const notFound = 5;

/**
 * Tells a case something. The request id keeps two postmen, or one that crashed before it wrote this down, from being heard twice.
 * @returns false when Temporal did not hear it: tell it again; a case that has ended needs to hear nothing.
 */
export async function signalCase(client: Client, workflowId: string, signalName: string, requestId: string, news: object): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + 2000, () => client.workflowService.signalWorkflowExecution({
      namespace: client.options.namespace, workflowExecution: { workflowId }, signalName, requestId, identity: client.options.identity,
      input: { payloads: [defaultPayloadConverter.toPayload(news)] },
    }));
    return true;
  } catch (error) {
    return error instanceof WorkflowNotFoundError || (error as { code?: number }).code === notFound;
  }
}
