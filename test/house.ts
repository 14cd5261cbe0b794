import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { inject } from 'vitest';
import { buildApp } from '../api/app.ts';
import type { ApiDeps } from '../api/deps.ts';
import { startSweeper } from '../api/sweeper.ts';
import { readConfig } from '../config.ts';
import { connect } from '../db/client.ts';
import { createDocumentStore } from '../db/document-store.ts';
import { issueKey, loadOfficeFiles } from '../db/offices.ts';
import { createVault } from '../db/vault.ts';
import { startMailbox } from '../local/mailbox.ts';
import { freePort } from '../local/ports.ts';
import { createDatabase } from './setup/database.ts';
import { createNamespace } from './namespace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const officeFile = (name: string) => join(root, 'offices', `${name}.yaml`);
export const allOffices = ['kota-salatiga', 'kab-tulang-bawang-barat', 'kab-katingan', 'kota-malang', 'kota-contoh'];

export interface HouseOptions {
  /** Files of `offices/` without their ending, or whole paths. */
  offices?: string[];
  /** Another worker entry: one with crash points, say. */
  workerEntry?: string;
  workerEnv?: Record<string, string>;
  startWorker?: boolean;
  /** false: nothing is swept or purged but by the test itself. */
  sweep?: boolean;
  temporalAddress?: string;
  databaseUrl?: string;
  /** For tests in which requests fail on purpose. */
  serverLog?: 'error' | 'silent';
}

export type House = Awaited<ReturnType<typeof startHouse>>;

/**
 * A whole Sigap on real parts, of your own: database, Temporal namespace, mailbox, server in this process, worker in
 * another, so that it can be killed. `stop` ends everything.
 */
export async function startHouse(options: HouseOptions = {}) {
  const databaseUrl = options.databaseUrl ?? (await createDatabase()).url;
  const address = options.temporalAddress ?? inject('temporalAddress');
  // Some stop it and start another there: nobody else is given its port meanwhile.
  const mailbox = await startMailbox({ smtpPort: await freePort() });
  const namespace = await createNamespace(address);
  const env: Record<string, string> = {
    DATABASE_URL: databaseUrl, DATABASE_POOL: '10', TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: mailbox.smtpUrl, MAIL_FROM: 'sigap@lpse.example', PUBLIC_URL: 'http://127.0.0.1:1',
    SIGAP_DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`, SIGAP_SECRET: Buffer.alloc(32, 2).toString('base64'),
    SIGAP_DOCUMENTS_DIR: mkdtempSync(join(tmpdir(), 'sigap-documents-')), SIGAP_BUNDLE_DIR: join(tmpdir(), 'sigap-bundles'),
    SIGAP_RATE_LIMIT: '1000000', LOG_LEVEL: 'error',
  };
  const config = readConfig(env);
  const connection = connect(databaseUrl, 10);
  const vault = createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET);
  await loadOfficeFiles(connection.db, vault, (options.offices ?? allOffices).map((name) => (name.includes('/') ? name : officeFile(name))));
  const client = new Client({ connection: Connection.lazy({ address }), namespace });
  const deps: ApiDeps = { config, db: connection.db, vault, client, documents: createDocumentStore(config.SIGAP_DOCUMENTS_DIR, vault), log: pino({ level: 'silent' }) };
  const app = await buildApp(deps, { logger: { level: options.serverLog ?? 'error' } });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const sweeper = options.sweep === false ? null : startSweeper(deps, 200);
  let worker: ChildProcess | null = null;
  const said: Buffer[] = [];

  const house = {
    url, config, deps, db: connection.db, vault, client, mailbox, env, app,
    /** The log of every worker so far. */
    workerLog: () => Buffer.concat(said).toString(),
    /** Starts the worker and waits until it polls. */
    async startWorker(more: Record<string, string> = {}): Promise<void> {
      worker = spawn(process.execPath, [options.workerEntry ?? join(root, 'worker.ts')], {
        env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, NODE_OPTIONS: process.env.NODE_OPTIONS, ...env, LOG_LEVEL: 'info', ...options.workerEnv, ...more }, stdio: ['ignore', 'pipe', 'inherit'],
      });
      const started = worker;
      await new Promise<void>((resolve, reject) => {
        started.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it polled`)));
        started.stdout?.on('data', (chunk: Buffer) => {
          said.push(chunk);
          if (chunk.includes('worker: polling')) resolve();
        });
      });
    },
    /** SIGKILL, awaited: nothing is flushed, nothing is said. */
    async killWorker(): Promise<void> {
      if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
      const gone = once(worker, 'exit');
      worker.kill('SIGKILL');
      await gone;
    },
    /** Resolves when the worker died by itself, at a crash point. */
    async workerDied(): Promise<void> {
      if (worker && worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    },
    /** An API key for a person of an office. */
    key: (office: string, person: string) => issueKey(connection.db, office, person),
    /** A person that holds the function now, with a key: ready to act on the cases of one SOP. */
    async staff(office: string, fn: string, sop = 'problem'): Promise<Staff> {
      const { officeNow } = await import('../activities/office.ts');
      const person = (await officeNow(connection.db, office)).holders(fn, Date.now())[0];
      if (!person) throw new Error(`Nobody holds ${fn} in ${office}`);
      return staffCalls(url, office, person, await issueKey(connection.db, office, person), sop);
    },
    report: (office: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
      call(url, 'POST', `/api/v1/offices/${office}/problem`, { ...aReport, ...more }, headers),
    call: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => call(url, method, path, body, headers),
    async stop(): Promise<void> {
      await sweeper?.stop();
      await app.close();
      // To end in order takes it two seconds; `local/main.test.ts` has it do so.
      await house.killWorker();
      await mailbox.stop();
      await client.connection.close();
      await connection.close();
    },
  };
  if (options.startWorker !== false) await house.startWorker();
  return house;
}

export const aReport = {
  reporter: { name: 'Sari Penyedia', mail: 'sari@penyedia.example' }, role: 'penyedia', category: 'aplikasi-spse',
  description: 'Tidak dapat mengunggah dokumen penawaran, muncul kesalahan 500.',
};

export interface Answer { status: number; body: any; headers: Headers }

export async function call(url: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method, redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
}

export type Staff = ReturnType<typeof staffCalls>;

export function staffCalls(url: string, office: string, person: string, key: string, sop: string) {
  const authorization = { authorization: `Bearer ${key}` };
  const base = `/api/v1/offices/${office}`;
  return {
    person, key,
    get: (path: string) => call(url, 'GET', `${base}${path}`, undefined, authorization),
    post: (path: string, body: Record<string, unknown>, headers: Record<string, string> = {}) => call(url, 'POST', `${base}${path}`, body, { ...authorization, ...headers }),
    /** The open task of that kind on that case; waits until the workflow has opened it. */
    async task(number: string, kind: string): Promise<{ id: string; claimedBy: string | null; dueAt: string | null }> {
      return until(async () => {
        const { body } = await call(url, 'GET', `${base}/tasks`, undefined, authorization);
        return body.tasks.find((task: { number: string; kind: string }) => task.number === number && task.kind === kind);
      }, `task ${kind} of ${number}`);
    },
    act: (number: string, act: string, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
      call(url, 'POST', `${base}/${sop}/${number}/acts/${act}`, body, { ...authorization, ...headers }),
  };
}

/** Waits for a state instead of sleeping: asks every 25 ms until the answer is truthy. */
export async function until<T>(ask: () => Promise<T | undefined | null | false>, what: string, timeoutMs = 20_000, everyMs = 25): Promise<T> {
  for (const end = Date.now() + timeoutMs; ;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, everyMs); });
  }
}
