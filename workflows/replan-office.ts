import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { replanOpenCases } = proxyActivities<Activities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/** Tells every open case of an office that its calendar changed; survives a crash half-way. */
export async function replanOffice(change: { office: string; version: number }): Promise<void> {
  await replanOpenCases(change);
}
