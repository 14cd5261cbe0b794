import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { pathOf, readLines } from './file-lines.ts';

/** `share` of the files at least, drawn by whole folders in an order that `seed` fixes: restic finds a folder quickly, but looks for each single file among all. */
export interface Sampling { share: number; seed: string }

/** Folders of a manifest that are drawn; latin1 keeps every byte of a path. `leaf`: it has no folder with files below. */
export function drawnFolders(manifest: string, { share, seed }: Sampling): Map<string, { files: number; leaf: boolean }> {
  const folders = new Map<string, { files: number; leaf: boolean }>();
  let files = 0;
  for (const line of readLines(manifest)) {
    const folder = folderOf(pathOf(line));
    const entry = folders.get(folder) ?? { files: 0, leaf: true };
    folders.set(folder, entry);
    entry.files += 1;
    files += 1;
  }
  for (const folder of folders.keys()) {
    for (let above = upper(folder); above !== ''; above = upper(above)) {
      const entry = folders.get(above);
      if (entry) entry.leaf = false;
    }
  }
  const order = [...folders].map(([folder, entry]) => ({ folder, entry, rank: createHash('sha256').update(`${seed}\0${folder}`).digest('hex') })).sort((one, other) => (one.rank < other.rank ? -1 : 1));
  const drawn = new Map<string, { files: number; leaf: boolean }>();
  let missing = Math.ceil(share * files);
  for (const { folder, entry } of order) {
    if (missing <= 0) break;
    drawn.set(folder, entry);
    missing -= entry.files;
  }
  return drawn;
}

const upper = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const folderOf = (path: Buffer): string => upper(path.toString('latin1'));

/** Beyond so many files of a folder with folders below, all that lies below is restored with them. */
const singly = 20;

/** What `restic restore --include` is to bring back for a sample; more than asked does no harm. */
export function patternsFor(manifest: string, sampling: Sampling): string[] {
  const drawn = drawnFolders(manifest, sampling);
  const whole = [...drawn].filter(([, { leaf, files }]) => leaf || files > singly).map(([folder]) => pattern(Buffer.from(folder, 'latin1')));
  const single: string[] = [];
  for (const line of readLines(manifest)) {
    const path = pathOf(line);
    const folder = drawn.get(folderOf(path));
    if (folder && !folder.leaf && folder.files <= singly) single.push(pattern(path));
  }
  return [...whole, ...single];
}

/** The path itself for Go's filepath.Match; bytes that are no UTF-8, which no argument may hold, match anything. */
export function pattern(path: Buffer): string {
  return path.toString('latin1').split('/').map((part) => {
    const bytes = Buffer.from(part, 'latin1');
    return isUtf8(bytes) ? bytes.toString().replace(/[\\*?[]/g, '\\$&') : part.replace(/[\\*?[]/g, '\\$&').replace(/[\x80-\xff]+/g, '*');
  }).join('/');
}
