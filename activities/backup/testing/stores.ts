import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restic } from '../restic.ts';
import type { Store } from '../restic.ts';
import { storePaths } from '../store-set.ts';
import { silentWork } from '../work.ts';

export const office = 'contoh';

/** One small repository with one stored set, made once for a file of tests (each restic command costs a second); every test takes a copy. */
export async function prepareStore() {
  const root = mkdtempSync(join(tmpdir(), 'sigap-restic-'));
  const source = join(root, 'sumber');
  mkdirSync(source);
  writeFileSync(join(root, 'sandi'), 'sandi-uji');
  for (const name of ['a', 'b', 'c']) writeFileSync(join(source, `${name}.txt`), name.repeat(3000));
  // Random bytes, so that they are neither packed small nor found twice.
  writeFileSync(join(source, 'acak.bin'), crypto.getRandomValues(new Uint8Array(60_000)));
  const storeAt = (folder: string, code = 'repositori'): Store => ({ code, folder, passwordFile: join(root, 'sandi'), beside: join(root, 'samping') });
  const first = storeAt(join(root, 'repositori'));
  mkdirSync(first.beside);
  await restic(silentWork(), first, ['init']);
  const set = randomUUID();
  const snapshotId = await storePaths(silentWork(), first, { office, set, paths: [source], recorded: new Set() });
  let count = 0;
  return {
    root, source, first, set, snapshotId, storeAt,
    copy(code?: string): Store {
      const folder = join(root, `salinan-${count += 1}`);
      cpSync(first.folder, folder, { recursive: true });
      return storeAt(folder, code);
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type PreparedStore = Awaited<ReturnType<typeof prepareStore>>;

export async function flipBit(file: string, at?: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const position = at ?? Math.floor(size / 2);
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, position);
    await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, position);
  } finally {
    await handle.close();
  }
}

/** Whole paths of the files of one kind: 'data', 'index', 'snapshots', 'keys'. */
export async function filesOf({ folder }: Store, kind: string): Promise<string[]> {
  return (await readdir(join(folder, kind), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
