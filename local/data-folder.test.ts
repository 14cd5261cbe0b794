import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../test/setup/folder.ts';
import { startChild } from './child.ts';
import { openDataFolder } from './data-folder.ts';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';
import { silent } from './say.ts';
import { ensureSecrets } from './secrets.ts';

let root: string;

beforeEach(async () => {
  root = join(await temporaryFolder(), 'data');
  const folder = await openDataFolder(root, silent);
  await ensureSecrets(folder.secrets);
  await mkdir(join(folder.postgres, 'global'), { recursive: true });
  await writeFile(join(folder.postgres, 'PG_VERSION'), '15\n');
  await writeFile(join(folder.postgres, 'global', 'pg_control'), '');
  await writeFile(join(folder.temporal, 'temporal.db'), '');
  await folder.complete();
  await folder.release();
});

const open = () => openDataFolder(root, silent);

test('a complete folder opens again', async () => {
  await (await open()).release();
});

test('while one runs, a second start is told who and what to do', async () => {
  const folder = await open();
  await expect(open()).rejects.toThrow(new RegExp(`sudah berjalan .*proses ${process.pid}.*SIGAP_DATA`));
  await folder.release();
});

test.each([
  ['secrets.json', /secrets\.json hilang/],
  ['postgres', /postgres hilang/],
  ['temporal/temporal.db', /temporal hilang/],
  ['postgres/PG_VERSION', /Postgres setengah jadi/],
  ['postgres/global/pg_control', /Postgres setengah jadi/],
])('without %s the folder is refused with a cure, and the lock is free again', async (part, reason) => {
  await rm(join(root, part), { recursive: true });
  await expect(open()).rejects.toThrow(reason);
  await expect(open()).rejects.toThrow(/Kembalikan dari cadangan/);
});

test('a folder of another Postgres or another Sigap is refused', async () => {
  await writeFile(join(root, 'postgres', 'PG_VERSION'), '14\n');
  await expect(open()).rejects.toThrow(/Postgres 14, sedangkan Sigap memakai Postgres 15/);
  await writeFile(join(root, 'format.json'), '{"format":2}');
  await expect(open()).rejects.toThrow(/versi Sigap yang lain/);
});

test('an interrupted first start is continued, and said so', async () => {
  await Promise.all(['format.json', 'postgres'].map((part) => rm(join(root, part), { recursive: true })));
  const lines: string[] = [];
  await (await openDataFolder(root, (line) => lines.push(line))).release();
  expect(lines).toEqual(['Pemasangan pertama sebelumnya terputus; dilanjutkan.']);
});

test('a child that a crash left behind is ended before anything starts', async () => {
  const child = await startChild({
    name: 'temporal', command: process.execPath, args: ['-e', 'setTimeout(() => {}, 60_000)'],
    logFile: join(root, 'logs', 'child.log'), recordDir: join(root, 'children'),
  });
  const lines: string[] = [];
  const folder = await openDataFolder(root, (line) => lines.push(line));
  expect(lines).toEqual(['Sisa dari jalan sebelumnya yang terputus dihentikan: temporal.']);
  expect(await child.exited).toEqual({ code: null, signal: 'SIGTERM' });
  await folder.release();
});

test('another process that was given the number of a dead child is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  await once(stranger, 'spawn');
  const identity = (await identify(stranger.pid as number)) as ProcessIdentity;
  await writeFile(join(root, 'children', 'worker.json'), JSON.stringify({ pid: identity.pid, startedAt: 'before', stopSignal: 'SIGTERM' }));
  await (await open()).release();
  expect(await isRunning(identity)).toBe(true);
  stranger.kill('SIGKILL');
});
