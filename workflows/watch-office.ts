import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { watchRounds } = proxyActivities<Activities>({
  startToCloseTimeout: '11m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** Ten minutes of rounds over an office's probes; a Temporal Schedule begins one after the other. */
export async function watchOffice(of: { office: string }): Promise<void> {
  await watchRounds(of);
}
