import { realpath } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.ts';
import { failed } from './failure.ts';
import type { Sampling } from './file-sample.ts';
import type { BackupFailure } from './types.ts';
import type { Work } from './work.ts';

/** `count`: lines, links and special files too. `bytes`: of the files. `sha256`: of the manifest itself. */
export interface FilesWritten { count: number; bytes: number; sha256: string }

/** `unsteady`: its mtime is not that of the manifest, so it was being written to while the backup read it. */
export interface FilesCompared { files: number; bytes: number; different: number; missing: number; unsteady: number }

const script = fileURLToPath(new URL('./file-child.ts', import.meta.url));

async function inChild<T>(work: Work, job: object, otherwise: BackupFailure): Promise<T> {
  const { code, stdout, stderr } = await runChild(work, process.execPath, [script, JSON.stringify(job)]);
  if (code !== 0) throw failed(stderr.startsWith('ENOSPC') ? 'no-space' : otherwise);
  return JSON.parse(stdout) as T;
}

/** One line of JSON for each file under the folders (`FileLine`), written to `target`. @throws source-unreadable, no-space */
export async function writeFileManifest(work: Work, folders: readonly string[], target: string): Promise<FilesWritten> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => { throw failed('source-unreadable'); })));
  return inChild(work, { do: 'write', target, folders: real }, 'source-unreadable');
}

/** `root`: the folder that a snapshot was restored into. @throws restore-failed: a restored file cannot be read */
export const compareFiles = (work: Work, { manifest, root, sampling = null }: { manifest: string; root: string; sampling?: Sampling | null }): Promise<FilesCompared> =>
  inChild(work, { do: 'compare', manifest, root, sampling }, 'restore-failed');

/** What to include in a restore for this sample. */
export const patternsOfSample = (work: Work, manifest: string, sampling: Sampling): Promise<string[]> => inChild(work, { do: 'patterns', manifest, sampling }, 'restore-failed');

/** That everything the manifest names still stands, and is the same in the staging folder: what went between it and the backup no drill could find. @throws source-changed */
export async function expectAllThere(work: Work, manifest: string, staging: string): Promise<void> {
  if (await inChild<number>(work, { do: 'vanished', manifest, still: await realpath(staging) }, 'source-changed') > 0) throw failed('source-changed');
}
