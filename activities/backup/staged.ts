import { join } from 'node:path';
import { sizeAndHash } from './dump.ts';
import { failed } from './failure.ts';
import { filesFile, readManifest } from './manifest.ts';

/**
 * That the staging folder still holds what was taken. Asked once restic has read it: a bit that flipped on that disk in between would have been
 * stored, and read back, as faithfully as the rest.
 * @param taken SHA-256 of the manifest @throws ApplicationFailure dump-incomplete
 */
export async function expectUntouched(folder: string, taken: string): Promise<void> {
  const spoilt = () => { throw failed('dump-incomplete'); };
  const { manifest: { databases, files }, sha256 } = await readManifest(folder).catch(spoilt);
  if (sha256 !== taken) spoilt();
  for (const [name, expected] of [...databases.map((one) => [one.dump, one.sha256] as const), [filesFile, files.sha256] as const]) {
    const found = await sizeAndHash(join(folder, name)).catch(spoilt);
    if (found.sha256 !== expected) spoilt();
  }
}
