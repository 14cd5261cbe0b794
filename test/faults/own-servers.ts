import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { freePort } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import type { LocalPostgres } from '../../local/postgres.ts';
import { startTemporal } from '../../local/temporal.ts';
import type { LocalTemporal } from '../../local/temporal.ts';
import { folderPrefix, own, recordDir } from '../setup/leftovers.ts';

/** A folder that the next run clears, with its servers, when this one is killed. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  await own(folder);
  return folder;
}

const removing = (server: { stop(): Promise<void> }, folder: string) => {
  const stop = server.stop;
  return { stop: async () => { await stop(); await rm(folder, { recursive: true, force: true }); } };
};

/** A durable Postgres of the test's own, migrated: one that it may kill. */
export async function ownPostgres(): Promise<LocalPostgres & { databaseUrl: string }> {
  const folder = await ownFolder();
  const server = await startPostgres({
    folder: join(folder, 'postgres'), port: await freePort(), password: 'sigap', logFile: join(folder, 'postgres.log'), recordDir: recordDir(folder),
  });
  const databaseUrl = server.url('postgres');
  await migrate(databaseUrl);
  return Object.assign(server, { databaseUrl, ...removing(server, folder) });
}

/** A Temporal server of the test's own that keeps its histories in a file. */
export async function ownTemporal(): Promise<LocalTemporal> {
  const folder = await ownFolder();
  const server = await startTemporal({
    cli: inject('temporalCli'), folder: join(folder, 'temporal'), port: await freePort(), logFile: join(folder, 'temporal.log'),
    recordDir: recordDir(folder), environment: process.env,
  });
  return Object.assign(server, removing(server, folder));
}

/** Resolves at that moment: a deadline that passes is what these tests wait for. */
export const momentOf = (at: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, Math.max(0, at - Date.now())); });
