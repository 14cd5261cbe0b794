import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { inParallel } from './in-parallel.ts';

/** Each waits for a step of its case, which needs the same worker: few at a time leave it room. */
const width = 5;

// Short, because a crash of the worker costs a member this long before it is tried again.
const { answerMember } = proxyActivities<Activities>({
  startToCloseTimeout: '7s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** A common answer on its way to each report of a group; one that refuses, or cannot be reached for long, holds up no other. `members`: their stored acts. */
export async function answerGroup({ members }: { answerId: string; members: string[] }): Promise<void> {
  await inParallel(members, width, (actId) => answerMember({ actId }));
}
