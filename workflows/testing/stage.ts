import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { vi } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { connect } from '../../db/client.ts';
import { createDocumentStore } from '../../db/document-store.ts';
import { createVault } from '../../db/vault.ts';
import { createDatabase } from '../../test/setup/database.ts';
import { workflowBundle } from '../bundle.ts';
import { skippingEnvironment } from './environment.ts';

// A server is started per stage; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

export const taskQueue = 'skipping';
const types = { SigapOffice: 2, SigapSop: 2, SigapState: 2, SigapDueAt: 6, SigapLateSeconds: 3 } as const;
const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
let quiet = false;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/**
 * A time-skipping server with the real workflows, activities and Postgres, on which cases are played one after the other:
 * the clock is everybody's, so a case must have ended before the next one is opened.
 */
export async function openStage() {
  if (!quiet) Runtime.install({
    logger: new DefaultLogger('ERROR'), shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'ERROR' } },
  });
  quiet = true;
  const env = await skippingEnvironment('people');
  const database = await createDatabase();
  const connection = connect(database.url, 5);
  const { db } = connection;
  let worker: { stop(): Promise<void> } | null = null;
  const end = async (): Promise<void> => {
    await worker?.stop();
    await env.teardown();
    await connection.close();
  };
  try {
    await env.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes: types });
  } catch (error) {
    await end();
    throw error;
  }
  const activities = createActivities({
    db, vault, documents: createDocumentStore(mkdtempSync(join(tmpdir(), 'sigap-documents-')), vault), client: env.client, log: pino({ level: 'silent' }), now: () => env.currentTimeMs(), mailDomain: 'lpse.example',
  });
  return {
    env, db, vault, activities, end,
    isAtWork: () => worker !== null,
    async startWorker(): Promise<void> {
      if (worker) return;
      const running = await Worker.create({
        connection: env.nativeConnection, taskQueue, activities, identity: 'worker', shutdownGraceTime: '2s',
        // Nothing is cached: every step replays the case from its beginning, and another worker can take it over at once.
        maxCachedWorkflows: 0,
        workflowBundle: await workflowBundle(join(tmpdir(), 'sigap-bundles')),
      });
      const done = running.run();
      worker = { async stop() { worker = null; running.shutdown(); await done; } };
    },
    stopWorker: async () => { await worker?.stop(); },
  };
}
