import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import { exists, readJson, writeWhole } from './files.ts';
import { logTail } from './log-tail.ts';
import { runTool } from './run-tool.ts';
import type { Environment } from './settings.ts';
import type { TemporalCli } from './temporal-cli.ts';

export const namespace = 'default';
const retention = '90d';
const startTimeoutMs = 30_000;

/** What the Temporal UI can be searched by; ids and codes only. */
export const searchAttributes = {
  SigapOffice: 'Keyword',
  SigapSop: 'Keyword',
  SigapState: 'Keyword',
  SigapDueAt: 'Datetime',
  SigapLateSeconds: 'Int',
} as const;

export interface TemporalOptions {
  cli: TemporalCli;
  /** Keeps the history here; without it everything is gone at the end. */
  folder?: string;
  port: number;
  /** Without it there is no UI. */
  uiPort?: number;
  logFile: string;
  recordDir?: string;
  environment: Environment;
}

export interface LocalTemporal {
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly pid: number;
  readonly exited: Promise<unknown>;
  /** Whether a worker waits for work on that queue. */
  workerPolls(taskQueue: string): Promise<boolean>;
  /** Needs up to 3.5 s. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Starts again after `stop` or `kill`, on the same ports; keeps what the folder holds. */
  restart(): Promise<void>;
}

/**
 * Starts the development server on loopback and applies namespace and search attributes, each time: on an existing
 * data file the flags of the start are ignored.
 * @throws Error with the log's last lines when it does not come up.
 */
export async function startTemporal(options: TemporalOptions): Promise<LocalTemporal> {
  if (options.folder) await prepareFolder(options.folder, options.cli);
  const address = `127.0.0.1:${options.port}`;
  const start = async (): Promise<Child> => {
    const child = await startServer(options);
    await waitUntilReady(child, options);
    return child;
  };
  let child = await start();
  return {
    address,
    uiUrl: options.uiPort === undefined ? undefined : `http://127.0.0.1:${options.uiPort}`,
    get pid() { return child.pid; },
    get exited() { return child.exited; },
    workerPolls: async (taskQueue) => {
      // The newer mode answers from a cache that is up to five seconds old.
      const args = ['task-queue', 'describe', '--legacy-mode', '--task-queue', taskQueue, '--output', 'json'];
      return /"identity"/i.test(await runCli(options, args));
    },
    stop: async () => void (await child.stop()),
    kill: async () => void (await child.kill()),
    restart: async () => { child = await start(); },
  };
}

export const dataFile = (folder: string): string => join(folder, 'temporal.db');
export const versionFile = (folder: string): string => join(folder, 'version.json');

/**
 * The data file has no migrations, so the version that made it is written beside it.
 * @throws Error with the cure when another version, or nobody knows which, made the file.
 */
async function prepareFolder(folder: string, cli: TemporalCli): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (await exists(dataFile(folder))) {
    const { server } = ((await readJson(versionFile(folder)).catch(() => undefined)) ?? {}) as { server?: string };
    if (server === cli.serverVersion) return;
    throw new Error(`Data Temporal di ${folder} dibuat oleh server ${server ?? 'yang tidak tercatat'}, sedangkan ${cli.path} memuat server ${cli.serverVersion}. Pakai program temporal dengan versi yang sama (TEMPORAL_CLI), atau pilih folder data baru (SIGAP_DATA).`);
  }
  await writeWhole(versionFile(folder), JSON.stringify({ server: cli.serverVersion }));
}

function startServer(options: TemporalOptions): Promise<Child> {
  const store = options.folder
    ? ['--db-filename', dataFile(options.folder), '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL']
    : [];
  const ui = options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)];
  return startChild({
    name: 'temporal',
    command: options.cli.path,
    args: ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port), '--namespace', namespace, '--log-level', 'warn', ...ui, ...store],
    env: withoutTemporal(options.environment),
    logFile: options.logFile,
    recordDir: options.recordDir,
    stopTimeoutMs: 15_000,
  });
}

/** An operator's own TEMPORAL_* settings, for a cluster say, must not reach the local server. */
function withoutTemporal(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

function runCli(options: TemporalOptions, args: string[]): Promise<string> {
  const target = ['--address', `127.0.0.1:${options.port}`, '--namespace', namespace];
  return runTool(options.cli.path, [...args, ...target], { env: withoutTemporal(options.environment), timeoutMs: 15_000 });
}

async function waitUntilReady(child: Child, options: TemporalOptions): Promise<void> {
  let ended = false;
  void child.exited.then(() => { ended = true; });
  const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => ['--name', name, '--type', type]);
  for (const until = Date.now() + startTimeoutMs; ;) {
    try {
      if (ended) throw new Error('it ended');
      await runCli(options, ['operator', 'namespace', 'update', '--retention', retention]);
      await runCli(options, ['operator', 'search-attribute', 'create', ...attributes]);
      return;
    } catch (error) {
      if (ended || Date.now() > until) {
        await child.kill();
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`Temporal tidak dapat berjalan (${reason}). Baris terakhir ${options.logFile}:\n${await logTail(options.logFile)}`, { cause: error });
      }
      await sleep(100);
    }
  }
}
