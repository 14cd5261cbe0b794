import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { afterAll, vi } from 'vitest';
import type { Deps } from '../../activities/deps.ts';
import { createActivities } from '../../activities/index.ts';
import { testServerPath } from '../../test/setup/provided.ts';
import { workflowBundle } from '../bundle.ts';
import { stubbedTools } from './tools.ts';

// On a busy machine a server takes its time to start.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging: { filter: 'ERROR' } } });

export const taskQueue = 'skipping';
const searchAttributes = { SigapOffice: 2, SigapSop: 2, SigapState: 2, SigapDueAt: 6, SigapLateSeconds: 3 } as const;

/** What each stage has for itself. */
type Own = Pick<Deps, 'db' | 'vault' | 'documents'>;

let server: ReturnType<typeof openServer> | undefined;

/**
 * The time-skipping server of a test file and its worker: started for the first case, torn down after the last, because
 * a start takes longer than most cases.
 * @param own what the activities touch from now on
 */
export async function fileServer(own: Own): ReturnType<typeof openServer> {
  const opened = await (server ??= openServer(own));
  Object.assign(opened.deps, own);
  return opened;
}

/** The next case gets a new server, whose clock starts at the real present. */
export async function endServer(): Promise<void> {
  const ended = await server;
  server = undefined;
  await ended?.stopWorker();
  await ended?.env.teardown();
}
afterAll(endServer);

async function openServer(own: Own) {
  const env = await skippingEnvironment();
  const deps: Deps = { ...own, client: env.client, log: pino({ level: 'silent' }), now: () => env.currentTimeMs(), mailDomain: 'lpse.example' };
  const activities = { ...createActivities(deps), ...stubbedTools(deps.now) };
  await env.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
  let worker: { caches: boolean; stop(): Promise<void> } | null = null;
  return {
    env, deps, activities,
    isAtWork: () => worker !== null,
    /** @param caches false: every step replays the case from its beginning, so another worker can take it over at once */
    async startWorker(caches = true): Promise<void> {
      if (worker?.caches === caches) return;
      await worker?.stop();
      const running = await Worker.create({
        connection: env.nativeConnection, taskQueue, activities, identity: 'worker', shutdownGraceTime: '2s',
        maxCachedWorkflows: caches ? 10 : 0,
        workflowBundle: await workflowBundle(join(tmpdir(), 'sigap-bundles')),
      });
      const done = running.run();
      worker = { caches, async stop() { worker = null; running.shutdown(); await done; } };
    },
    stopWorker: async () => { await worker?.stop(); },
  };
}

/** The SDK gives it five seconds to start, which a machine that runs other tests beside it does not always keep: it is asked again, twice. */
export function skippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const start = () => TestWorkflowEnvironment.createTimeSkipping({
    client: { identity: 'people' }, server: { executable: { type: 'existing-path', path: testServerPath() } },
  });
  return start().catch(start).catch(start);
}
