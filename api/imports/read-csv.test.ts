import { describe, expect, it } from 'vitest';
import { aRow, register } from '../testing/register.ts';
import { columns } from './columns.ts';
import { readCsv } from './read-csv.ts';
import type { CsvRow } from './read-csv.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (bytes: Buffer | string, size = 7): Promise<CsvRow[]> => {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(inPieces(Buffer.from(bytes), size))) rows.push(row);
  return rows;
};
const header = columns.join(',');

describe('a register', () => {
  it.each([
    ['with commas', register([aRow])],
    ['with semicolons', register([aRow], { separator: ';' })],
    ['with tabs', register([aRow], { separator: '\t' })],
    ['with a byte order mark', Buffer.concat([Buffer.from('\ufeff'), register([aRow], { separator: ';' })])],
    ['with plain line ends', register([aRow], { end: '\n' })],
    ['with names in capitals and with spaces', register([aRow], { names: columns.map((name) => name.toUpperCase().replace('_', ' ')) })],
    ['with quoted names', register([aRow], { separator: ';', names: columns.map((name) => `"${name}"`) })],
  ])('%s is read', async (_what, bytes) => {
    expect(await read(bytes)).toEqual([{ line: 2, cells: aRow }]);
    expect(await read(bytes, 100_000)).toEqual([{ line: 2, cells: aRow }]);
  });

  it('may have its columns in any order, and more of them', async () => {
    const names = [...columns].reverse();
    const cells = names.map((name) => aRow[name]);
    expect(await read(`no,${names.join(',')}\n1,${cells.join(',')}\n`)).toEqual([{ line: 2, cells: aRow }]);
  });

  it('keeps commas, quotes and lines inside a quoted cell, and counts the lines of the file', async () => {
    const uraian = 'Baris satu, lalu\nbaris "dua"';
    const rows = await read(register([{ uraian }, {}, { uraian: 'Satu\r\ndua\r\ntiga' }, {}]));
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5, 8]);
    expect(rows[0]).toMatchObject({ cells: { uraian } });
  });

  it('may have empty lines and rows of empty cells', async () => {
    const [top, row] = register([aRow], { end: '\n' }).toString().split('\n');
    expect((await read(`\n${top}\n\n${','.repeat(11)}\n${row}\n${row}`)).map(({ line }) => line)).toEqual([5, 6]);
  });

  it('may be put together from files with other line ends', async () => {
    expect((await read(Buffer.concat([register([{}, {}]), register([{}, {}], { end: '\n' }).subarray(header.length + 1)]))).map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });

  it('tells a row with too few or too many cells from the others', async () => {
    const [top, row] = register([aRow], { end: '\n' }).toString().split('\n');
    const rows = await read(`${top}\n${row},,\n"a","b"\n${row},lebih\n${row}\n`);
    expect(rows).toEqual([
      { line: 2, cells: aRow }, { line: 3, misfit: expect.stringContaining('2 kolom') }, { line: 4, misfit: expect.stringContaining('13 kolom') }, { line: 5, cells: aRow },
    ]);
  });

  it('of line ends only is given up after 64 KB, not read to its end', async () => {
    let taken = 0;
    async function* endless() {
      for (; taken < 1000; taken += 1) yield Buffer.alloc(64 * 1024, '\n');
    }
    await expect(readCsv(endless()).next()).rejects.toMatchObject({ code: 'import-no-header' });
    expect(taken).toBeLessThan(4);
  });

  it('may begin with a few empty lines, in pieces of any size', async () => {
    expect(await read(Buffer.concat([Buffer.from('\ufeff' + '\r\n'.repeat(100)), register([aRow], { separator: ';' })]), 5)).toEqual([{ line: 102, cells: aRow }]);
  });

  it('of separators only is too long as well, and others get their turn while it is read', async () => {
    let turns = 0;
    // By turns of the loop and not by a clock, which gives fewer the faster the machine reads.
    let next = setImmediate(function take() { turns += 1; next = setImmediate(take); });
    await expect(read(`${header}\n${',\n'.repeat(50_001)}`, 1_000_000)).rejects.toMatchObject({ code: 'import-too-long', extra: { limit: 50_000 } });
    clearImmediate(next);
    expect(turns).toBeGreaterThan(20);
  });

  it.each<[string, Buffer | string, string, object]>([
    ['in UTF-16 with its mark', Buffer.from(`\ufeff${header}\n`, 'utf16le'), 'import-encoding', { encoding: 'UTF-16' }],
    ['in UTF-16 without it', Buffer.from(`${header}\n`, 'utf16le'), 'import-encoding', { encoding: 'UTF-16' }],
    ['in Latin-1', Buffer.from(`${header}\nsurat dari José\n`, 'latin1'), 'import-encoding', { encoding: null }],
    ['cut off inside a letter', Buffer.concat([Buffer.from(`${header}\n`), Buffer.from('é').subarray(0, 1)]), 'import-encoding', { encoding: null }],
    ['that is a workbook', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from([0x14, 0, 0xff, 0xd8])]), 'import-encoding', { encoding: null }],
    ['without a header', register([aRow]).toString().split('\r\n').slice(1).join('\n'), 'import-no-header', { missing: [...columns] }],
    ['without two columns', 'diterima,saluran,nomor_luar,nama_pelapor,surel_pelapor,kontak_pelapor,peran,kategori,uraian,jawaban\n', 'import-columns', { missing: ['selesai', 'akar_masalah'], twice: [] }],
    ['with a column twice', `${header},Uraian\n`, 'import-columns', { missing: [], twice: ['uraian'] }],
    ['of nothing', '', 'file-empty', {}],
    ['of empty lines', '\n\n\n', 'file-empty', {}],
    ['with a quote that never ends', `${register([aRow]).toString()}"tanpa akhir\n${'x'.repeat(300_000)}`, 'import-not-csv', { line: 3 }],
    ['with a quote that is open at the end', `${register([aRow]).toString()}"tanpa akhir`, 'import-not-csv', { line: 3 }],
  ])('%s is refused', async (_what, bytes, code, extra) => {
    for (const size of [7, 65_536]) await expect(read(bytes, size)).rejects.toMatchObject({ code, extra });
  });
});
