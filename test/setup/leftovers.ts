import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOrphans } from '../../local/child.ts';
import { readJson } from '../../local/files.ts';
import { identify, isRunning, type ProcessIdentity } from '../../local/process-identity.ts';

export const folderPrefix = 'sigap-test-';
const ownerFile = 'owner.json';
const keptEvidence = 3;

/** Where a run records its servers. */
export const recordDir = (folder: string): string => join(folder, 'children');

/** Marks a run's folder as ours, for as long as this process lives. */
export async function own(folder: string): Promise<void> {
  await writeFile(join(folder, ownerFile), JSON.stringify(await identify(process.pid)));
}

/** Leaves the folder for a person to look at. */
export async function disown(folder: string): Promise<void> {
  await rm(join(folder, ownerFile), { force: true });
}

/** Ends the servers of runs that were killed before they could, and keeps the evidence of the last few failed runs only. */
export async function removeLeftovers(): Promise<void> {
  const evidence: { folder: string; at: number }[] = [];
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const owner = await readJson(join(folder, ownerFile)).catch(() => undefined) as ProcessIdentity | undefined;
    if (!owner) evidence.push({ folder, at: await stat(folder).then((it) => it.mtimeMs, () => 0) });
    else if (!(await isRunning(owner))) await remove(folder);
  }
  evidence.sort((a, b) => b.at - a.at);
  for (const { folder } of evidence.slice(keptEvidence)) await remove(folder);
}

async function remove(folder: string): Promise<void> {
  await stopOrphans(recordDir(folder));
  await rm(folder, { recursive: true, force: true });
}
