/** What a worker must not do itself: reading hundreds of thousands of files. A process of its own, after the others; its answer is one JSON on standard output. */
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, writeSync } from 'node:fs';
import { setPriority } from 'node:os';
import { hashFile } from './file-hash.ts';
import { folderOf, drawnFolders, patternsFor } from './file-sample.ts';
import type { Sampling } from './file-sample.ts';
import { namedPath, pathOf, readLines } from './file-lines.ts';
import type { FileLine } from './file-lines.ts';
import { filesUnder, gone } from './file-walk.ts';
import type { Found } from './file-walk.ts';
import type { FilesCompared, FilesWritten } from './file-manifest.ts';

function write(target: string, folders: readonly string[]): FilesWritten {
  const [out, sum] = [openSync(target, 'w', 0o600), createHash('sha256')];
  const made = { count: 0, bytes: 0 };
  let waiting: string[] = [];
  const flush = () => {
    const text = Buffer.from(waiting.join(''));
    for (let from = 0; from < text.length;) from += writeSync(out, text, from);
    sum.update(text);
    waiting = [];
  };
  for (const folder of folders) {
    for (const found of filesUnder(Buffer.from(folder))) {
      const line = lineOf(found);
      if (line === null) continue;
      made.count += 1;
      made.bytes += line.size ?? 0;
      if (waiting.push(`${JSON.stringify(line)}\n`) === 1000) flush();
    }
  }
  flush();
  closeSync(out);
  return { ...made, sha256: sum.digest('hex') };
}

function lineOf({ path, type }: Found): FileLine | null {
  if (type !== 'file') return { ...namedPath(path), type };
  const hashed = gone(() => hashFile(path));
  return hashed && { ...namedPath(path), type, ...hashed };
}

function compare(manifest: string, root: string, sampling: Sampling | null): FilesCompared {
  const drawn = sampling && drawnFolders(manifest, sampling);
  const result: FilesCompared = { files: 0, bytes: 0, different: 0, missing: 0, unsteady: 0 };
  for (const line of readLines(manifest)) {
    if (drawn && !drawn.has(folderOf(pathOf(line)))) continue;
    result.files += 1;
    result.bytes += line.size ?? 0;
    const verdict = judge(Buffer.concat([Buffer.from(root), pathOf(line)]), line);
    if (verdict !== 'equal') result[verdict] += 1;
  }
  return result;
}

function judge(path: Buffer, { type, mtimeNs, sha256 }: FileLine): 'equal' | 'different' | 'missing' | 'unsteady' {
  const there = gone(() => lstatSync(path));
  if (!there) return 'missing';
  if (type !== 'file') return (type === 'link') === there.isSymbolicLink() && !there.isFile() ? 'equal' : 'different';
  if (!there.isFile()) return 'different';
  const found = hashFile(path);
  if (found.sha256 === sha256) return 'equal';
  // The backup read it later than the manifest did, and it had been written to by then. Another size alone is damage.
  return found.mtimeNs === mtimeNs ? 'different' : 'unsteady';
}

/** How many of a manifest's files are gone, or are others in the folder where nobody writes any more. */
function vanished(manifest: string, still: string): number {
  const inside = Buffer.from(`${still}/`);
  let count = 0;
  for (const line of readLines(manifest)) {
    const path = pathOf(line);
    const stands = path.subarray(0, inside.length).equals(inside) ? judge(path, line) === 'equal' : gone(() => lstatSync(path));
    if (!stands) count += 1;
  }
  return count;
}

type Job = { do: 'write'; target: string; folders: string[] } | { do: 'compare'; manifest: string; root: string; sampling: Sampling | null } | { do: 'patterns'; manifest: string; sampling: Sampling } | { do: 'vanished'; manifest: string; still: string };

function run(job: Job): FilesWritten | FilesCompared | string[] | number {
  switch (job.do) {
    case 'write': return write(job.target, job.folders);
    case 'compare': return compare(job.manifest, job.root, job.sampling);
    case 'vanished': return vanished(job.manifest, job.still);
    case 'patterns': return patternsFor(job.manifest, job.sampling);
  }
}

try {
  setPriority(10);
  process.stdout.write(JSON.stringify(run(JSON.parse(process.argv[2] ?? '') as Job)));
} catch (error) {
  process.stderr.write((error as Error).message);
  process.exitCode = 1;
}
