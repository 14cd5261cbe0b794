import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareFiles, expectAllThere, writeFileManifest } from './file-manifest.ts';
import { restoreFiles } from './restore-files.ts';
import { restic } from './restic.ts';
import type { Store } from './restic.ts';
import { storePaths } from './store-set.ts';
import { flipBit, office } from './testing/stores.ts';
import { silentWork } from './work.ts';

const work = silentWork();
const root = mkdtempSync(join(tmpdir(), 'sigap-files-'));
const [source, staging] = [join(root, 'sumber'), join(root, 'sementara', office)];
const store: Store = { code: 'repositori', folder: join(root, 'repositori'), passwordFile: join(root, 'sandi'), beside: join(root, 'sementara') };
const manifest = join(staging, 'files.jsonl');
const oddNames = ['baris\nbaru.txt', 'bintang*[a]?\\.txt', '!awal.txt', ' spasi .txt'];
let snapshotId = '';
beforeAll(async () => {
  mkdirSync(staging, { recursive: true });
  writeFileSync(store.passwordFile, 'sandi');
  for (let folder = 0; folder < 20; folder += 1) {
    mkdirSync(join(source, `f${folder}`), { recursive: true });
    for (let file = 0; file < 10; file += 1) writeFileSync(join(source, `f${folder}`, `${file}.txt`), `isi ${folder} ${file}`);
  }
  mkdirSync(join(source, 'aneh [1]*'));
  for (const name of oddNames) writeFileSync(join(source, 'aneh [1]*', name), `isi ${name}`);
  writeFileSync(Buffer.concat([Buffer.from(join(source, 'aneh [1]*/')), Buffer.from([0x66, 0xff, 0xfe])]), 'bukan utf-8');
  symlinkSync('/etc/passwd', join(source, 'tautan'));
  symlinkSync('/tiada', join(source, 'tautan-mati'));
  execFileSync('mkfifo', [join(source, 'pipa')]);
  writeFileSync(join(source, 'besar.bin'), Buffer.alloc(2_500_000, 7));
  await restic(work, store, ['init']);
  await writeFileManifest(work, [source], manifest);
  // Written on after the manifest was made, before restic reads it.
  appendFileSync(join(source, 'f3', '3.txt'), ' lagi');
  snapshotId = await storePaths(work, store, { office, set: crypto.randomUUID(), paths: [staging, source], recorded: new Set() });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const target = () => mkdtempSync(join(root, 'uji-'));

describe('a manifest of files', () => {
  it('names every file once, whatever its name, with links and pipes by their kind only', async () => {
    const lines = readFileSync(manifest, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(200 + oddNames.length + 1 + 3 + 1);
    expect(lines.map(({ path }) => path)).toEqual(expect.arrayContaining(oddNames.map((name) => join(source, 'aneh [1]*', name))));
    expect(lines.filter(({ path64 }) => path64 !== undefined)).toHaveLength(1);
    expect(lines.filter(({ type }) => type !== 'file').map(({ type, sha256 }) => [type, sha256]).toSorted()).toEqual([['link', undefined], ['link', undefined], ['other', undefined]]);
    const large = lines.find(({ path }) => path === join(source, 'besar.bin'));
    expect(large).toMatchObject({ size: 2_500_000, sha256: execFileSync('sha256sum', [join(source, 'besar.bin')], { encoding: 'utf8' }).slice(0, 64) });
  });

  it('says its own hash, and what it counted', async () => {
    const again = join(root, 'lagi.jsonl');
    const made = await writeFileManifest(work, [join(source, 'f0')], again);
    expect(made).toEqual({ count: 10, bytes: 70, sha256: execFileSync('sha256sum', [again], { encoding: 'utf8' }).slice(0, 64) });
  });

  it('fails by a code where a folder is gone or the disk is full', async () => {
    await expect(writeFileManifest(work, [join(root, 'tiada')], join(root, 'x'))).rejects.toMatchObject({ type: 'source-unreadable' });
    await expect(writeFileManifest(work, [source], '/dev/full')).rejects.toMatchObject({ type: 'no-space' });
    const heard: string[] = [];
    const listening = silentWork(undefined, (_who, words) => { heard.push(words); });
    await expect(writeFileManifest(listening, ['/proc/self/mem'], join(root, 'x'))).rejects.toMatchObject({ type: 'source-unreadable' });
    // Which one it was, for the person at the machine.
    expect(heard).toEqual([expect.stringMatching(/^ENOTDIR: .*\/mem'$/)]);
  });
});

describe('a restored copy', () => {
  it('is equal but for the file that was written meanwhile, which is said', async () => {
    const folder = target();
    await restoreFiles(work, { store, snapshotId, target: folder, staging, sampling: null });
    expect(await compareFiles(work, { manifest: join(folder, manifest), root: folder })).toMatchObject({ files: 209, different: 0, missing: 0, unsteady: 1 });
    // And what is done to it afterwards is found.
    const spoilt = join(folder, source, 'f1', '1.txt');
    const { atime, mtime } = statSync(spoilt);
    await flipBit(spoilt);
    utimesSync(spoilt, atime, mtime);
    unlinkSync(join(folder, source, 'f2', '2.txt'));
    unlinkSync(join(folder, source, 'tautan'));
    writeFileSync(join(folder, source, 'tautan'), 'bukan tautan');
    const compared = await compareFiles(work, { manifest, root: folder });
    expect(compared.missing).toBe(1);
    expect(compared.different + compared.unsteady).toBe(3);
  });

  it('of a sample has at least its share and the folder of dumps, the same for the same seed, with any name', async () => {
    const folder = target();
    const drawn = [];
    for (const seed of ['a', 'b', 'c', 'd']) drawn.push(await compareFiles(work, { manifest, root: target(), sampling: { share: 0.1, seed } }));
    expect(drawn.every(({ files, missing }) => files >= 21 && files < 80 && missing === files)).toBe(true);
    await restoreFiles(work, { store, snapshotId, target: folder, staging, sampling: { share: 0.1, seed: 'a' } });
    const compared = await compareFiles(work, { manifest: join(folder, manifest), root: folder, sampling: { share: 0.1, seed: 'a' } });
    expect(compared).toMatchObject({ files: drawn[0]?.files, missing: 0, different: 0 });
  });

  it('can be a sample that holds the names no pattern may take literally', async () => {
    const odd = join(staging, 'aneh.jsonl');
    const folder = target();
    await writeFileManifest(work, [join(source, 'aneh [1]*')], odd);
    const { patternsFor } = await import('./file-sample.ts');
    await restic(work, store, ['restore', snapshotId, '--target', folder, ...patternsFor(odd, { share: 1, seed: 'a' }).map((one) => `--include=${one}`)]);
    expect(await compareFiles(work, { manifest: odd, root: folder })).toMatchObject({ files: 5, missing: 0, different: 0, unsteady: 0 });
  });
});

describe('storing a set', () => {
  it('holds what lies in the staging folder to its manifest, to the last bit; of the folders that people write to only what is gone counts', async () => {
    const [own, listed] = [join(staging, 'sigap'), join(root, 'sigap.jsonl')];
    mkdirSync(own);
    writeFileSync(join(own, 'temporal.db'), 'isi'.repeat(50));
    writeFileSync(join(source, 'f0', 'tulis.txt'), 'isi');
    await writeFileManifest(work, [own, join(source, 'f0')], listed);
    writeFileSync(join(source, 'f0', 'tulis.txt'), 'isi lain');
    await expectAllThere(work, listed, staging);
    await flipBit(join(own, 'temporal.db'));
    await expect(expectAllThere(work, listed, staging)).rejects.toMatchObject({ type: 'source-changed' });
    rmSync(own, { recursive: true });
    rmSync(join(source, 'f0', 'tulis.txt'));
  });

  it('forgets a snapshot that lacks a file which could not be read', async () => {
    const before = new Set([snapshotId]);
    await expect(storePaths(work, store, { office, set: crypto.randomUUID(), paths: [join(source, 'f0'), '/proc/self/mem'], recorded: before })).rejects.toMatchObject({ type: 'source-unreadable' });
    await expect(storePaths(work, store, { office, set: crypto.randomUUID(), paths: [join(root, 'tiada')], recorded: before })).rejects.toMatchObject({ type: 'source-unreadable' });
    expect(execFileSync('ls', [join(store.folder, 'snapshots')], { encoding: 'utf8' }).trim()).toBe(snapshotId);
  });

  it('leaves one snapshot of a set when it is done twice, and stores a linked folder by what lies in it', async () => {
    const set = crypto.randomUUID();
    symlinkSync(join(source, 'f0'), join(root, 'tertaut'));
    const what = { office, set, paths: [join(root, 'tertaut')], recorded: new Set([snapshotId]) };
    const first = await storePaths(work, store, what);
    const second = await storePaths(work, store, what);
    expect(execFileSync('ls', [join(store.folder, 'snapshots')], { encoding: 'utf8' }).trim().split('\n').toSorted()).toEqual([snapshotId, second].toSorted());
    expect(first).not.toBe(second);
    const folder = target();
    await restic(work, store, ['restore', second, '--target', folder]);
    expect(readFileSync(join(folder, source, 'f0', '0.txt'), 'utf8')).toBe('isi 0 0');
  });
});
