import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { openNextWindow } = proxyActivities<Activities>({ startToCloseTimeout: '10s', retry: { initialInterval: '1s', maximumInterval: '1m' } });

/** As one window begins, the next one is planned; its Temporal Schedule keeps the time. */
export async function openRecurrence(of: { id: string }): Promise<void> {
  await openNextWindow(of);
}
