import { randomUUID } from 'node:crypto';
import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { officeAttribute, sopAttribute, stateAttribute } from '../kernel/search-attributes.ts';
import { endServer, taskQueue } from './environment.ts';
import { insertIntake, type Arrival } from './intake.ts';
import { loadMovedOffice } from './moved-office.ts';
import { keepPlayed } from './played.ts';
import { readCase } from './reading.ts';
import { ScenarioTime } from './scenario-time.ts';
import { isSettling, settled } from './settled.ts';
import { openStage, type Stage } from './stage.ts';

/** The server fires a timer some milliseconds after its instant. */
const graceMs = 250;
/** From the choice of a scene's week to its start: its office is loaded and its worker started by then, on a slow machine too. */
const headStartMs = 60_000;

export interface Scene extends Arrival {
  /** A file of `offices/` without its ending. */
  office: string;
  /** Local time at which the office opens its case; the receipt when left out. */
  startAt?: string;
  /** Changes the office file before it is loaded. */
  change?: (yaml: string) => string;
  /** The test stops the worker in the middle, minutes before what it must not live to see; the skipping server would wait for the cache of the dead one. */
  workerStops?: boolean;
  /** Where a test needs the scene's time before it opens: `sceneTime`. */
  time?: ScenarioTime;
}

export interface Click { by?: string; taskId?: string; text?: string; [more: string]: unknown }

export type Case = Awaited<ReturnType<typeof openCase>>;

export async function sceneTime({ env }: Pick<Stage, 'env'>, startAt: string): Promise<ScenarioTime> {
  return new ScenarioTime(startAt, await env.currentTimeMs() + headStartMs);
}

/**
 * One open case on the file's time-skipping server with the real workflow, activities and Postgres; mails stay in the ledger.
 * It has a database of its own unless it is played on a `shared` stage. `end` clears the server for the next case.
 */
export async function openCase(scene: Scene, shared?: Stage) {
  const stage = shared ?? await openStage();
  const { env, db, vault, activities } = stage;
  let clear = async (): Promise<void> => undefined;
  const end = async (): Promise<void> => {
    try {
      await clear();
    } catch (error) {
      await endServer();
      throw error;
    } finally {
      if (!shared) await stage.end();
    }
  };
  try {
    const startAt = scene.startAt ?? scene.receivedAt;
    const time = scene.time ?? await sceneTime(stage, startAt);
    const load = (change?: (yaml: string) => string) => loadMovedOffice(db, vault, scene.office, time, change);
    const loaded = await load(scene.change);
    const input = await insertIntake(db, vault, loaded.office, scene, time);
    await stage.startWorker(!scene.workerStops);
    // The last thing before the case opens: what takes its time would open it late.
    await env.sleep(time.at(startAt) - await env.currentTimeMs());

    const handle: WorkflowHandle = await env.client.workflow.start(input.identity.sop, {
      workflowId: input.identity.workflowId, taskQueue, args: [input], workflowTaskTimeout: '2s',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: officeAttribute, value: input.identity.office }, { key: sopAttribute, value: input.identity.sop }, { key: stateAttribute, value: 'diterima' },
      ]),
    });
    const reading = readCase(db, input.identity.caseId, time);
    // A server whose workflow is terminated over a running activity skips no more time: what waits for its mails must get them.
    clear = async () => {
      if (!stage.isAtWork()) await stage.startWorker();
      await settled(handle);
      while (await isSettling(handle)) {
        await reading.deliverMails();
        await env.sleep('1 minute');
        await settled(handle);
      }
      await keepPlayed(handle);
      await handle.terminate().catch((error: unknown) => { if (!(error instanceof WorkflowNotFoundError)) throw error; });
    };
    const opened = {
      ...reading, ...stage, handle, input, time, end, load,
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
        if (stage.isAtWork()) await settled(handle);
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
    await settled(handle);
    return opened;
  } catch (error) {
    await end();
    throw error;
  }
}
