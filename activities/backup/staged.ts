import { join } from 'node:path';
import { sizeAndHash } from './dump.ts';
import { failed } from './failure.ts';
import { expectAllThere } from './file-manifest.ts';
import { filesFile, readManifest } from './manifest.ts';
import { together } from './together.ts';
import type { Work } from './work.ts';

/**
 * That the staging folder still holds what was taken, and the sources every file that it names. Asked once restic has read them: a bit that
 * flipped on that disk in between would have been stored, and read back, as faithfully as the rest.
 * @param taken SHA-256 of the manifest @throws ApplicationFailure dump-incomplete: the staging folder is spoilt; source-changed: a file went
 */
export async function expectUntouched(work: Work, folder: string, taken: string): Promise<void> {
  const { manifest: { databases, files }, sha256 } = await readManifest(folder).catch(() => { throw failed('dump-incomplete'); });
  if (sha256 !== taken) throw failed('dump-incomplete');
  // First the list, or a bit in it would look like a file that went.
  await expectSame(join(folder, filesFile), files.sha256);
  await together(work, [
    async () => { for (const one of databases) await expectSame(join(folder, one.dump), one.sha256); },
    (shared) => expectAllThere(shared, join(folder, filesFile), folder),
  ]);
}

async function expectSame(file: string, sha256: string): Promise<void> {
  const found = await sizeAndHash(file).catch(() => null);
  if (found?.sha256 !== sha256) throw failed('dump-incomplete');
}
