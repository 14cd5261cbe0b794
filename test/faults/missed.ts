import { temporal } from '@temporalio/proto';
import { onTestFinished } from 'vitest';
import { until } from '../house.ts';
import type { House } from '../house.ts';

/**
 * Tells Temporal of every step whose worker is dead, as it would find out itself by the missing heartbeats half a minute later. The step is tried again by
 * its own rules; a test with many deaths need not wait for each.
 */
export function missAtOnce({ client }: House, workflowIds: string[]): { stop(): Promise<void> } {
  const { workflowService, options: { namespace } } = client;
  const stopping = new AbortController();
  const tell = async (workflowId: string): Promise<void> => {
    const execution = { workflowId };
    const { pendingActivities = [] } = await workflowService.describeWorkflowExecution({ namespace, execution });
    for (const { activityId, state, lastWorkerIdentity } of pendingActivities) {
      if (state !== temporal.api.enums.v1.PendingActivityState.PENDING_ACTIVITY_STATE_STARTED || isAlive(lastWorkerIdentity ?? '')) continue;
      await workflowService.respondActivityTaskFailedById({ namespace, workflowId, activityId, identity: 'test', failure: { message: 'The worker is dead', applicationFailureInfo: { type: 'WorkerDied' } } });
      // What it had cached need not wait for it either.
      await workflowService.resetStickyTaskQueue({ namespace, execution });
    }
  };
  const done = until(async () => {
    // A step may have ended meanwhile.
    for (const workflowId of workflowIds) await tell(workflowId).catch(() => {});
    return stopping.signal.aborted;
  }, 'the end of the test', 600_000, 100).then(() => {});
  const stop = async (): Promise<void> => { stopping.abort(); await done; };
  onTestFinished(stop);
  return { stop };
}

/** @param identity '<pid>@<host>', as the worker names itself */
function isAlive(identity: string): boolean {
  try {
    return process.kill(Number.parseInt(identity, 10), 0);
  } catch {
    return false;
  }
}
