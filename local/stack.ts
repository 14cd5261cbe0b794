import { type DataFolder, openDataFolder } from './data-folder.ts';
import { ensureDatabase } from './database.ts';
import { type Addresses, addressesOf, environmentOf, type StackEnvironment } from './environment.ts';
import { type Mailbox, startMailbox } from './mailbox.ts';
import { requirePorts } from './ports.ts';
import { type LocalPostgres, startPostgres } from './postgres.ts';
import { type Say, silent } from './say.ts';
import { ensureSecrets, type Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { type LocalTemporal, startTemporal } from './temporal.ts';
import { findTemporalCli } from './temporal-cli.ts';

export interface Stack {
  /** The environment of server and worker. */
  env: StackEnvironment;
  addresses: Addresses;
  secrets: Secrets;
  folder: DataFolder;
  postgres: LocalPostgres;
  temporal: LocalTemporal;
  mailbox: Mailbox;
  /** Temporal, Postgres, mailbox, then the lock; each awaited. */
  stop(): Promise<void>;
  /** The same, by SIGKILL. */
  kill(): Promise<void>;
}

/**
 * Starts Postgres, Temporal and a mailbox on loopback, with everything that must survive in one folder.
 * @throws Error with a sentence for the operator: lock held, folder half-written, port taken, executable not found.
 */
export async function startStack(settings: Settings, say: Say = silent): Promise<Stack> {
  const folder = await openDataFolder(settings.dataDir, say);
  const undo: (() => Promise<unknown>)[] = [() => folder.release()];
  try {
    await requirePorts(settings.ports);
    const secrets = await ensureSecrets(folder.secrets);
    const starts = await Promise.allSettled([
      startLocalPostgres(settings, folder, secrets, say).then((it) => { undo.push(it.stop); return it; }),
      startLocalTemporal(settings, folder, say).then((it) => { undo.push(it.stop); return it; }),
      startMailbox({ smtpPort: settings.ports.smtp, webPort: settings.ports.mailboxWeb, folder: folder.mailbox }).then((it) => { undo.push(it.stop); return it; }),
    ]);
    const [postgres, temporal, mailbox] = allFulfilled(starts);
    const parts = { postgres, temporal, mailbox };
    await ensureDatabase(postgres.url('postgres'), secrets.databasePassword);
    await folder.complete();
    return {
      env: environmentOf(settings.ports, folder, secrets),
      addresses: addressesOf(settings.ports),
      secrets,
      folder,
      ...parts,
      stop: () => end([() => temporal.stop(), () => postgres.stop(), () => mailbox.stop(), () => folder.release()]),
      kill: () => end([() => temporal.kill(), () => postgres.kill(), () => folder.release()]),
    };
  } catch (error) {
    await end(undo.reverse());
    throw error;
  }
}

type Fulfilled<T> = { [K in keyof T]: T[K] extends PromiseSettledResult<infer V> ? V : never };

/** All parts are awaited before the first failure is told, so that each can be stopped. */
function allFulfilled<T extends PromiseSettledResult<unknown>[]>(results: readonly [...T]): Fulfilled<T> {
  const values = results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  return values as Fulfilled<T>;
}

async function end(steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) await step();
}

async function startLocalPostgres(settings: Settings, folder: DataFolder, secrets: Secrets, say: Say): Promise<LocalPostgres> {
  return startPostgres({
    folder: folder.postgres,
    port: settings.ports.postgres,
    password: secrets.postgresPassword,
    logFile: await folder.log('postgres'),
    recordDir: folder.children,
    say,
  });
}

async function startLocalTemporal(settings: Settings, folder: DataFolder, say: Say): Promise<LocalTemporal> {
  return startTemporal({
    cli: await findTemporalCli(settings, say),
    folder: folder.temporal,
    port: settings.ports.temporal,
    uiPort: settings.ports.temporalUi,
    logFile: await folder.log('temporal'),
    recordDir: folder.children,
    environment: settings.environment,
  });
}
