import { describe, expect, it } from 'vitest';
import { compareTables } from './compare-tables.ts';
import { missingIn } from './dump.ts';
import { parseConnection, toolConnection } from './postgres.ts';
import { hasShrunk, median, roomFor } from './sizes.ts';
import type { DatabaseSource } from './sources.ts';
import { undeclaredOn } from './undeclared.ts';
import { canDump, majorOf } from './versions.ts';

describe('how large a dump usually is', () => {
  it.each([[[], undefined], [[7], 7], [[1, 9], 5], [[9, 1, 5], 5], [[100, 100, 100, 1, 100, 100, 100], 100], [[10, 9, 8, 7], 8.5]])('the median of %j is %s', (sizes, expected) => {
    expect(median(sizes)).toBe(expected);
  });

  it.each([[50, [100, 100], false], [49, [100, 100], true], [0, [], false], [0, [1], true], [0, [0, 0], false], [60, [1000, 100, 100], false]])('%d beside %j is too small: %s', (size, earlier, expected) => {
    expect(hasShrunk(size, earlier)).toBe(expected);
  });

  it('asks for one and a half times the last dump, and for nothing before the first', () => {
    expect([roomFor(0), roomFor(3), roomFor(1000)]).toEqual([0, 5, 1500]);
  });
});

describe('versions', () => {
  it.each([['pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', 1500], ['15.18', 1500], ['9.6.24', 906], ['pg_dump (PostgreSQL) 9.6.24', 906], ['18beta1', 1800], ['tidak ada', undefined]])('"%s" is of %s', (text, major) => {
    expect(majorOf(text)).toBe(major);
  });

  it.each([['15.2', '15.18', true], ['15.2', '16.0', false], ['9.6.1', '9.5.25', true], ['9.5.25', '9.6.1', false], ['9.6.24', '10.1', false], ['17.0', '9.4.1', true], ['', '15.1', false]])('pg_dump %s may dump a server %s: %s', (tool, server, expected) => {
    expect(canDump(tool, server)).toBe(expected);
  });
});

describe('the address of a database', () => {
  it('reaches pg_dump by its environment, with everything that may stand in a password', () => {
    const connection = parseConnection('postgresql://spse:p%40ss%2Fw%20rd@10.0.0.5:5433/spse_prod?sslmode=require\n');
    expect(toolConnection(connection)).toEqual({
      PGHOST: '10.0.0.5', PGPORT: '5433', PGDATABASE: 'spse_prod', PGUSER: 'spse', PGPASSWORD: 'p@ss/w rd', PGSSLMODE: 'require', PGCONNECT_TIMEOUT: '10', LC_ALL: 'C',
    });
  });

  it.each(['', 'bukan alamat', 'mysql://a@b/c', 'postgres://a@b', 'postgres://a@b/'])('"%s" is none', (text) => {
    expect(() => parseConnection(text)).toThrow('secret-missing');
  });
});

describe('databases that nobody declared (ARC-1)', () => {
  const source = (code: string, url: string): DatabaseSource => ({ source: code, connection: parseConnection(url), own: false });
  const on = (...databases: string[]) => ({ version: '15.1', databases });
  const sources = [source('spse', 'postgres://u@satu/spse'), source('arsip', 'postgres://u@satu:5432/arsip'), source('lain', 'postgres://u@dua/spse')];

  it('are all of a declared server but those declared there, left out there, or made for a drill', () => {
    const servers = new Map([['satu:5432', on('spse', 'arsip', 'gaji', 'coba', 'sigap_uji_0a1b2c3d')], ['dua:5432', on('spse', 'arsip', 'coba')]]);
    expect(undeclaredOn(sources, [{ source: 'arsip', database: 'coba' }], servers)).toEqual([{ source: 'spse', databases: ['gaji'] }, { source: 'lain', databases: ['arsip', 'coba'] }]);
  });

  it('are none where everything is known', () => {
    expect(undeclaredOn(sources, [], new Map([['dua:5432', on('spse')]]))).toEqual([]);
  });
});

describe('the contents of a dump', () => {
  const table = (name: string, schema = 'public') => ({ schema, name, owner: 'sigap', columns: '' });
  const list = ['; Archive', '4321; 0 16390 TABLE DATA public lelang sigap', '4322; 0 16391 TABLE DATA public dua kata sigap', '215; 1259 16390 TABLE public peserta sigap'].join('\n');

  it('have every table whose rows they have, whatever its name', () => {
    expect(missingIn(list, [table('lelang'), table('dua\nkata')])).toEqual([]);
  });

  it('have not the table of which they know the shape only, or one of another schema', () => {
    expect(missingIn(list, [table('peserta'), table('lelang', 'arsip')])).toHaveLength(2);
  });
});

describe('a restored database beside its manifest', () => {
  const one = (table: string, rows: number, content: string | null = `${rows}`) => ({ table, rows, content });
  const expected = [one('a', 1), one('b', 2), one('c', 0, null)];
  const equal = { tables: 3, rows: 3, differingTables: 0, missingTables: 0 };

  it.each([
    ['equal, in any order', expected.toReversed(), equal],
    ['other content of as many rows', [one('a', 1, '9'), ...expected.slice(1)], { ...equal, differingTables: 1 }],
    ['other rows where content could only be counted', [...expected.slice(0, 2), one('c', 4, '4')], { ...equal, rows: 7, differingTables: 1 }],
    ['a table gone', expected.slice(1), { ...equal, rows: 2, missingTables: 1 }],
    ['a table more', [...expected, one('d', 5)], { ...equal, missingTables: 1 }],
    ['nothing at all', [], { ...equal, rows: 0, missingTables: 3 }],
  ])('is told: %s', (_name, found, result) => {
    expect(compareTables(expected, found)).toEqual(result);
  });
});
