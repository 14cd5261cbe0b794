import { proxyActivities, sleep } from '@temporalio/workflow';
import type { TwinActivities } from './activities.ts';

const { open, due } = proxyActivities<TwinActivities>({ startToCloseTimeout: '3s' });

/** The bare twin of a case: one empty activity, a timer to the due instant, one empty activity. Its shape is fixed. */
export async function twin(dueAt: number): Promise<void> {
  await open();
  await sleep(Math.max(1, dueAt - Date.now()));
  await due(dueAt);
}
