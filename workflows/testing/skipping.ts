import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { vi } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { connect } from '../../db/client.ts';
import { createDocumentStore } from '../../db/document-store.ts';
import { createVault } from '../../db/vault.ts';
import { createDatabase } from '../../test/setup/database.ts';
import { workflowBundle } from '../bundle.ts';
import { officeAttribute, sopAttribute, stateAttribute } from '../kernel/search-attributes.ts';
import { skippingEnvironment } from './environment.ts';
import { insertIntake, type Arrival } from './intake.ts';
import { loadMovedOffice } from './moved-office.ts';
import { readCase } from './reading.ts';
import { ScenarioTime } from './scenario-time.ts';
import { settled } from './settled.ts';

// A server is started per case; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 });

const taskQueue = 'skipping';
const types = { SigapOffice: 2, SigapSop: 2, SigapState: 2, SigapDueAt: 6, SigapLateSeconds: 3 } as const;
const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
/** The server fires a timer some milliseconds after its instant. */
const graceMs = 250;
let quiet = false;

export interface Scene extends Arrival {
  /** A file of `offices/` without its ending. */
  office: string;
  /** Local time at which the office opens its case; the receipt when left out. */
  startAt?: string;
  /** Changes the office file before it is loaded. */
  change?: (yaml: string) => string;
  worker?: boolean;
}

export interface Click { by?: string; taskId?: string; text?: string; [more: string]: unknown }

export type Case = Awaited<ReturnType<typeof openCase>>;

/**
 * One open case on a time-skipping server with the real workflow, activities and Postgres; mails stay in the ledger.
 * The server keeps one case at a time, so each case has a server of its own; `end` always tears it down.
 */
export async function openCase(scene: Scene) {
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
    const startAt = scene.startAt ?? scene.receivedAt;
    const time = new ScenarioTime(startAt, await env.currentTimeMs());
    const load = (change?: (yaml: string) => string) => loadMovedOffice(db, vault, scene.office, time, change);
    const loaded = await load(scene.change);
    await env.sleep(time.at(startAt) - await env.currentTimeMs());

    const input = await insertIntake(db, vault, loaded.office, scene, time);
    const activities = createActivities({
      db, vault, documents: createDocumentStore(mkdtempSync(join(tmpdir(), 'sigap-documents-')), vault), client: env.client, log: pino({ level: 'silent' }), now: () => env.currentTimeMs(), mailDomain: 'lpse.example',
    });
    const startWorker = async (): Promise<void> => {
      const running = await Worker.create({
        connection: env.nativeConnection, taskQueue, activities, identity: 'worker', shutdownGraceTime: '2s',
        // Nothing is cached: every step replays the case from its beginning, and another worker can take it over at once.
        maxCachedWorkflows: 0,
        workflowBundle: await workflowBundle(join(tmpdir(), 'sigap-bundles')),
      });
      const done = running.run();
      worker = { async stop() { worker = null; running.shutdown(); await done; } };
    };
    if (scene.worker !== false) await startWorker();

    const handle: WorkflowHandle = await env.client.workflow.start(input.identity.sop, {
      workflowId: input.identity.workflowId, taskQueue, args: [input], workflowTaskTimeout: '2s',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: officeAttribute, value: input.identity.office }, { key: sopAttribute, value: input.identity.sop }, { key: stateAttribute, value: 'diterima' },
      ]),
    });
    const reading = readCase(db, input.identity.caseId, time);
    const opened = {
      ...reading, env, db, vault, handle, input, activities, time, end, startWorker, load,
      stopWorker: async () => { await worker?.stop(); },
      settled: () => settled(handle),
      /** Skips to a local time, or an instant; everything due until then has happened. */
      async sleepUntil(moment: string | number): Promise<void> {
        const target = typeof moment === 'string' ? time.at(moment) : moment;
        const wait = target + graceMs - await env.currentTimeMs();
        if (wait < 0) throw new Error(`It is already ${time.local(await env.currentTimeMs())}`);
        await env.sleep(wait);
        await settled(handle, target);
      },
      /** Waits until the server's clock has walked past a local time, without skipping: for moments at which no worker runs. */
      async clockPasses(local: string): Promise<void> {
        while (await env.currentTimeMs() < time.at(local) + graceMs) await new Promise((resolve) => { setTimeout(resolve, 50); });
      },
      async signal(name: string, message: unknown): Promise<void> {
        await handle.signal(name, message);
        await settled(handle);
      },
      /** Loads a changed office file and tells the case, as the command and its workflow do; a stopped worker hears it when it is back. */
      async changeOffice(change: (yaml: string) => string): Promise<void> {
        const { office, version } = await load(change);
        await new MockActivityEnvironment().run(activities.replanOpenCases, { office, version });
        if (worker) await settled(handle);
      },
      /** Every mail was accepted; skips until the workflow has ended. */
      async finish(): Promise<void> {
        await reading.deliverMails();
        await handle.result();
      },
      /** Sends a person's act: the words are stored, the Update carries ids. @returns the state, or the refusal's code */
      async act(name: string, { text, ...click }: Click = {}): Promise<string> {
        const actId = randomUUID();
        const textId = text === undefined ? {} : { textId: await reading.storeText(vault, input.identity.office, text) };
        const message = { actId, by: 'reporter', ...textId, ...click };
        try {
          const { state } = await handle.executeUpdate<{ state: string }, [unknown]>(name, { args: [message], updateId: actId });
          return state;
        } catch (error) {
          if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) return `refused: ${error.cause.type}`;
          if (error instanceof WorkflowNotFoundError) return 'refused: not-found';
          throw error;
        } finally {
          await settled(handle);
        }
      },
    };
    if (scene.worker !== false) await settled(handle);
    return opened;
  } catch (error) {
    await end();
    throw error;
  }
}
