import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { declared } from './declared.ts';
import type { Declared } from './declared.ts';
import { failed } from './failure.ts';
import { keptBy, keptByOthers, liesIn } from './kept.ts';
import type { Work } from './work.ts';

/** Always the same of an office: restic tells by the path what it has already. */
export const stagingOf = ({ settings, office }: Pick<Declared, 'settings' | 'office'>): string => join(settings.staging, office.id);

/** For this account only: whole databases lie there in the clear. @throws ApplicationFailure not-declared */
export async function emptyStaging(deps: Pick<Deps, 'db'>, house: Declared): Promise<void> {
  await removeStaging(deps, house);
  await mkdir(stagingOf(house), { recursive: true, mode: 0o700 });
}

/** A link in its path may lead to what is kept: then nothing is removed. */
async function removeStaging(deps: Pick<Deps, 'db'>, house: Declared): Promise<void> {
  const folder = stagingOf(house);
  const kept = [...keptBy(house), house.house.documentsDir, ...await keptByOthers(deps, house)];
  if (await liesIn(folder, kept)) throw failed('not-declared');
  for (const one of kept) if (await liesIn(one, [folder])) throw failed('not-declared');
  await rm(folder, { recursive: true, force: true });
}

export async function clearStaging(deps: Deps, _work: Work, { office }: { office: string }): Promise<void> {
  await removeStaging(deps, await declared(deps, office));
}

/** Once everything is written: a set that Temporal holds for taken must not be half gone after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) await sync(join(entry.parentPath, entry.name));
  await sync(folder);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const full = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What the disk says of a full staging folder is a failure with a code; everything else is thrown as it is. */
export function asNoSpace(error: unknown): unknown {
  return full.includes(String((error as { code?: unknown }).code)) ? failed('no-space') : error;
}
