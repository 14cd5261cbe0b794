import { chmod, chown, cp, lstat, mkdir, mkdtemp, readlink, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type PostgresBinaries, postgresUser } from './postgres-binaries.ts';
import { reachableBinaries } from './postgres-copy.ts';
import { silent } from './say.ts';

// Only root starts Postgres as somebody else.
const asRoot = test.runIf(process.getuid?.() === 0);
/** Not TMPDIR: that may be private, and these places must be reachable. */
const publicTemp = '/tmp';

async function folder(parent: string, mode: number): Promise<string> {
  const made = await mkdtemp(join(parent, 'sigap-copy-'));
  await chmod(made, mode);
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** An installed package whose programs are scripts. */
async function installed(mode: number): Promise<PostgresBinaries> {
  const root = await folder(mode === 0o755 ? publicTemp : tmpdir(), mode);
  const [bin, lib] = [join(root, 'native', 'bin'), join(root, 'native', 'lib')];
  for (const path of [join(root, 'native'), bin, lib]) {
    await mkdir(path);
    await chmod(path, 0o755);
  }
  await writeFile(join(root, 'package.json'), '{"version":"15.0.0"}');
  for (const name of ['initdb', 'postgres']) {
    await writeFile(join(bin, name), '#!/bin/sh\n');
    await chmod(join(bin, name), 0o755);
  }
  await writeFile(join(lib, 'libpq.so.5'), 'library', { mode: 0o600 });
  await writeFile(join(lib, 'libpq.a'), 'for builders');
  await symlink('libpq.so.5', join(lib, 'libpq.so'));
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

asRoot('binaries that the user can run are used where they are', async () => {
  const binaries = await installed(0o755);
  expect(await reachableBinaries(binaries, await postgresUser(), silent, [])).toEqual(binaries);
});

test('without another user nothing is asked', async () => {
  const binaries = { initdb: '/nowhere/initdb', postgres: '/nowhere/postgres' };
  expect(await reachableBinaries(binaries, {}, silent, [])).toEqual(binaries);
});

asRoot('binaries in a private folder are copied once, readable and whole, and that is said', async () => {
  const [binaries, user, place] = [await installed(0o700), await postgresUser(), join(await folder(publicTemp, 0o755), 'copies')];
  const lines: string[] = [];
  const found = await reachableBinaries(binaries, user, (line) => lines.push(line), [place]);
  expect(lines).toEqual([expect.stringContaining(`salinannya di ${place}`)]);
  const native = join(place, `15.0.0-${process.platform}-${process.arch}`);
  expect(found).toEqual({ initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') });
  const library = join(native, 'lib', 'libpq.so.5');
  expect((await stat(library)).mode & 0o777).toBe(0o755);
  expect(await readlink(join(native, 'lib', 'libpq.so'))).toBe('libpq.so.5');
  await expect(lstat(join(native, 'lib', 'libpq.a'))).rejects.toThrow('ENOENT');

  const { ino } = await stat(library);
  await reachableBinaries(binaries, user, silent, [place]);
  expect((await stat(library)).ino).toBe(ino);
  await truncate(library, 1);
  await reachableBinaries(binaries, user, silent, [place]);
  expect((await stat(library)).size).toBe('library'.length);
});

asRoot('a place that somebody else could fill is passed over', async () => {
  const [binaries, user, above] = [await installed(0o700), await postgresUser(), await folder(publicTemp, 0o755)];
  const [foreign, open, link, good] = ['foreign', 'open', 'link', 'good'].map((name) => join(above, name)) as [string, string, string, string];
  for (const place of [foreign, open]) {
    await mkdir(place);
    await cp(join(binaries.postgres, '..', '..'), join(place, `15.0.0-${process.platform}-${process.arch}`), { recursive: true });
  }
  await chown(foreign, user.uid as number, user.gid as number);
  await chmod(open, 0o777);
  await symlink(foreign, link);
  const found = await reachableBinaries(binaries, user, silent, [foreign, open, link, good]);
  expect(found.postgres.startsWith(good)).toBe(true);
  await expect(reachableBinaries(binaries, user, silent, [foreign, open, link])).rejects.toThrow(/di luar folder pribadi root, atau jalankan sebagai pengguna biasa\.\n.*foreign.*bukan folder milik root saja/);
});
