import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { afterAll, inject, vi } from 'vitest';
import type { Deps } from '../../activities/deps.ts';
import { createActivities } from '../../activities/index.ts';
import { type Child, startChild } from '../../local/child.ts';
import { freePort } from '../../local/ports.ts';
import { recordDir } from '../../test/setup/leftovers.ts';
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
  // One that did not start must not fail the tests after this one.
  server ??= openServer(own).catch((error: unknown) => { server = undefined; throw error; });
  const opened = await server;
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

const startTimeoutMs = 80_000;

/**
 * A time-skipping server of one's own, waited for until it answers. The SDK would start it too, but gives it five seconds, which a
 * machine that runs other tests beside it does not keep.
 */
export async function skippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const run = dirname(inject('playedHistories'));
  const end = Date.now() + startTimeoutMs;
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const name = `test-server-${port}`;
    const server = await startChild({ name, command: testServerPath(), args: [String(port)], env: process.env, logFile: join(run, `${name}.log`), recordDir: recordDir(run) });
    // One that ends by itself has lost its port to somebody else.
    if (!await answers(port, server, end)) {
      if (tries === 3) throw new Error(`The time-skipping server ends as soon as it is started; see ${server.logFile}`);
      continue;
    }
    const env = await (TestWorkflowEnvironment as unknown as Creating).create({
      server: { type: 'existing' }, supportsTimeSkipping: true, address: `127.0.0.1:${port}`, client: { identity: 'people' },
    });
    const teardown = env.teardown.bind(env);
    env.teardown = async () => { await teardown(); await server.kill(); };
    return env;
  }
}

/** What the SDK's own ways to begin call. */
interface Creating { create(options: object): Promise<TestWorkflowEnvironment> }

/** @returns false when the server has ended. @throws Error when it does not answer in time */
async function answers(port: number, server: Child, end: number): Promise<boolean> {
  let hasEnded = false;
  void server.exited.then(() => { hasEnded = true; });
  while (!hasEnded) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); }).once('error', () => resolve(false));
    });
    if (accepted) return true;
    if (Date.now() > end) {
      await server.kill();
      throw new Error(`The time-skipping server did not answer within ${startTimeoutMs / 1000} s; see ${server.logFile}`);
    }
    await sleep(50);
  }
  return false;
}
