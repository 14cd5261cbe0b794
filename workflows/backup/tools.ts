import { proxyActivities } from '@temporalio/workflow';
import type { BackupActivities } from '../../activities/backup/types.ts';

/**
 * The tools of backups. A worker that dies in a step is missed after half a minute, and the step is begun again; what the tools themselves
 * say no to is a failure with a code at once. Anything else (Sigap's database away, a worker that dies each time) is tried for ten minutes
 * and more, which are the waits between these twelve attempts; then it is `unknown`, and a person hears of it, because only a person can look at the worker.
 */
export const tools = proxyActivities<BackupActivities>({
  startToCloseTimeout: '24h', heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2m', maximumAttempts: 12 },
});
