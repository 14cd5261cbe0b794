import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { missingBackupTools } from './backup-tools.ts';
import type { Child } from './child.ts';
import { prepareDemoStores, writeBackupSecrets } from './demo-backup.ts';
import { type DemoPerson, loadDemoOffices } from './demo.ts';
import { isHealthy, startProcess, waitWhileAlive } from './processes.ts';
import type { Say } from './say.ts';
import type { Settings } from './settings.ts';
import { type Stack, startStack } from './stack.ts';

/** What runs of a whole Sigap, also while it is being started. */
export interface Whole {
  stack?: Stack;
  children: Child[];
}

/**
 * Brings everything up on one machine: the stack, the example offices, what they back up to, worker and server.
 * @param whole gets whatever was started, so that it can be ended after an error or a stop
 * @returns the stack, ready for work
 * @throws Error with a sentence for the operator; the signal's reason when aborted
 */
export async function startWhole(whole: Whole, settings: Settings, say: Say, stopping: AbortSignal): Promise<{ stack: Stack; people: DemoPerson[] }> {
  const stack = await startStack(settings, say);
  whole.stack = stack;
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
    whole.children.push(child);
    await waitWhileAlive(child, isReady, stopping);
  };
  const prepared = missing ? Promise.resolve() : prepareDemoStores(config, folder, say);
  const outcomes = await Promise.allSettled([
    start('worker', () => temporal.workerPolls(config.TEMPORAL_TASK_QUEUE)),
    prepared.then(() => start('server', () => isHealthy(addresses.api))),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return { stack, people };
}
