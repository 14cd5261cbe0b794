import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/setup/folder.ts';
import { acquireLock, Locked } from './lock.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';

async function deadProcess(): Promise<ProcessIdentity> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  await once(child, 'spawn');
  const identity = (await identify(child.pid as number)) as ProcessIdentity;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity;
}

test('one holder at a time, and a released lock is free', async () => {
  const file = join(await temporaryFolder(), 'lock');
  const first = await acquireLock(file);
  await expect(acquireLock(file)).rejects.toThrow(Locked);
  await expect(acquireLock(file)).rejects.toMatchObject({ pid: process.pid });
  await first.release();
  const second = await acquireLock(file);
  expect(second.tookOver).toBe(false);
  await second.release();
});

test('the lock of a dead process is taken over', async () => {
  const file = join(await temporaryFolder(), 'lock');
  await writeFile(file, JSON.stringify(await deadProcess()));
  expect((await acquireLock(file)).tookOver).toBe(true);
});

test('a later process with the same number does not count as the holder', async () => {
  const file = join(await temporaryFolder(), 'lock');
  const mine = (await identify(process.pid)) as ProcessIdentity;
  await writeFile(file, JSON.stringify({ ...mine, startedAt: 'another start' }));
  expect((await acquireLock(file)).tookOver).toBe(true);
});

test('half a lock file is no lock', async () => {
  const file = join(await temporaryFolder(), 'lock');
  await writeFile(file, '{"pid":');
  expect((await acquireLock(file)).tookOver).toBe(true);
});

test('of many who find a dead lock exactly one takes it over, and nothing is left lying about', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'lock');
  await writeFile(file, JSON.stringify(await deadProcess()));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(file)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['lock']);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
});

test('a waiting process gets the lock when it is released', async () => {
  const file = join(await temporaryFolder(), 'lock');
  const first = await acquireLock(file);
  const second = acquireLock(file, 5000);
  await first.release();
  await (await second).release();
});
