import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stopOrphans } from '../child.ts';
import { dataPaths } from '../data-folder.ts';
import { acquireLock, Locked } from '../lock.ts';

export interface Target {
  /** Beside the data folder, on the same disk: everything is made here. */
  draft: string;
  /** The draft becomes the data folder, in one move. */
  finish(): Promise<void>;
  /** Deletes what is left of the draft. */
  release(): Promise<void>;
}

/**
 * Takes a data folder that is not there yet, or empty. What an earlier restore left half-done is cleared away.
 * @throws Error with one sentence when the folder holds anything, a stack runs in it, or another restore is at it
 */
export async function takeTarget(to: string): Promise<Target> {
  await requireEmpty(to);
  await mkdir(dirname(to), { recursive: true });
  const draft = `${to}.pulih`;
  const lock = await acquireLock(`${draft}.lock`).catch((error: unknown) => {
    if (error instanceof Locked) throw new Error(`Pemulihan lain ke ${to} sedang berjalan (proses ${error.pid}). Tunggu sampai selesai.`);
    throw error;
  });
  const clear = async () => {
    await stopOrphans(dataPaths(draft).children);
    await rm(draft, { recursive: true, force: true });
  };
  try {
    await clear();
    await mkdir(draft, { mode: 0o711 });
  } catch (error) {
    await lock.release();
    throw error;
  }
  return {
    draft,
    async finish() {
      await requireEmpty(to);
      await rename(draft, to);
    },
    async release() {
      await clear();
      await lock.release();
    },
  };
}

async function requireEmpty(to: string): Promise<void> {
  const held = await readdir(to).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new Error(`${to} bukan folder yang dapat dibaca (${error.code}).`);
  });
  if (held.length === 0) return;
  if (held.includes('lock') && await isHeld(join(to, 'lock'))) throw new Error(`Sigap sedang berjalan dengan folder data ${to}. Pemulihan hanya ke folder kosong: sebut folder lain dengan --to.`);
  throw new Error(`Folder ${to} sudah berisi; pemulihan tidak menimpa apa pun. Sebut folder lain dengan --to, atau pindahkan yang lama dahulu.`);
}

async function isHeld(file: string): Promise<boolean> {
  try {
    await (await acquireLock(file)).release();
    return false;
  } catch {
    return true;
  }
}
