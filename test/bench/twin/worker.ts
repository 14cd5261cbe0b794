import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createTwinActivities } from './activities.ts';

/** The twin's worker, with the same options as Sigap's; tells its parent what ran, and dies with it. */
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
const [address = '', namespace = '', taskQueue = ''] = process.argv.slice(2);
const { code } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)), logger: new DefaultLogger('WARN') });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }), namespace, taskQueue, workflowBundle: { code },
  activities: createTwinActivities((kind, lateMs) => process.send?.({ kind, lateMs, at: Date.now() })),
  stickyQueueScheduleToStartTimeout: '2500ms', maxCachedWorkflows: 250,
});
process.once('disconnect', () => process.exit());
process.send?.({ kind: 'ready' });
await worker.run();
