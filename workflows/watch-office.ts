import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { watchRounds } = proxyActivities<Activities>({
  // Ten minutes, and the five at most that its last round and the pause after it may take.
  startToCloseTimeout: '20m',
  // Short: after the death of a worker nobody looks for this long.
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/** Ten minutes of rounds over an office's probes; a Temporal Schedule begins one after the other. */
export async function watchOffice(of: { office: string }): Promise<void> {
  await watchRounds(of);
}
