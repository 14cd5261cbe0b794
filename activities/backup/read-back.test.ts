import { truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWhole } from './read-back.ts';
import { snapshotsIn } from './restic.ts';
import { storePaths } from './store-set.ts';
import { filesOf, flipBit, office, prepareStore } from './testing/stores.ts';
import type { PreparedStore } from './testing/stores.ts';
import { silentWork } from './work.ts';

let prepared: PreparedStore;
beforeAll(async () => { prepared = await prepareStore(); });
afterAll(() => prepared.end());

const work = silentWork();

describe('reading a copy back', () => {
  it('reads every pack, from the disk and not from memory, and says how many bytes that were', async () => {
    const store = prepared.copy();
    const packs = await filesOf(store, 'data');
    execFileSync('sync', packs);
    const sizes = execFileSync('stat', ['-c', '%s', ...packs], { encoding: 'utf8' }).trim().split('\n').map(Number);
    expect(await readWhole(work, store, prepared.snapshotId)).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  it('finds a flipped bit in every file that a restore needs: each pack, index, snapshot, key and the config', { timeout: 60_000 }, async () => {
    const kinds = await Promise.all(['data', 'index', 'snapshots', 'keys'].map((kind) => filesOf(prepared.first, kind)));
    const files = [...kinds.flat(), join(prepared.first.folder, 'config')].map((file) => file.slice(prepared.first.folder.length));
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const file of files) {
      const store = prepared.copy();
      await flipBit(store.folder + file);
      await expect(readWhole(work, store, prepared.snapshotId), file).rejects.toMatchObject({ type: 'copy-damaged' });
    }
  });

  it('finds a truncated pack, and one that is gone', async () => {
    const [truncated, lost] = [prepared.copy(), prepared.copy()];
    const pack = (await filesOf(truncated, 'data'))[0] ?? '';
    truncateSync(pack, 100);
    unlinkSync(pack.replace(truncated.folder, lost.folder));
    await expect(readWhole(work, truncated, prepared.snapshotId)).rejects.toMatchObject({ type: 'copy-damaged' });
    await expect(readWhole(work, lost, prepared.snapshotId)).rejects.toMatchObject({ type: 'copy-damaged' });
  });

  it('says that the copy is missing when a sound store does not have the snapshot', async () => {
    const store = prepared.copy();
    unlinkSync(join(store.folder, 'snapshots', prepared.snapshotId));
    await expect(readWhole(work, store, prepared.snapshotId)).rejects.toMatchObject({ type: 'copy-missing' });
  });

  it('finds a second key that rots, though its own opens the store', async () => {
    const store = prepared.copy();
    const [key = ''] = await filesOf(store, 'keys');
    writeFileSync(join(store.folder, 'keys', basename(key).replace(/^./, (digit) => (digit === '0' ? '1' : '0'))), 'bukan kunci');
    await expect(readWhole(work, store, prepared.snapshotId)).rejects.toMatchObject({ type: 'copy-damaged' });
  });

  it('passes over what a killed restic left unfinished: a key or a snapshot that never got its name', async () => {
    const store = prepared.copy();
    for (const kind of ['keys', 'snapshots']) writeFileSync(join(store.folder, kind, `${'ab'.repeat(32)}-tmp-2420886544`), 'setengah');
    expect(await readWhole(work, store, prepared.snapshotId)).toBeGreaterThan(0);
    expect(await snapshotsIn(store)).toEqual([prepared.snapshotId]);
  });

  it('finds a set whose second snapshot shares packs with a first that is damaged', async () => {
    const store = prepared.copy();
    const second = await storePaths(work, store, { office, set: crypto.randomUUID(), paths: [prepared.source], recorded: new Set([prepared.snapshotId]) });
    for (const pack of await filesOf(prepared.first, 'data')) await flipBit(pack.replace(prepared.first.folder, store.folder), 50);
    await expect(readWhole(work, store, second)).rejects.toMatchObject({ type: 'copy-damaged' });
  });
});
