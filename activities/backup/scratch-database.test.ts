import { truncateSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAdminUrl } from '../../test/setup/provided.ts';
import { readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { compareDatabases, dropScratchDatabases, restoreDatabases } from './scratch-database.ts';
import { scratchStem } from './scratch-names.ts';
import { takeSet } from './take-set.ts';
import { office, openBackupOffice, run } from './testing/backup-office.ts';
import type { BackupOffice } from './testing/backup-office.ts';
import { silentWork } from './work.ts';

/** A little of everything that a database may hold. */
const everything = [
  "create type warna as enum ('merah', 'biru')", "create domain kode as text check (value <> '')", 'create type ukuran as (panjang int, warna warna)',
  `create table segala (
    id bigint generated always as identity primary key, a smallint, b real, c double precision, d numeric(20, 4), e text, f varchar(9), g char(9), h bytea, i date, j time, k timestamptz, l interval,
    m uuid, n jsonb, o json, p warna, q kode, r ukuran, s int[], t warna[], u inet, v point, w tsvector, x int4range, y xml, z money, lebih regclass, dua bigint generated always as (a * 2) stored, buang int)`,
  'alter table segala drop column buang',
  `insert into segala (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, lebih) select g, g / 3.0, 1e300 / g, g * 1.10, E'kata\\n"' || g, 'x', 'y', decode('00ff', 'hex'), date '2027-01-18' + g,
    time '10:00', timestamptz '2027-01-18 10:00+07' + g * interval '1 day', interval '1 mon 2 days', md5(g::text)::uuid, jsonb_build_object('g', g), '{"b": 1, "a":  2}', 'biru', 'KD', row(g, 'merah')::ukuran, array[g, null], '{merah}', '10.0.0.1/8', point(g, 0.1),
    to_tsvector('simple', 'lelang ' || g), int4range(g, g + 5), xmlparse(content '<a/>'), g::money, 'segala'::regclass from generate_series(1, 50) g`,
  'insert into segala default values',
  'create table "Nama ""aneh"", ya" ("kolom ke-1" int, "KOLOM" text)', `insert into "Nama ""aneh"", ya" values (1, 'a'), (1, 'a'), (null, null)`,
  'create table "baris\nbaru" (t text)', 'create table kosong ()', 'insert into kosong default values',
  'create table bagian (id int, tahun int) partition by list (tahun)', 'create table bagian_2026 partition of bagian for values in (2026)', 'create table bagian_2027 partition of bagian for values in (2027)',
  'insert into bagian select g, 2026 + g % 2 from generate_series(1, 9) g',
  'create table induk (id int)', 'create table ahli_waris (nama text) inherits (induk)', "alter table induk add column catatan text default 'x'", "insert into ahli_waris values (1, 'a')", 'insert into induk values (2)',
  'create schema arsip', 'create unlogged table arsip.segala (id int)', 'insert into arsip.segala values (7)',
  'create materialized view ringkasan as select count(*), now() from segala', "select lo_from_bytea(0, 'isi besar'), lo_from_bytea(0, '')",
];

let backup: BackupOffice;
let manifest: Manifest;
const builder = `sigap_uji_orang_${process.pid}`;
const work = silentWork();
const restore = (folder = backup.staging) => restoreDatabases(work, backup.scratch, manifest, folder);
const compare = () => compareDatabases(work, backup.scratch, manifest);

const restored = (index = 0): { url: string } => {
  const url = new URL(postgresAdminUrl());
  url.pathname = `/${scratchStem(backup.scratch.caseId)}${index === 0 ? '' : `_${index + 1}`}`;
  return { url: url.href };
};

beforeAll(async () => {
  backup = await openBackupOffice();
  await run(backup.spse, ...everything);
  await run(backup.second, 'create table paket (id int)', 'insert into paket select generate_series(1, 5)');
  // The other server looks at values in its own way.
  await run(backup.spse, `alter database ${backup.spse.name} set timezone = 'Asia/Jakarta'`, `alter database ${backup.spse.name} set datestyle = 'German'`, `alter database ${backup.spse.name} set extra_float_digits = 0`, `alter database ${backup.spse.name} set bytea_output = 'escape'`);
  await takeSet(backup.deps, work, { office, caseId: crypto.randomUUID(), set: crypto.randomUUID() });
  ({ manifest } = await readManifest(backup.staging));
  await restore();
});
afterAll(async () => {
  await dropScratchDatabases(work, backup.scratch);
  await backup.close();
});

const equal = () => ({ tables: manifest.databases.flatMap(({ tables }) => tables).length, differingTables: 0, missingTables: 0 });

describe('a restored set', () => {
  it('is equal to its manifest in every kind of table and value, and in large objects', async () => {
    const tables = manifest.databases[0]!.tables.map(({ table, rows }) => `${table}: ${rows}`);
    expect(tables).toEqual([
      'arsip.segala: 1', 'public.Nama "aneh", ya: 3', 'public.ahli_waris: 1', 'public.bagian_2026: 4', 'public.bagian_2027: 5', 'public.baris\nbaru: 0', 'public.induk: 1', 'public.kosong: 1', 'public.segala: 51', 'pg_catalog.pg_largeobject: 2',
    ]);
    expect(manifest.databases[0]!.tables.every(({ content }) => content !== null)).toBe(true);
    expect(await compare()).toEqual({ ...equal(), rows: 74 });
  });

  it.each([
    ['one value of one row', 0, "update segala set r.warna = 'biru' where id = 3", "update segala set r.warna = 'merah' where id = 3"],
    ['one row less', 1, 'delete from paket where id = 5', 'insert into paket values (5)'],
    ['a row that is there twice, though they cancel out', 0, `insert into "Nama ""aneh"", ya" values (2, 'b'), (2, 'b')`, `delete from "Nama ""aneh"", ya" where "KOLOM" = 'b'`],
    ['a large object', 0, "select lo_put(min(oid), 0, 'ISI') from pg_largeobject_metadata where octet_length(lo_get(oid)) > 0", "select lo_put(min(oid), 0, 'isi') from pg_largeobject_metadata where octet_length(lo_get(oid)) > 0"],
  ])('differs in exactly one table by %s', async (_name, index, change, back) => {
    await run(restored(index), change);
    expect(await compare()).toMatchObject({ differingTables: 1, missingTables: 0 });
    await run(restored(index), back);
    expect(await compare()).toMatchObject(equal());
  });

  it('misses a table, and has one too many', async () => {
    await run(restored(), 'alter table induk rename to lain');
    expect(await compare()).toMatchObject({ differingTables: 0, missingTables: 2 });
    await run(restored(), 'alter table lain rename to induk');
  });

  it('is reached by nobody but its owner (SEC-17)', async () => {
    await run(restored(), `create role ${builder} login password 'orang'`);
    const url = new URL(restored().url);
    [url.username, url.password] = [builder, 'orang'];
    await expect(run({ url: url.href }, 'select 1')).rejects.toMatchObject({ code: '42501' });
    await run(restored(), `drop role ${builder}`);
  });

  it('begins anew over what a dead try left, and is gone in the end, whoever is connected', async () => {
    await run(restored(), 'drop table segala cascade');
    const staying = run(restored(1), 'select pg_sleep(60)').catch(() => 'thrown out');
    await restore();
    expect(await staying).toBe('thrown out');
    expect(await compare()).toMatchObject(equal());
    await dropScratchDatabases(work, backup.scratch);
    await expect(run(restored(), 'select 1')).rejects.toMatchObject({ code: '3D000' });
    await expect(run(restored(1), 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});

describe('a set that cannot be restored', () => {
  it.each([30, 99])('says so: %d % of a dump is there', async (percent) => {
    const folder = join(backup.root, `rusak-${percent}`);
    await cp(backup.staging, folder, { recursive: true });
    truncateSync(join(folder, '1.dump'), Math.floor((manifest.databases[0]!.bytes * percent) / 100));
    await expect(restore(folder)).rejects.toMatchObject({ type: 'restore-failed', message: 'restore-failed' });
  });

  it('says that the place of drills is none where no database may be made', async () => {
    await run({ url: postgresAdminUrl() }, `create role ${builder} login password 'uji'`);
    const server = { ...backup.scratch.server, user: builder, password: 'uji' };
    await expect(restoreDatabases(work, { server, caseId: crypto.randomUUID() }, manifest, backup.staging)).rejects.toMatchObject({ type: 'scratch-missing', message: 'scratch-missing' });
    await run({ url: postgresAdminUrl() }, `drop role ${builder}`);
  });
});
