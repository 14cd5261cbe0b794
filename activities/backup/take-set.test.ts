import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupSets } from '../../db/backup-schema.ts';
import { createBackupActivities } from './index.ts';
import { readManifest } from './manifest.ts';
import { preflightBackup } from './preflight.ts';
import { prepareStores } from './prepare-stores.ts';
import { compareDatabases, dropScratchDatabases, restoreDatabases } from './scratch-database.ts';
import { expectUntouched } from './staged.ts';
import { takeSet } from './take-set.ts';
import { office, openBackupOffice, run } from './testing/backup-office.ts';
import type { BackupOffice } from './testing/backup-office.ts';
import { flipBit } from './testing/stores.ts';
import type { BackupFailure, Shrunk, Taken } from './types.ts';
import { silentWork } from './work.ts';

let backup: BackupOffice;
let usual: Taken;
let began: number;
const work = silentWork();
const take = (more: { accepted?: Shrunk[] } = {}) => takeSet(backup.deps, work, { office, caseId: crypto.randomUUID(), set: crypto.randomUUID(), ...more });
const preflight = () => preflightBackup(backup.deps, work, { office });

/** A code and nothing else: what is thrown is kept and shown in the clear. */
async function expectFailure(promise: Promise<unknown>, code: BackupFailure): Promise<void> {
  const error = await promise.then(() => { throw new Error(`It went well, and should have been ${code}`); }, (thrown: unknown) => thrown as Error & { type?: string; details?: unknown[] });
  expect({ type: error.type, message: error.message, cause: error.cause, details: error.details ?? [] }).toEqual({ type: code, message: code, cause: undefined, details: [] });
}

/** @returns waits until pg_dump is asked for: then both databases stand still */
function dumpAsked(script: string): () => Promise<unknown> {
  const mark = join(backup.root, crypto.randomUUID());
  backup.tool('pg_dump', `: > '${mark}'; ${script}`);
  return () => vi.waitUntil(() => existsSync(mark), { timeout: 20_000 });
}

const tableOf = async (name: string) => (await readManifest(backup.staging)).manifest.databases[0]?.tables.find(({ table }) => table === `public.${name}`);

beforeAll(async () => {
  backup = await openBackupOffice();
  await run(backup.spse, 'create table lelang (id int primary key, isi text)', "insert into lelang select g, repeat(md5(g::text), 30) from generate_series(1, 3000) g", 'create table peserta (id int)', 'insert into peserta values (1), (2)');
  await run(backup.second, 'create table paket (id int)');
  await prepareStores({ db: backup.deps.db, backup: backup.deps.backup! }, office);
  mkdirSync(backup.staging, { recursive: true });
  writeFileSync(join(backup.staging, 'sisa'), '');
  began = Date.now();
  usual = await take();
});
afterEach(() => backup.realTools());
afterAll(() => backup.close());

describe('a set', () => {
  it('has every database with the rows of each table, every file, and a manifest whose hash the record keeps', async () => {
    const { manifest, sha256 } = await readManifest(backup.staging);
    expect(usual.manifest).toBe(sha256);
    expect(usual.databases.map(({ source, database }) => [source, database])).toEqual([['spse', backup.spse.name], ['kedua', backup.second.name]]);
    expect(usual.databases[0]).toMatchObject({ bytes: statSync(join(backup.staging, '1.dump')).size, tables: manifest.databases[0]?.tables.length, rows: 3002 });
    expect(usual.files).toEqual({ count: 3, bytes: 3000 });
    expect(usual.takenAt).toBeLessThanOrEqual(Math.min(...manifest.databases.map(({ takenAt }) => Date.parse(takenAt))));
    expect(usual.takenAt).toBeGreaterThanOrEqual(began);
    expect(await tableOf('lelang')).toMatchObject({ rows: 3000, content: expect.stringMatching(/^-?\d+$/) as string });
  });

  it('lies where only this account can read it, without what a dead run left', async () => {
    expect(statSync(backup.staging).mode & 0o777).toBe(0o700);
    expect((await readdir(backup.staging)).sort()).toEqual(['1.dump', '2.dump', 'files.jsonl', 'manifest.json']);
  });

  it('is of one moment, in dump and manifest alike: people go on writing meanwhile, and nobody drops a table', async () => {
    const go = join(backup.root, 'lanjut');
    const asked = dumpAsked(`until [ -e '${go}' ]; do sleep 0.05; done; exec "$real" "$@"`);
    const taking = take();
    await asked();
    await run(backup.spse, 'insert into peserta values (3)');
    for (const [database, table] of [[backup.spse, 'lelang'], [backup.second, 'paket']] as const) {
      await expect(run(database, "set lock_timeout = '50ms'", `drop table ${table}`)).rejects.toMatchObject({ code: '55P03' });
    }
    writeFileSync(go, '');
    await taking;
    backup.realTools();
    expect(await tableOf('peserta')).toMatchObject({ rows: 2 });
    const { manifest } = await readManifest(backup.staging);
    await restoreDatabases(work, backup.scratch, manifest, backup.staging);
    expect(await compareDatabases(work, backup.scratch, manifest)).toMatchObject({ differingTables: 0, missingTables: 0 });
    await dropScratchDatabases(work, backup.scratch);
    await run(backup.spse, 'delete from peserta where id = 3');
  });
});

describe('what goes wrong leaves no set', () => {
  afterEach(() => expect(existsSync(join(backup.staging, 'manifest.json'))).toBe(false));
  const bytes = () => usual.databases[0]!.bytes;

  it.each([1, 50, 99])('pg_dump killed at %d %%', async (percent) => {
    // The limit kills by a signal at the very byte.
    backup.tool('pg_dump', `ulimit -f ${Math.floor((bytes() * percent) / 100 / 512)}; exec "$real" "$@"`);
    await expectFailure(take(), 'dump-failed');
  });

  it('no room for the dump', async () => {
    backup.tool('pg_dump', `trap '' XFSZ; ulimit -f ${Math.floor(bytes() / 1024)}; exec "$real" "$@"`);
    await expectFailure(take(), 'no-space');
  });

  it('a dump without the rows of a table', async () => {
    backup.tool('pg_dump', 'exec "$real" --exclude-table-data=public.peserta "$@"');
    await expectFailure(take(), 'dump-incomplete');
  });

  it('a dump that cannot be opened', async () => {
    backup.tool('pg_dump', '"$real" "$@" && for file; do case $file in --file=*) : > "${file#--file=}";; esac; done');
    await expectFailure(take(), 'dump-incomplete');
  });

  it('a table that this account may not read', async () => {
    await run(backup.spse, "create role sigap_uji_baca login password 'baca'", 'grant connect on database ' + backup.spse.name + ' to sigap_uji_baca');
    const url = new URL(backup.spse.url);
    url.username = 'sigap_uji_baca';
    url.password = 'baca';
    backup.secret('spse', url.href);
    await expectFailure(take(), 'source-unreadable');
    backup.secret('spse', backup.spse.url);
    await run(backup.spse, 'drop owned by sigap_uji_baca', 'drop role sigap_uji_baca');
  });

  it('a run that is cancelled', async () => {
    const asked = dumpAsked('exec sleep 60');
    const cancelled = new AbortController();
    const taking = takeSet(backup.deps, { ...work, signal: cancelled.signal }, { office, caseId: crypto.randomUUID(), set: crypto.randomUUID() });
    await Promise.all([expect(taking).rejects.toMatchObject({ name: 'AbortError' }), asked().then(() => cancelled.abort())]);
  });
});

describe('beside the sets before', () => {
  const record = async (factor: number) => {
    await backup.deps.db.delete(backupSets);
    await backup.deps.db.insert(backupSets).values(Array.from({ length: 7 }, (_, day) => ({
      id: crypto.randomUUID(), office, caseId: crypto.randomUUID(), number: `CTH-${day}`, takenAt: new Date(day * 86_400_000), manifest: '',
      databases: usual.databases.map((one) => ({ ...one, bytes: one.bytes * factor })), files: usual.files,
    })));
  };
  afterEach(() => backup.deps.db.delete(backupSets));

  it('a dump below half of the usual size is refused, until a person knows why', async () => {
    await record(2.1);
    await expectFailure(take(), 'dump-shrunk');
    await expectFailure(take({ accepted: ['files-shrunk'] }), 'dump-shrunk');
    expect(await take({ accepted: ['dump-shrunk'] })).toMatchObject({ databases: [{ rows: 3002 }, {}], accepted: ['dump-shrunk'] });
  });

  it('those before a set that a person let be smaller no longer say what is usual of that', async () => {
    await record(2.1);
    await backup.deps.db.insert(backupSets).values({ id: crypto.randomUUID(), office, caseId: crypto.randomUUID(), number: 'CTH-8', takenAt: new Date(8 * 86_400_000), manifest: '', databases: usual.databases, files: usual.files, accepted: ['dump-shrunk'] });
    expect(await take({ accepted: ['dump-shrunk'] })).toMatchObject({ databases: [{ rows: 3002 }, {}], accepted: [] });
  });

  it('a folder that lost most of its files is taken for one that is not mounted', async () => {
    await record(1);
    const away = join(backup.root, 'lepas');
    renameSync(backup.files, away);
    mkdirSync(backup.files);
    await expectFailure(take(), 'files-shrunk');
    rmSync(backup.files, { recursive: true });
    renameSync(away, backup.files);
  });

  it('preflight asks for one and a half times the last dump', async () => {
    await record(1e12);
    await expectFailure(preflight(), 'no-space');
  });
});

describe('preflight', () => {
  beforeEach(() => mkdirSync(backup.staging, { recursive: true }));

  it('reports databases of the server that nobody declared, and no others (ARC-1)', async () => {
    const { undeclared } = await preflight();
    expect(undeclared.map(({ source }) => source)).toEqual(['spse']);
    expect(undeclared[0]?.databases).toEqual(expect.not.arrayContaining([backup.spse.name, backup.second.name, backup.left.name, 'postgres', 'template1']));
    expect(undeclared[0]?.databases).toContain(new URL(backup.deps.backup!.databaseUrl).pathname.slice(1));
  });

  it.each<[string, BackupFailure, () => void]>([
    ['pg_dump older than the server', 'server-newer', () => backup.tool('pg_dump', 'echo "pg_dump (PostgreSQL) 9.6.24"')],
    ['a tool that is not installed', 'tool-missing', () => {
      const only = join(backup.root, 'tanpa-pg');
      mkdirSync(only);
      for (const name of ['sh', 'cat', 'kill']) if (existsSync(`/bin/${name}`)) symlinkSync(`/bin/${name}`, join(only, name));
      process.env.PATH = only;
    }],
    ['a wrong password', 'server-unreachable', () => backup.secret('kedua', backup.second.url.replace(/:[^:@]+@/, ':salah@'))],
    ['a server that is down', 'server-unreachable', () => backup.secret('kedua', 'postgres://a:b@127.0.0.1:1/c')],
    ['a database that is not there', 'source-unreadable', () => backup.secret('kedua', `${backup.second.url}_tiada`)],
    ['no secret', 'secret-missing', () => backup.secret('kedua', '')],
    ['a folder that is gone', 'source-unreadable', () => renameSync(backup.files, `${backup.files}-lain`)],
    ['no secret of the repository', 'secret-missing', () => backup.secret('repositori', '')],
    ['a repository that is not mounted', 'repository-missing', () => renameSync(join(backup.root, 'repositori'), join(backup.root, 'repositori-lain'))],
  ])('says no: %s', async (_name, code, break_) => {
    break_();
    await expectFailure(preflight(), code);
    backup.secret('kedua', backup.second.url);
    backup.secret('repositori', 'sandi-uji');
    for (const folder of [backup.files, join(backup.root, 'repositori')]) if (existsSync(`${folder}-lain`)) renameSync(`${folder}-lain`, folder);
  });

  it('empties no staging folder that is, by a link, what is kept', async () => {
    const [staging, aside] = [join(backup.root, 'sementara'), join(backup.root, 'sementara-asli')];
    const kept = join(backup.root, 'dokumen', office, 'isi.txt');
    mkdirSync(join(backup.root, 'dokumen', office), { recursive: true });
    writeFileSync(kept, 'isi');
    renameSync(staging, aside);
    symlinkSync(join(backup.root, 'dokumen'), staging);
    await expectFailure(preflight(), 'not-declared');
    expect(existsSync(kept)).toBe(true);
    rmSync(staging);
    renameSync(aside, staging);
  });

  it('clears what a dead run left', async () => {
    writeFileSync(join(backup.staging, 'manifest.json'), '{}');
    await preflight();
    expect(await readdir(backup.staging)).toEqual([]);
  });
});

it('a bit that flips in the staging folder, in a dump or in the list of files, is the folder\'s fault and not the source\'s', async () => {
  for (const file of ['1.dump', 'files.jsonl']) {
    const { manifest } = await take();
    await flipBit(join(backup.staging, file));
    await expectFailure(expectUntouched(work, backup.staging, manifest), 'dump-incomplete');
  }
});

it('tells the person at the machine what a tool said of its failure, in a file for this account alone; the next failure takes its place', async () => {
  const { takeSet: asActivity } = createBackupActivities(backup.deps);
  const words = join(dirname(backup.staging), `pesan-alat-${office}.txt`);
  const failing = async (said: string) => {
    backup.tool('pg_dump', `echo "pg_dump: error: ${said}" >&2; exit 1`);
    await expectFailure(new MockActivityEnvironment().run(asActivity, { office, caseId: crypto.randomUUID(), set: crypto.randomUUID() }), 'dump-failed');
    return readFileSync(words, 'utf8');
  };
  expect(await failing('permission denied for table lelang')).toMatch(/dump-failed\n\npg_dump: .*permission denied for table lelang/);
  expect(statSync(words).mode & 0o777).toBe(0o600);
  const next = await failing('permission denied for schema rahasia');
  expect(next).toContain('schema rahasia');
  expect(next).not.toContain('table lelang');
});
