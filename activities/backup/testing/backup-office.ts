import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { stringify } from 'yaml';
import { connect } from '../../../db/client.ts';
import { loadOfficeTexts } from '../../../db/offices.ts';
import { createVault } from '../../../db/vault.ts';
import { createDatabase } from '../../../test/setup/database.ts';
import { createEmptyDatabase, dropDatabase } from '../../../test/setup/databases.ts';
import type { TestDatabase } from '../../../test/setup/database.ts';
import { postgresAdminUrl } from '../../../test/setup/provided.ts';
import type { Deps } from '../../deps.ts';
import { declared } from '../declared.ts';
import { parseConnection } from '../postgres.ts';
import { stagingOf } from '../staging.ts';

export const office = 'contoh';
const example = fileURLToPath(new URL('../../../offices/kota-contoh.yaml', import.meta.url));

/** The invented office with two databases and a folder to back up; there is no engine behind it. */
export async function openBackupOffice() {
  const root = mkdtempSync(join(tmpdir(), 'sigap-backup-'));
  const [house, spse, second, left] = [await createDatabase(), await emptyDatabase(), await emptyDatabase(), await emptyDatabase()];
  const secretsDir = join(root, 'rahasia');
  const files = join(root, 'berkas');
  for (const folder of [join(secretsDir, office), files, join(root, 'repositori'), join(root, 'dokumen')]) mkdirSync(folder, { recursive: true });
  for (const name of ['a', 'b', 'c']) writeFileSync(join(files, `${name}.txt`), name.repeat(1000));
  const secret = (name: string, text: string) => writeFileSync(join(secretsDir, office, name), `${text}\n`, { mode: 0o600 });
  secret('spse', spse.url);
  secret('kedua', second.url);
  secret('uji', postgresAdminUrl());
  secret('repositori', 'sandi-uji');
  const settings = {
    staging: join(root, 'sementara'), repository: { folder: join(root, 'repositori'), password: 'repositori' },
    sources: [
      { code: 'spse', label: 'SPSE', kind: 'postgres', connection: 'spse' }, { code: 'kedua', label: 'Basis data kedua', kind: 'postgres', connection: 'kedua' },
      { code: 'berkas', label: 'Berkas SPSE', kind: 'folder', folder: files },
    ],
    leftOut: [{ source: 'spse', database: left.name, why: 'Basis data percobaan' }],
    scratch: { connection: 'uji', folder: join(root, 'uji') },
  };
  const connection = connect(house.url, 4);
  const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
  await loadOfficeTexts(connection.db, vault, [{ file: 'kota-contoh.yaml', text: `${readFileSync(example, 'utf8')}\n${stringify({ backup: settings })}` }]);
  const backup = { secretsDir, databaseUrl: house.url, documentsDir: join(root, 'dokumen'), temporalFile: undefined, secretsFile: undefined };
  const deps = { db: connection.db, backup, now: Date.now } as unknown as Deps;
  const tools = process.env.PATH;
  return {
    root, deps, spse, second, left, files, secret, staging: stagingOf(await declared(deps, office)), scratch: { server: parseConnection(postgresAdminUrl()), caseId: crypto.randomUUID() },
    /** A tool that the PATH finds first, as a script that may call the real one: `$real`. Gone with `realTools`. */
    tool(name: string, script: string): void {
      const folder = mkdtempSync(join(root, 'alat-'));
      writeFileSync(join(folder, name), `#!/bin/sh\nreal=$(PATH='${tools ?? ''}' command -v ${name})\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
      process.env.PATH = [folder, tools].join(delimiter);
    },
    realTools(): void { process.env.PATH = tools; },
    async close(): Promise<void> {
      await connection.close();
      for (const { name } of [spse, second, left]) await dropDatabase(postgresAdminUrl(), name);
    },
  };
}

export type BackupOffice = Awaited<ReturnType<typeof openBackupOffice>>;

type Source = Pick<TestDatabase, 'name' | 'url'>;

/** Of another system: none of Sigap's tables is in it. */
async function emptyDatabase(): Promise<Source> {
  const url = new URL(postgresAdminUrl());
  const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await createEmptyDatabase(url.href, name);
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

/** Runs statements in a database of a test, on one connection. */
export async function run(database: Pick<Source, 'url'>, ...statements: string[]): Promise<void> {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
