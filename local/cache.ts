import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { acquireLock } from './lock.ts';

const installTimeoutMs = 30 * 60_000;

/** @returns the folder of that name in the cache, if it was installed completely. */
export async function cached(cacheDir: string, name: string): Promise<string | undefined> {
  const folder = join(cacheDir, name);
  return access(folder).then(() => folder, () => undefined);
}

/**
 * Fills a folder of the cache once. `fill` works in a staging folder that is renamed into place when it succeeds, so
 * that nobody ever sees half an install; two processes at once make one install, the second waits for it.
 * @throws what `fill` throws; the staging folder is removed then.
 */
export async function install(cacheDir: string, name: string, fill: (staging: string) => Promise<void>): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const lock = await acquireLock(join(cacheDir, `${name}.lock`), installTimeoutMs);
  try {
    const done = await cached(cacheDir, name);
    if (done) return done;
    const staging = join(cacheDir, `${name}.new`);
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging);
    try {
      await fill(staging);
      const folder = join(cacheDir, name);
      await rename(staging, folder);
      return folder;
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
}
