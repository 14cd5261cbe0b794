import { chmod, copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { compareTables } from '../../activities/backup/compare-tables.ts';
import { connected, parseConnection } from '../../activities/backup/postgres.ts';
import { restoreDump } from '../../activities/backup/scratch-database.ts';
import { listTables, steadySession, tableManifest } from '../../activities/backup/table-manifest.ts';
import type { Work } from '../../activities/backup/work.ts';
import { databaseUrl, ensureDatabase } from '../database.ts';
import { dataPaths } from '../data-folder.ts';
import { freePort } from '../ports.ts';
import { startPostgres } from '../postgres.ts';
import type { Say } from '../say.ts';
import { ensureSecrets } from '../secrets.ts';
import { dataFile, versionFile } from '../temporal.ts';
import type { ReadSet } from './read-set.ts';

/** Lays a set that was proved into a folder as `npm start` has it. @returns how many rows stand in the database again */
export async function bringBack(work: Work, set: ReadSet, root: string, say: Say): Promise<number> {
  const paths = dataPaths(root);
  // The repository belongs into the second, where it lay in a data folder.
  for (const folder of [paths.temporal, paths.backup]) await mkdir(folder, { mode: 0o700 });
  await copyFile(set.extra('temporal'), dataFile(paths.temporal));
  await copyFile(set.extra('temporalVersion'), versionFile(paths.temporal));
  await copyFile(set.extra('format'), join(root, 'format.json'));
  await copyFile(set.extra('secrets'), paths.secrets);
  await chmod(paths.secrets, 0o600);
  // A house that never had a document has no folder of them in its set.
  await rename(set.documents, paths.documents).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await mkdir(paths.documents);
  });
  await chmod(paths.documents, 0o700);
  return restoreDatabase(work, set, root, say);
}

async function restoreDatabase(work: Work, { database, dump }: ReadSet, root: string, say: Say): Promise<number> {
  const paths = dataPaths(root);
  const secrets = await ensureSecrets(paths.secrets);
  const server = await startPostgres({
    folder: paths.postgres, port: await freePort(), password: secrets.postgresPassword, logFile: join(root, 'logs', 'postgres.log'), recordDir: paths.children, say,
  });
  try {
    await ensureDatabase(server.url('postgres'), secrets.databasePassword);
    const own = parseConnection(databaseUrl(server.port, secrets.databasePassword));
    await restoreDump(work, own, dump);
    const compared = await connected(work, own, async (sql) => {
      await steadySession(sql);
      return compareTables(database.tables, await tableManifest(work, sql, await listTables(sql)));
    });
    const faults = compared.differingTables + compared.missingTables;
    if (faults > 0) throw new Error(`${faults} tabel tidak sama dengan yang dicatat saat dicadangkan; tidak ada yang dipulihkan. Coba cadangan lain dengan --snapshot.`);
    return compared.rows;
  } finally {
    await server.stop();
  }
}
