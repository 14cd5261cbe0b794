import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { connect } from '../db/client.ts';
import { readOfficeInForce } from '../db/office-in-force.ts';
import { createDatabase } from '../test/setup/database.ts';
import { temporaryFolder } from '../test/setup/folder.ts';
import { missingBackupTools } from './backup-tools.ts';
import { dataPaths } from './data-folder.ts';
import { prepareDemoStores, writeBackupSecrets } from './demo-backup.ts';
import { loadDemoOffices } from './demo.ts';
import { ensureSecrets } from './secrets.ts';

test('without the tools a sentence says which and how to get them', async () => {
  expect(await missingBackupTools({ PATH: '/nowhere' })).toMatch(/^perlu restic 0\.14 tidak ada, pg_dump 15\.0 tidak ada, pg_restore 15\.0 tidak ada\. Pasang dengan "apt-get install restic postgresql-client-15"/);
});

test('the invented office backs up nothing without the tools, then the data folder it lives in, also after that moved; keys stay', async () => {
  const folder = await temporaryFolder();
  const { url } = await createDatabase();
  const secrets = await ensureSecrets(join(folder, 'secrets.json'));
  const config = { DATABASE_URL: url, SIGAP_DATA_KEYS: secrets.dataKeys, SIGAP_SECRET: secrets.secret };
  const { db, close } = connect(url, 1);
  const declared = async () => (await readOfficeInForce(db, 'contoh'))?.settings.backup?.repository.folder;

  const people = await loadDemoOffices(config, secrets.demoSecret);
  expect(await declared()).toBeUndefined();
  for (const root of ['old', 'old', 'new']) {
    expect(await loadDemoOffices(config, secrets.demoSecret, dataPaths(join(folder, root)))).toEqual(people);
    expect(await declared()).toBe(join(folder, root, 'backup', 'repositori'));
  }
  const [{ version }] = await db.execute<{ version: number }>("select version from offices where id = 'contoh'") as unknown as [{ version: number }];
  expect(version).toBe(3);
  await close();
});

test('passwords of repository and media differ, are the same again after a restore, and nobody else may read them', async () => {
  const folder = await temporaryFolder();
  const secrets = await ensureSecrets(join(folder, 'secrets.json'));
  const read = async (root: string, name: string) => {
    const paths = dataPaths(join(folder, root));
    await writeBackupSecrets(paths, secrets, 'postgres://x');
    const file = join(paths.backupSecrets, 'contoh', name);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    return readFile(file, 'utf8');
  };
  const names = ['repositori', 'media-a', 'media-b'];
  const first = await Promise.all(names.map((name) => read('one', name)));
  expect(new Set(first).size).toBe(3);
  expect(await Promise.all(names.map((name) => read('two', name)))).toEqual(first);
});

test('repository, media and the folder of drills are made at the first start; a folder of drills that a restore did not bring along at the next', { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  const paths = dataPaths(join(folder, 'data'));
  const { url } = await createDatabase();
  const secrets = await ensureSecrets(join(folder, 'secrets.json'));
  await writeBackupSecrets(paths, secrets, url);
  const config = readConfig({ DATABASE_URL: url, SIGAP_DATA_KEYS: secrets.dataKeys, SIGAP_SECRET: secrets.secret, SIGAP_BACKUP_SECRETS_DIR: paths.backupSecrets, SIGAP_DOCUMENTS_DIR: folder, PUBLIC_URL: 'http://127.0.0.1', SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'sigap@lpse.example' });
  await loadDemoOffices(config, secrets.demoSecret, paths);
  const said: string[] = [];
  for (const _start of ['first', 'next']) {
    await prepareDemoStores(config, paths, (line) => said.push(line));
    expect((await stat(join(paths.backup, 'uji'))).mode & 0o777).toBe(0o700);
    await rm(join(paths.backup, 'uji'), { recursive: true });
  }
  expect(said).toEqual(['Menyiapkan repositori dan media cadangan kantor contoh…']);
});
