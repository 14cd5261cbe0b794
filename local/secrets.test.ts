import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { temporaryFolder } from '../test/setup/folder.ts';
import { dataPaths } from './data-folder.ts';
import { environmentOf, readStackEnvironment } from './environment.ts';
import { demoKey, ensureSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

test('secrets are made once, and only their owner may read them', async () => {
  const file = join(await temporaryFolder(), 'secrets.json');
  const made = await ensureSecrets(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await chmod(file, 0o644);
  expect(await ensureSecrets(file)).toEqual(made);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('no two folders share a secret', async () => {
  const folder = await temporaryFolder();
  const [first, second] = await Promise.all([ensureSecrets(join(folder, 'a')), ensureSecrets(join(folder, 'b'))]);
  expect(new Set([...Object.values(first), ...Object.values(second)]).size).toBe(10);
});

test('a spoilt file is refused and not replaced: the data would be lost with it', async () => {
  const file = join(await temporaryFolder(), 'secrets.json');
  await writeFile(file, '{"dataKeys":');
  await expect(ensureSecrets(file)).rejects.toThrow(/secrets\.json rusak/);
});

test('a demo key is derived: the same each time, another for each person, office and secret', async () => {
  const secret = Buffer.alloc(32, 1).toString('base64');
  const key = demoKey(secret, 'salatiga', 'slt-01');
  expect(key).toMatch(/^sgp_salatiga\.slt-01_[A-Za-z0-9_-]{32}$/);
  expect(demoKey(secret, 'salatiga', 'slt-01')).toBe(key);
  const others = [demoKey(secret, 'salatiga', 'slt-02'), demoKey(secret, 'malang', 'slt-01'), demoKey(Buffer.alloc(32, 2).toString('base64'), 'salatiga', 'slt-01')];
  expect(new Set([key, ...others].map((it) => it.slice(-32))).size).toBe(4);
});

test('the environment of the stack is what config.ts wants', async () => {
  const folder = await temporaryFolder();
  const settings = readSettings({ SIGAP_DATA: folder, HOME: folder, SIGAP_PORT_API: '18080' });
  await expect(readStackEnvironment(settings)).rejects.toThrow(/npm start/);
  const paths = dataPaths(folder);
  const env = environmentOf(settings.ports, paths, await ensureSecrets(paths.secrets));
  expect(readConfig(env)).toMatchObject({ PORT: 18080, PUBLIC_URL: 'http://127.0.0.1:18080', TEMPORAL_TASK_QUEUE: 'sigap' });
  expect(await readStackEnvironment(settings)).toEqual(env);
});
