import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../test/setup/database.ts';
import { temporaryFolder } from '../../test/setup/folder.ts';
import type { BackupHouse } from './house.ts';
import { copySigapExtras } from './sigap-extras.ts';
import { silentWork } from './work.ts';

/** A house whose Temporal is being written to by this process. */
async function house() {
  const folder = await temporaryFolder();
  const { url } = await createDatabase();
  const temporal = new DatabaseSync(join(folder, 'live.db'), { enableDoubleQuotedStringLiterals: true });
  temporal.exec('pragma journal_mode = wal; create table histories (id integer primary key, event blob, found text generated always as (json_extract(\'{}\', "$.like_temporals_own")))');
  const grow = temporal.prepare('insert into histories (event) values (randomblob(500))');
  for (let i = 0; i < 200; i += 1) grow.run();
  temporal.exec('pragma wal_checkpoint(truncate)');
  for (const [name, text] of [['version.json', '{"server":"1.29.1"}'], ['format.json', '{"format":1}'], ['keys.json', '{}']] as const) await writeFile(join(folder, name), text);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  onTestFinished(async () => { temporal.close(); await sql.end(); });
  const of: BackupHouse = { secretsDir: folder, databaseUrl: url, documentsDir: folder, temporalFile: join(folder, 'live.db'), secretsFile: join(folder, 'keys.json') };
  return { of, grow, sql, into: join(folder, 'set') };
}

const rowsOf = (file: string): unknown => {
  const database = new DatabaseSync(file, { readOnly: true, enableDoubleQuotedStringLiterals: true });
  try { return database.prepare('select count(*) as n from histories').get()?.n; } finally { database.close(); }
};

test('nobody writes to Sigap between the copy of Temporal and the end, and everybody does afterwards; a second call makes it anew', async () => {
  const { of, grow, sql, into } = await house();
  await (await copySigapExtras(silentWork(), of, into)).done();
  grow.run();
  const extras = await copySigapExtras(silentWork(), of, into);
  let written = false;
  const writing = sql`insert into number_series (office, year, last) values ('contoh', 2026, 1)`.then(() => { written = true; });
  expect(await sql`select count(*)::int as n from number_series`).toMatchObject([{ n: 0 }]);
  expect(written).toBe(false);
  await extras.done();
  await writing;
  expect(rowsOf(join(into, 'temporal.db'))).toBe(201);
  expect(await readFile(join(into, 'temporal-version.json'), 'utf8')).toContain('1.29.1');
  expect((await stat(join(into, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test('it waits for whoever is writing, and leaves that one in peace', async () => {
  const { of, sql, into } = await house();
  let extras: ReturnType<typeof copySigapExtras> | undefined;
  await sql.begin(async (tx) => {
    await tx`insert into number_series (office, year, last) values ('contoh', 2026, 1)`;
    extras = copySigapExtras(silentWork(), of, into);
    await tx`select pg_sleep(1)`;
  });
  await (await extras)?.done();
});

test('a hold that was lost makes no set', async () => {
  const { of, sql, into } = await house();
  const extras = await copySigapExtras(silentWork(), of, into);
  // In this database only: other tests have theirs on the same server.
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'relation' and mode = 'ShareLock' and pid <> pg_backend_pid()
    and database = (select oid from pg_database where datname = current_database())`;
  await expect(extras.done()).rejects.toMatchObject({ type: 'source-changed' });
});

test('a data file that cannot be read makes no set, and Sigap goes on', async () => {
  const { of, sql, into } = await house();
  const broken = join(of.secretsDir, 'broken.db');
  await writeFile(broken, (await readFile(of.temporalFile as string)).fill(0xff, 8192, 20_000));
  await expect(copySigapExtras(silentWork(), { ...of, temporalFile: broken }, into)).rejects.toMatchObject({ type: 'source-unreadable' });
  await expect(copySigapExtras(silentWork(), { ...of, temporalFile: join(of.secretsDir, 'none', 'none.db') }, into)).rejects.toMatchObject({ type: 'source-unreadable' });
  await sql`insert into number_series (office, year, last) values ('contoh', 2026, 1)`;
});
