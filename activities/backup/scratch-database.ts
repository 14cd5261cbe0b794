import { join } from 'node:path';
import type postgres from 'postgres';
import { runChild } from './child.ts';
import { compareTables } from './compare-tables.ts';
import type { ComparedTables } from './compare-tables.ts';
import type { Declared } from './declared.ts';
import { failed } from './failure.ts';
import type { DatabaseManifest, Manifest } from './manifest.ts';
import { connected, parseConnection, toolConnection } from './postgres.ts';
import type { Connection } from './postgres.ts';
import { scratchName, scratchStem } from './scratch-names.ts';
import { listTables, quoted, steadySession, tableManifest } from './table-manifest.ts';
import type { Work } from './work.ts';

/** The databases of one drill, on the server that the office named for drills. */
export interface ScratchDatabases {
  server: Connection;
  caseId: string;
}

/** @throws ApplicationFailure scratch-missing, secret-missing */
export async function scratchServer({ settings, secrets }: Pick<Declared, 'settings' | 'secrets'>): Promise<Connection> {
  if (!settings.scratch) throw failed('scratch-missing');
  return parseConnection(await secrets.read(settings.scratch.connection));
}

const jobs = 2;

/** Whoever may not work there has no place for drills. @throws ApplicationFailure scratch-missing, server-unreachable */
const onServer = <T>(work: Work, server: Connection, use: (sql: postgres.Sql) => Promise<T>): Promise<T> => connected(work, server, use).catch((error: unknown) => {
  throw (error as { type?: unknown }).type === 'source-unreadable' ? failed('scratch-missing') : error;
});

/** @param folder where the dumps of the manifest lie @throws ApplicationFailure restore-failed, server-unreachable, scratch-missing */
export async function restoreDatabases(work: Work, scratch: ScratchDatabases, { databases }: Pick<Manifest, 'databases'>, folder: string): Promise<{ databases: number; bytes: number }> {
  await dropScratchDatabases(work, scratch);
  for (const [index, database] of databases.entries()) {
    const name = scratchName(scratch.caseId, index);
    await onServer(work, scratch.server, (sql) => createLike(sql, name, database));
    await restoreDump(work, { ...scratch.server, database: name }, join(folder, database.dump));
    work.say({ step: 'restore', done: index + 1, of: databases.length });
  }
  return { databases: databases.length, bytes: databases.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** In its encoding and, where this server knows it, its order of letters. Nobody may connect but its owner: a restored copy is a second SPSE (SEC-17), in which offers could be read before their time (SEC-18). */
async function createLike(sql: postgres.Sql, name: string, { encoding, collate, ctype }: DatabaseManifest): Promise<void> {
  const create = (order: string, letters: string) => sql.unsafe(`create database ${quoted(name)} template template0 encoding ${literal(encoding)} lc_collate ${literal(order)} lc_ctype ${literal(letters)}`);
  try {
    await create(collate, ctype).catch((error: unknown) => {
      if (mayNot(error)) throw error;
      return create('C', 'C');
    });
    await sql.unsafe(`revoke connect, temporary on database ${quoted(name)} from public`);
  } catch (error) {
    throw mayNot(error) ? error : failed('restore-failed');
  }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const mayNot = (error: unknown): boolean => (error as { code?: unknown }).code === '42501';

/** Owners and rights are those of the other server; a subscription would make the copy ask the real one for news. @throws ApplicationFailure restore-failed, no-space */
export async function restoreDump(work: Work, connection: Connection, dump: string): Promise<void> {
  const options = ['--no-owner', '--no-privileges', '--no-comments', '--no-publications', '--no-subscriptions', '--no-security-labels', '--no-tablespaces', '--exit-on-error', '--no-password', `--jobs=${jobs}`];
  const { code, stderr } = await runChild(work, 'pg_restore', [...options, `--dbname=${connection.database}`, dump], { env: toolConnection(connection) });
  if (code !== 0) throw failed(/No space left on device/.test(stderr) ? 'no-space' : 'restore-failed');
}

/** Rows and content of every table against the manifest. @throws ApplicationFailure scratch-missing where a restored database is gone */
export async function compareDatabases(work: Work, { server, caseId }: ScratchDatabases, { databases }: Pick<Manifest, 'databases'>): Promise<ComparedTables> {
  const total: ComparedTables = { tables: 0, rows: 0, differingTables: 0, missingTables: 0 };
  for (const [index, { tables }] of databases.entries()) {
    const found = await onServer(work, { ...server, database: scratchName(caseId, index) }, async (sql) => {
      await steadySession(sql);
      return sql.begin('isolation level repeatable read read only', async (query) => tableManifest(work, query, await listTables(query)));
    });
    const compared = compareTables(tables, found);
    for (const key of Object.keys(total) as (keyof ComparedTables)[]) total[key] += compared[key];
  }
  return total;
}

/** Those of an earlier try too, whoever is connected. @throws ApplicationFailure restore-failed when one is left */
export async function dropScratchDatabases(work: Work, { server, caseId }: ScratchDatabases): Promise<void> {
  await onServer(work, server, async (sql) => {
    const stem = scratchStem(caseId);
    const left = async () => (await sql<{ name: string }[]>`select datname as name from pg_catalog.pg_database where datname = ${stem} or starts_with(datname, ${`${stem}_`})`).map(({ name }) => name);
    for (const name of await left()) await sql.unsafe(`drop database if exists ${quoted(name)} with (force)`);
    if ((await left()).length > 0) throw failed('restore-failed');
  });
}
