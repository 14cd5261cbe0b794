import { chown, mkdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { type Child, startChild } from './child.ts';
import { exists } from './files.ts';
import { logTail } from './log-tail.ts';
import { canHandOver, handOver } from './opened.ts';
import { postgresBinaries, postgresUser, requireAccess, type PostgresBinaries, type PostgresUser } from './postgres-binaries.ts';
import { reachableBinaries } from './postgres-copy.ts';
import { type Say, silent } from './say.ts';

/** The major version of the data folder. */
export const postgresMajor = '15';
const adminUser = 'postgres';
const startTimeoutMs = 30_000;
const leavingTimeoutMs = 10_000;

export interface PostgresOptions {
  /** The data folder; made when missing. */
  folder: string;
  port: number;
  password: string;
  logFile: string;
  recordDir?: string;
  /** `false` gives up a power cut's safety for speed: only for tests. */
  durable?: boolean;
  say?: Say;
}

export interface LocalPostgres {
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<unknown>;
  /** The connection string of a superuser. */
  url(database: string): string;
  /** Fast shutdown: open transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
  /** SIGKILL, as the power would. */
  kill(): Promise<void>;
  /** Starts again after `stop` or `kill`, on the same port and data. */
  restart(): Promise<void>;
}

/**
 * Starts Postgres on loopback; the first time it makes the data folder, completely or not at all.
 * @throws Error with the log's last lines when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const [installed, user] = await Promise.all([postgresBinaries(), postgresUser()]);
  const binaries = await reachableBinaries(installed, user, options.say ?? silent);
  await mkdir(dirname(options.folder), { recursive: true });
  if (!canHandOver) await requireAccess(user, dirname(options.folder));
  if (!(await exists(options.folder))) await initialise(binaries, user, options);
  const start = (): Promise<Child> => startServer(binaries, user, options);
  let child = await start();
  return {
    port: options.port,
    get pid() { return child.pid; },
    get exited() { return child.exited; },
    url: (database) => `postgres://${adminUser}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`,
    stop: async () => void (await child.stop()),
    kill: async () => void (await child.kill()),
    restart: async () => { child = await start(); },
  };
}

async function initialise(binaries: PostgresBinaries, user: PostgresUser, options: PostgresOptions): Promise<void> {
  const staging = `${options.folder}.new`;
  const passwordFile = `${options.folder}.password`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  try {
    for (const path of [staging, passwordFile]) if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
    const child = await handOver(user, [staging, passwordFile], ([data, password], files) => startChild({
      name: 'initdb',
      command: binaries.initdb,
      args: [
        `--pgdata=${data}`, `--username=${adminUser}`, `--pwfile=${password}`, '--auth=scram-sha-256',
        // The C collation is on every machine and sorts the same everywhere.
        '--encoding=UTF8', '--locale=C',
        ...(options.durable === false ? ['--no-sync'] : []),
      ],
      logFile: options.logFile,
      recordDir: options.recordDir,
      files,
      ...user,
    }));
    const { code } = await child.exited;
    if (code !== 0) throw new Error(`Basis data Postgres tidak dapat dibuat. Baris terakhir ${options.logFile}:\n${await logTail(options.logFile)}`);
    await rename(staging, options.folder);
  } finally {
    await unlink(passwordFile);
  }
}

function settingsOf(options: PostgresOptions): Record<string, string> {
  return {
    port: String(options.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    max_wal_size: '1GB',
    wal_compression: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : { fsync: 'on' }),
  };
}

/** The processes of a killed server notice its death one by one, and until the last is gone its data has not been let go. */
async function startServer(binaries: PostgresBinaries, user: PostgresUser, options: PostgresOptions): Promise<Child> {
  for (const until = Date.now() + leavingTimeoutMs; ;) {
    const child = await launch(binaries, user, options);
    try {
      await waitUntilReady(child, options);
      return child;
    } catch (error) {
      const waits = (await logTail(options.logFile, 300)).includes(`[${child.pid}] FATAL:  pre-existing shared memory block`);
      if (!waits || Date.now() > until) throw error;
      await sleep(100);
    }
  }
}

async function launch(binaries: PostgresBinaries, user: PostgresUser, options: PostgresOptions): Promise<Child> {
  const settings = Object.entries(settingsOf(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return handOver(user, [options.folder], ([data], files) => startChild({
    name: 'postgres',
    command: binaries.postgres,
    args: ['-D', data as string, ...settings],
    logFile: options.logFile,
    recordDir: options.recordDir,
    // Fast shutdown; SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    stopTimeoutMs: 20_000,
    files,
    ...user,
  }));
}

async function waitUntilReady(child: Child, options: PostgresOptions): Promise<void> {
  const sql = postgres({ host: '127.0.0.1', port: options.port, user: adminUser, password: options.password, database: 'postgres', max: 1, connect_timeout: 2, backoff: false, onnotice: () => {} });
  let ended = false;
  void child.exited.then(() => { ended = true; });
  try {
    for (const until = Date.now() + startTimeoutMs; ;) {
      const ready = await sql`select 1`.then(() => true, refuseWrongPassword);
      if (ready && !ended) return;
      if (ended || Date.now() > until) {
        throw new Error(`Postgres tidak dapat berjalan. Baris terakhir ${join(options.logFile)}:\n${await logTail(options.logFile)}`);
      }
      await sleep(50);
    }
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function refuseWrongPassword(error: unknown): false {
  if ((error as { code?: string }).code !== '28P01') return false;
  throw new Error('Kata sandi di secrets.json tidak cocok dengan basis data. Kembalikan secrets.json dari cadangan yang sama.');
}
