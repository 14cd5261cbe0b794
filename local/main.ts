import { once } from 'node:events';
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { missingBackupTools } from './backup-tools.ts';
import type { Child } from './child.ts';
import { prepareDemoStores, writeBackupSecrets } from './demo-backup.ts';
import { loadDemoOffices } from './demo.ts';
import { isHealthy, startProcess, waitWhileAlive } from './processes.ts';
import { readyReport } from './report.ts';
import { readSettings } from './settings.ts';
import { type Stack, startStack } from './stack.ts';
import { stopSignal } from './stop-signals.ts';

/** `npm start`: everything on one machine, until Ctrl-C. */
const say = (line: string): void => console.log(line);
const startedAt = Date.now();
const children: Child[] = [];
let stack: Stack | undefined;

/** @returns the stack, ready for work. Whatever was started before an error or a stop is in `stack` and `children`. */
async function start(stopping: AbortSignal): Promise<Stack> {
  const settings = readSettings();
  say('Sigap memulai Postgres, Temporal, dan kotak surat…');
  stack = await startStack(settings, say);
  const { folder, env, temporal, postgres, addresses, secrets } = stack;
  const config = readConfig(env);
  stopping.throwIfAborted();
  await migrate(config.DATABASE_URL);
  const missing = await missingBackupTools(settings.environment);
  if (missing) say(`Pencadangan tidak berjalan di sini, yang lain berjalan seperti biasa: ${missing}`);
  else await writeBackupSecrets(folder, secrets, postgres.url('postgres'));
  const people = await loadDemoOffices(config, secrets.demoSecret, missing ? undefined : folder);
  stopping.throwIfAborted();
  const start = async (name: 'worker' | 'server', isReady: () => Promise<boolean>): Promise<void> => {
    const child = await startProcess(name, folder, settings.environment, env);
    children.push(child);
    await waitWhileAlive(child, isReady, stopping);
  };
  const prepared = missing ? Promise.resolve() : prepareDemoStores(config, folder, say);
  const [worker, server] = await Promise.allSettled([
    start('worker', () => temporal.workerPolls(config.TEMPORAL_TASK_QUEUE)),
    prepared.then(() => start('server', () => isHealthy(addresses.api))),
  ]);
  for (const outcome of [worker, server]) if (outcome.status === 'rejected') throw outcome.reason;
  say(readyReport(addresses, people, settings.dataDir, Date.now() - startedAt));
  return stack;
}

/** @returns a sentence when something ends that should not. */
async function firstDeath(running: Stack): Promise<string> {
  const { folder, temporal, postgres } = running;
  const watched = [
    ...children,
    { name: 'temporal', exited: temporal.exited, logFile: await folder.log('temporal') },
    { name: 'postgres', exited: postgres.exited, logFile: await folder.log('postgres') },
  ];
  return Promise.race(watched.map(async ({ name, exited, logFile }) => {
    await exited;
    return `${name} berhenti sendiri; semuanya dihentikan. Sebabnya ada di ${logFile}`;
  }));
}

/** Worker first: what it is doing still needs the rest. */
async function stop(): Promise<void> {
  for (const name of ['worker', 'server']) await children.find((child) => child.name === name)?.stop();
  await stack?.stop();
}

async function kill(): Promise<never> {
  say('Dihentikan paksa.');
  await Promise.all(children.map((child) => child.kill()));
  await stack?.kill();
  process.exit(130);
}

const stopping = stopSignal(() => void kill());
try {
  stopping.addEventListener('abort', () => say('Menghentikan Sigap… (Ctrl-C sekali lagi untuk memaksa)'));
  const running = await start(stopping);
  const death = await Promise.race([firstDeath(running), stopping.aborted ? undefined : once(stopping, 'abort').then(() => undefined)]);
  if (death) throw new Error(death);
} catch (error) {
  if (!stopping.aborted) {
    console.error(`Galat: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
await stop();
if (stopping.aborted) say('Sigap berhenti.');
process.exit();
