import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOrphans } from '../../local/child.ts';
import { readJson } from '../../local/files.ts';
import { identify, isRunning, type ProcessIdentity } from '../../local/process-identity.ts';

export const folderPrefix = 'sigap-test-';
const ownerFile = 'owner.json';

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

/** Ends the servers of runs that were killed before they could; the folders of runs that kept evidence have no owner file. */
export async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const owner = await readJson(join(folder, ownerFile)).catch(() => undefined) as ProcessIdentity | undefined;
    if (!owner || (await isRunning(owner))) continue;
    await stopOrphans(recordDir(folder));
    await rm(folder, { recursive: true, force: true });
  }
}
