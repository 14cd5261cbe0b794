import { access, constants, mkdir, readdir, statfs } from 'node:fs/promises';
import { repositoryStore } from '../../offices/backup-names.ts';
import type { Deps } from '../deps.ts';
import { runChild } from './child.ts';
import { declared } from './declared.ts';
import { earlierSets } from './earlier-sets.ts';
import { failed } from './failure.ts';
import { serverOf } from './postgres.ts';
import { expectRegistered } from './registered.ts';
import { openStore } from './restic.ts';
import { roomFor } from './sizes.ts';
import { databasesOf, foldersOf } from './sources.ts';
import type { DatabaseSource } from './sources.ts';
import { emptyStaging } from './staging.ts';
import type { Preflight } from './types.ts';
import { askServer, undeclaredOn } from './undeclared.ts';
import type { OnServer } from './undeclared.ts';
import { canDump } from './versions.ts';
import type { Work } from './work.ts';

/** Everything that can be known before hours of work: the cheap questions first. */
export async function preflightBackup(deps: Deps, work: Work, { office }: { office: string }): Promise<Preflight> {
  const house = await declared(deps, office);
  const pgDump = await versionsOfTools(work);
  const sources = await databasesOf(house);
  await expectReadable(work, foldersOf(house));
  // What a dead run left there would count as taken.
  await emptyStaging(deps, house);
  await expectRoom(house.settings.staging, await lastDump(deps, office));
  const servers = await askServers(work, sources);
  if (![...servers.values()].every(({ version }) => canDump(pgDump, version))) throw failed('server-newer');
  await expectRegistered(deps.db, work, office, await openStore(house, repositoryStore));
  return { undeclared: undeclaredOn(sources, house.settings.leftOut, servers) };
}

/** @returns what pg_dump says of itself @throws tool-missing */
async function versionsOfTools(work: Work): Promise<string> {
  const [pgDump] = await Promise.all([runChild(work, 'pg_dump', ['--version']), runChild(work, 'pg_restore', ['--version']), runChild(work, 'restic', ['version'])]);
  return pgDump.stdout;
}

async function expectReadable({ heard }: Work, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await Promise.all([readdir(folder), access(folder, constants.R_OK | constants.X_OK)]).catch((error: unknown) => {
      heard('sumber', String(error));
      throw failed('source-unreadable');
    });
  }
}

async function lastDump({ db }: Deps, office: string): Promise<number> {
  const [last] = await earlierSets(db, office);
  return (last?.databases ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function expectRoom(folder: string, dump: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < roomFor(dump)) throw failed('no-space');
}

/** Every server once. */
async function askServers(work: Work, sources: readonly DatabaseSource[]): Promise<Map<string, OnServer>> {
  const servers = new Map<string, OnServer>();
  for (const source of sources) {
    const server = serverOf(source.connection);
    // A database of its own may be missing, or closed to this account: each is tried.
    servers.set(server, await askServer(work, source));
  }
  return servers;
}
