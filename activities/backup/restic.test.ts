import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore, repositoryIdOf, restic } from './restic.ts';
import type { Store } from './restic.ts';
import { readWhole } from './read-back.ts';
import { storePaths } from './store-set.ts';
import { office, prepareStore } from './testing/stores.ts';
import type { PreparedStore } from './testing/stores.ts';
import { silentWork } from './work.ts';

let prepared: PreparedStore;
beforeAll(async () => { prepared = await prepareStore(); });
afterAll(() => prepared.end());

const work = silentWork();
const locksOf = ({ folder }: Store) => readdirSync(join(folder, 'locks'));

/** A restic that holds its lock as long as it reads from its standard input. */
async function holder(store: Store, { under = [] }: { under?: string[] } = {}) {
  const [command = '', ...args] = [...under, 'restic', '--repo', store.folder, '--password-file', store.passwordFile, '--no-cache', 'backup', '--stdin'];
  const watching = watch(join(store.folder, 'locks'));
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const _ of watching) if (locksOf(store).some((name) => name.length === 64)) break;
  return { async kill() { child.kill('SIGKILL'); await once(child, 'exit'); }, async finish() { child.stdin.end(); await once(child, 'exit'); } };
}

describe('what restic says, as a code', () => {
  it('tells a wrong password from a missing repository', async () => {
    writeFileSync(join(prepared.root, 'salah'), 'lain');
    await expect(restic(work, { ...prepared.first, passwordFile: join(prepared.root, 'salah') }, ['cat', 'config'], { noLock: true })).rejects.toMatchObject({ type: 'wrong-password', message: 'wrong-password' });
    await expect(repositoryIdOf(work, prepared.storeAt(join(prepared.root, 'tiada')))).rejects.toMatchObject({ type: 'repository-missing' });
    await expect(repositoryIdOf(work, prepared.storeAt(join(prepared.root, 'tiada'), 'media-a'))).rejects.toMatchObject({ type: 'medium-missing' });
  });

  it.runIf(may('--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'))('tells a full repository, and leaves no snapshot there', async () => {
    const store = prepared.copy();
    const large = join(prepared.root, 'besar');
    writeFileSync(large, crypto.getRandomValues(new Uint8Array(60_000)));
    for (let more = 0; more < 40; more += 1) writeFileSync(large, crypto.getRandomValues(new Uint8Array(60_000)), { flag: 'a' });
    const disk = join(prepared.root, 'disk-kecil');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    onTestFinished(() => void execFileSync('umount', [disk]));
    execFileSync('cp', ['-r', `${store.folder}/.`, disk]);
    const full = prepared.storeAt(disk);
    await expect(storePaths(work, full, { office, set: crypto.randomUUID(), paths: [large], recorded: new Set([prepared.snapshotId]) })).rejects.toMatchObject({ type: 'no-space' });
    expect(readdirSync(join(disk, 'snapshots'))).toEqual([prepared.snapshotId]);
  });

  it('says which secret is missing by a code, before restic is asked', async () => {
    const settings = { repository: { folder: prepared.first.folder, password: 'sandi' }, media: [], staging: join(prepared.root, 'samping') };
    const secrets = { path: (name: string) => join(prepared.root, name), read: () => Promise.reject(new Error('secret-missing')) };
    await expect(openStore({ settings, secrets } as never, 'repositori')).rejects.toThrow('secret-missing');
    await expect(openStore({ settings, secrets } as never, 'tak-dikenal')).rejects.toMatchObject({ type: 'not-declared' });
  });
});

describe('locks', () => {
  it('takes over the lock of a run that was killed', async () => {
    const store = prepared.copy();
    const run = await holder(store);
    await run.kill();
    expect(locksOf(store)).toHaveLength(1);
    expect(await readWhole(work, store, prepared.snapshotId)).toBeGreaterThan(0);
    expect(locksOf(store)).toEqual([]);
  });

  it('leaves a live lock of this host alone, and waits for it', async () => {
    const store = prepared.copy();
    const run = await holder(store);
    const before = locksOf(store);
    await expect(readWhole(work, store, prepared.snapshotId)).rejects.toMatchObject({ type: 'repository-locked' });
    expect(locksOf(store)).toEqual(before);
    await run.finish();
    expect(await readWhole(work, store, prepared.snapshotId)).toBeGreaterThan(0);
  });

  it.runIf(may('--uts', 'hostname', 'lain'))('leaves a lock of another host alone, also when no process of its number lives here', async () => {
    const store = prepared.copy();
    const run = await holder(store, { under: ['unshare', '--uts', 'sh', '-c', 'hostname lain-sekali && exec "$@"', 'sh'] });
    await run.kill();
    const before = locksOf(store);
    await expect(readWhole(work, store, prepared.snapshotId)).rejects.toMatchObject({ type: 'repository-locked' });
    expect(locksOf(store)).toEqual(before);
  });

  it.runIf(may('--pid', '--fork', '--mount-proc', 'sh', '-c', 'echo 400 > /proc/sys/kernel/ns_last_pid'))('does not let restic ask by SIGHUP whether a run lives when its number is somebody else\'s by now, as after a restart of a container', async () => {
    const store = prepared.copy();
    const innocent = spawn('sleep', ['600'], { stdio: 'ignore' });
    onTestFinished(() => void innocent.kill('SIGKILL'));
    const numbered = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child', 'sh', '-c', 'echo $0 > /proc/sys/kernel/ns_last_pid; exec 3<&0; "$@" <&3 & wait', String((innocent.pid ?? 0) - 1)];
    const run = await holder(store, { under: numbered });
    await run.kill();
    await expect(readWhole(work, store, prepared.snapshotId)).rejects.toMatchObject({ type: 'repository-locked' });
    expect(innocent.signalCode).toBeNull();
    expect(locksOf(store)).toHaveLength(1);
    // What it would have done.
    const ended = once(innocent, 'exit');
    await restic(work, store, ['unlock'], { noLock: true });
    await ended;
    expect(innocent.signalCode).toBe('SIGHUP');
  });
});

function may(...args: string[]): boolean {
  try {
    execFileSync('unshare', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
