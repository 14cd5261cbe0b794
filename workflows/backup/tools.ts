import { proxyActivities } from '@temporalio/workflow';
import type { BackupActivities } from '../../activities/backup/types.ts';

/**
 * The tools of backups. A worker that dies in a step is missed after half a minute, and the step is begun again; what the tools themselves
 * say no to is a failure with a code at once. Some minutes of anything else, and a person hears of it.
 */
export const tools = proxyActivities<BackupActivities>({
  startToCloseTimeout: '24h', heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2m', maximumAttempts: 12 },
});
