import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../test/setup/folder.ts';
import { silent } from './say.ts';
import { readSettings, type Environment, type Settings } from './settings.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { findTestServer } from './test-server.ts';

const unreachable = async (): Promise<never> => { throw new Error('unduhan gagal (tidak tersambung)'); };

let folder: string;

beforeEach(async () => { folder = await temporaryFolder(); });

/** An executable that says what the CLI says. */
async function fakeCli(path: string, server = '1.29.1'): Promise<string> {
  await writeFile(path, `#!/bin/sh\necho "temporal version 0.0.0-DEV (Server ${server}, UI 2.42.1)"\n`);
  await chmod(path, 0o755);
  return path;
}

async function onPathFolder(name: string, script: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  return bin;
}

function settings(env: Environment = {}): Settings {
  return readSettings({ SIGAP_CACHE: join(folder, 'cache'), PATH: join(folder, 'bin'), HOME: folder, ...env });
}

const cliTools = {
  download: async (_artifact: string, staging: string) => fakeCli(join(staging, 'downloaded')),
  goInstall: async (staging: string) => void (await fakeCli(join(staging, 'temporal'))),
};

test('TEMPORAL_CLI wins over everything', async () => {
  await onPathFolder('temporal', 'echo "Server 1.29.1"');
  const own = await fakeCli(join(folder, 'own'), '1.31.0');
  expect(await findTemporalCli(settings({ TEMPORAL_CLI: own }), silent, cliTools)).toEqual({ path: own, serverVersion: '1.31.0', way: 'TEMPORAL_CLI' });
});

test('a wrong TEMPORAL_CLI ends the search instead of being passed over', async () => {
  await expect(findTemporalCli(settings({ TEMPORAL_CLI: join(folder, 'nothing') }), silent, cliTools)).rejects.toThrow(/TEMPORAL_CLI menunjuk/);
});

test('the PATH is taken when its version fits, otherwise the download', async () => {
  const bin = await onPathFolder('temporal', 'echo "temporal version 1.6.0 (Server 1.30.0, UI 2.43.0)"');
  expect((await findTemporalCli(settings(), silent, cliTools)).way).toBe('unduhan resmi');
  await fakeCli(join(bin, 'temporal'));
  expect(await findTemporalCli(settings(), silent, cliTools)).toMatchObject({ way: 'PATH', path: join(bin, 'temporal') });
});

test('what was downloaded once comes from the cache', async () => {
  await findTemporalCli(settings(), silent, cliTools);
  expect(await findTemporalCli(settings(), silent, { download: unreachable, goInstall: unreachable })).toMatchObject({
    way: 'simpanan Sigap',
    path: join(folder, 'cache', 'temporal-cli-1.5.1', 'temporal'),
  });
});

test('without a download Go builds it', async () => {
  await onPathFolder('go', 'exit 0');
  expect((await findTemporalCli(settings(), silent, { ...cliTools, download: unreachable })).way).toBe('go install');
});

test('two at once make one install', async () => {
  let installs = 0;
  const tools = { ...cliTools, download: async (artifact: string, staging: string) => { installs += 1; return cliTools.download(artifact, staging); } };
  await Promise.all([findTemporalCli(settings(), silent, tools), findTemporalCli(settings(), silent, tools)]);
  expect(installs).toBe(1);
});

test('a failure names every way with its reason and its cure, and leaves nothing half done', async () => {
  const error: Error = await findTemporalCli(settings(), silent, { download: unreachable, goInstall: unreachable }).then(() => new Error('found'), (it: Error) => it);
  expect(error.message.replace(folder, 'FOLDER')).toMatchInlineSnapshot(`
    "Program temporal 1.5.1 tidak ditemukan. Cara yang sudah dicoba:
      1. TEMPORAL_CLI: tidak diisi
         Perbaikan: isi TEMPORAL_CLI dengan lokasi program temporal 1.5.1
      2. PATH: tidak ada program temporal
         Perbaikan: pasang temporal 1.5.1 pada PATH
      3. simpanan Sigap: FOLDER/cache belum memuatnya
         Perbaikan: terisi sendiri oleh salah satu cara di bawah
      4. unduhan resmi: unduhan gagal (tidak tersambung)
         Perbaikan: sambungkan mesin ini ke internet (atau atur proxy) lalu ulangi
      5. go install: Go tidak terpasang
         Perbaikan: pasang Go 1.25 atau lebih baru, lalu ulangi"
  `);
  expect(await readdir(join(folder, 'cache'))).toEqual([]);
});

test('the test server comes from Maven when the SDK cannot download it', async () => {
  await onPathFolder('mvn', 'exit 0');
  await onPathFolder('java', 'echo \'openjdk version "17.0.15" 2025-04-15\' >&2');
  const mavenInstall = async (staging: string): Promise<void> => writeFile(join(staging, 'temporal-test-server'), '');
  const path = await findTestServer(settings(), silent, { download: unreachable, mavenInstall });
  expect(path).toBe(join(folder, 'cache', 'temporal-test-server-java-1.35.0', 'temporal-test-server'));
  expect(await findTestServer(settings(), silent, { download: unreachable, mavenInstall: unreachable })).toBe(path);
});

test('a Java that is too old is said so', async () => {
  await onPathFolder('mvn', 'exit 0');
  await onPathFolder('java', 'echo \'openjdk version "11.0.1"\' >&2');
  await expect(findTestServer(settings(), silent, { download: unreachable, mavenInstall: unreachable })).rejects.toThrow(/Maven: Java 11 terlalu lama/);
});
