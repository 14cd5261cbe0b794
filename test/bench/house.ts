import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import pino from 'pino';
import type { ApiDeps } from '../../api/deps.ts';
import { readConfig } from '../../config.ts';
import type { Config } from '../../config.ts';
import { connect } from '../../db/client.ts';
import { createDocumentStore } from '../../db/document-store.ts';
import { migrate } from '../../db/migrate.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { createVault } from '../../db/vault.ts';
import { type Mailbox, startMailbox } from '../../local/mailbox.ts';
import { freePort } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import { readSettings } from '../../local/settings.ts';
import { startTemporal } from '../../local/temporal.ts';
import { findTemporalCli } from '../../local/temporal-cli.ts';
import { temporalClient } from '../../temporal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BenchHouse {
  url: string;
  deps: ApiDeps;
  config: Config;
  client: Client;
  mailbox: Mailbox;
  sql: ReturnType<typeof connect>['sql'];
  loadOffice(file: string): Promise<void>;
  pids: () => { server: number; worker: number };
  killWorker(): Promise<void>;
  /** `more`: of its environment. */
  startWorker(more?: Record<string, string>): Promise<void>;
  twin: Twin;
  stop(): Promise<void>;
}

export interface Twin {
  start(dueAt: number): Promise<void>;
  opened(): number;
  late(): number[];
  reset(): void;
}

/** A whole Sigap as an office would run it on one machine (durable Postgres, Temporal on a file), and its bare twin on the same engine. */
export async function startBenchHouse(): Promise<BenchHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-bench-'));
  const settings = readSettings();
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), port: await freePort(), password: 'sigap', logFile: join(folder, 'postgres.log') });
  const temporal = await startTemporal({
    cli: await findTemporalCli(settings, console.error), folder: join(folder, 'temporal'), port: await freePort(), logFile: join(folder, 'temporal.log'), environment: settings.environment,
  });
  const mailbox = await startMailbox();
  const port = await freePort();
  const env: Record<string, string> = {
    PATH: settings.environment.PATH ?? '', DATABASE_URL: postgres.url('postgres'), TEMPORAL_ADDRESS: temporal.address, SMTP_URL: mailbox.smtpUrl, MAIL_FROM: 'sigap@lpse.example',
    PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: String(port), SIGAP_DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SIGAP_SECRET: Buffer.alloc(32, 2).toString('base64'), SIGAP_DOCUMENTS_DIR: join(folder, 'documents'), SIGAP_BUNDLE_DIR: join(folder, 'bundle'),
    SIGAP_RATE_LIMIT: '10000000', LOG_LEVEL: 'warn', SIGAP_BACKUP_SECRETS_DIR: join(folder, 'backup-secrets'),
  };
  const config = readConfig(env);
  await migrate(config.DATABASE_URL);
  const connection = connect(config.DATABASE_URL, 20);
  const vault = createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET);
  const client = temporalClient(config);
  const loadOffice = async (file: string) => { await loadOfficeFiles(connection.db, vault, [file]); };
  await loadOffice(join(root, 'offices/kota-salatiga.yaml'));
  const run = (entry: string, more: Record<string, string> = {}): ChildProcess => fork(join(root, entry), { env: { ...env, ...more }, execPath: process.execPath });
  const url = `http://127.0.0.1:${port}`;
  const server = run('server.ts');
  let worker = run('worker.ts');
  const healthy = async () => (await fetch(`${url}/health`).catch(() => undefined))?.ok === true;
  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  for (let tries = 0; !await healthy(); tries += 1) {
    if (tries > 600) throw new Error('Sigap did not become ready');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  const twin = await startTwin(client, temporal.address);
  return {
    url, client, config, mailbox, sql: connection.sql, loadOffice, twin: twin.calls,
    deps: { config, db: connection.db, vault, client, documents: createDocumentStore(config.SIGAP_DOCUMENTS_DIR, vault), log: pino({ level: 'silent' }) },
    pids: () => ({ server: server.pid ?? 0, worker: worker.pid ?? 0 }),
    killWorker: () => end(worker, 'SIGKILL'),
    async startWorker(more = {}) { worker = run('worker.ts', more); },
    async stop() {
      await Promise.all([end(server, 'SIGTERM'), end(worker, 'SIGTERM'), end(twin.child, 'SIGKILL')]);
      await client.connection.close();
      await connection.close();
      await mailbox.stop();
      await temporal.stop();
      await postgres.stop();
    },
  };
}

async function startTwin(client: Client, address: string): Promise<{ child: ChildProcess; calls: Twin }> {
  let opened = 0;
  let late: number[] = [];
  let count = 0;
  const child = fork(join(root, 'test/bench/twin/worker.ts'), [address, 'default', 'twin'], { execPath: process.execPath });
  await new Promise<void>((resolve) => {
    child.on('message', (message: { kind: string; lateMs: number }) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'open') opened += 1;
      else late.push(message.lateMs);
    });
  });
  return {
    child,
    calls: {
      async start(dueAt) { await client.workflow.start('twin', { taskQueue: 'twin', workflowId: `twin-${process.pid}-${count += 1}`, args: [dueAt] }); },
      opened: () => opened,
      late: () => late,
      reset() { opened = 0; late = []; },
    },
  };
}

/** CPU seconds (user and system) and resident MiB of a process, from the kernel. */
export function usage(pid: number): { cpuSeconds: number; rssMiB: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, rssMiB: Number(rss) / 1024 };
}
