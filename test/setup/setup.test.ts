import postgres from 'postgres';
import { Connection } from '@temporalio/client';
import { access } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createDatabase } from './database.ts';
import { skippingEnvironment } from '../../workflows/testing/environment.ts';
import { chromiumPath, popplerPath, temporalAddress } from './provided.ts';

test('a new database is migrated and separate from the next', async () => {
  const [first, second] = await Promise.all([createDatabase(), createDatabase()]);
  const sql = postgres(first.url, { max: 1 });
  await sql`create table only_here (id int)`;
  const tables = await sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = 'public'`;
  expect(tables.map((table) => table.name)).toContain('only_here');
  const other = postgres(second.url, { max: 1 });
  await expect(other`select * from only_here`).rejects.toThrow('does not exist');
  await Promise.all([sql.end(), other.end()]);
});

test('Temporal knows the search attributes', async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(['SigapOffice', 'SigapSop', 'SigapState', 'SigapDueAt', 'SigapLateSeconds']));
  await connection.close();
});

test('the time-skipping server skips thirty days', async () => {
  const environment = await skippingEnvironment();
  const before = await environment.currentTimeMs();
  await environment.sleep('30 days');
  expect(await environment.currentTimeMs() - before).toBeGreaterThanOrEqual(30 * 86_400_000);
  await environment.teardown();
});

test('there are readers for papers', async () => {
  await access(popplerPath('pdftotext'));
  await access(popplerPath('pdftoppm'));
});

test('there is a Chromium for page tests', async () => {
  await access(chromiumPath());
});
