import type { Dir, Dirent } from 'node:fs';
import { lstatSync, opendirSync } from 'node:fs';
import type { FileLine } from './file-lines.ts';

export interface Found { path: Buffer; type: FileLine['type'] }

const slash = Buffer.from('/');

/** Everything under a folder that is no folder, one at a time, with names as the disk has them; what vanishes on the way is passed over. */
export function* filesUnder(folder: Buffer): Generator<Found> {
  const folders = [folder];
  for (let at = folders.pop(); at; at = folders.pop()) {
    for (const entry of entriesOf(at)) {
      const path = Buffer.concat([at, slash, entry.name as unknown as Buffer]);
      const kind = kindOf(entry, path);
      if (kind === 'folder') folders.push(path);
      else if (kind !== null) yield { path, type: kind };
    }
  }
}

function* entriesOf(folder: Buffer): Generator<Dirent> {
  const listing = gone(() => opened(folder));
  if (listing === null) return;
  try {
    for (let entry = listing.readSync(); entry; entry = listing.readSync()) yield entry;
  } finally {
    listing.closeSync();
  }
}

function opened(folder: Buffer): Dir {
  try {
    // The types of Node know no Buffers here.
    return opendirSync(folder, { encoding: 'buffer' as BufferEncoding, bufferSize: 256 });
  } catch (error) {
    // It names a file that it cannot open, but no folder.
    throw Object.assign(error as Error, { message: `${(error as Error).message} '${folder.toString()}'` });
  }
}

/** Some file systems do not say in their listing what an entry is. */
function kindOf(entry: Dirent, path: Buffer): FileLine['type'] | 'folder' | null {
  const told = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice();
  const known = told ? entry : gone(() => lstatSync(path));
  if (known === null) return null;
  if (known.isDirectory()) return 'folder';
  if (known.isFile()) return 'file';
  return known.isSymbolicLink() ? 'link' : 'other';
}

/** null: it is not there any more. */
export function gone<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
