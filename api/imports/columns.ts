import { Problem } from '../problems.ts';

/** The columns of a register; all are there, some may be empty. Their order and capitals are free. */
export const columns = [
  'diterima', 'saluran', 'nomor_luar', 'nama_pelapor', 'surel_pelapor', 'kontak_pelapor',
  'peran', 'kategori', 'uraian', 'selesai', 'jawaban', 'akar_masalah',
] as const;

export type Column = (typeof columns)[number];

export type Cells = Record<Column, string>;

const plain = (name: string) => name.trim().toLowerCase().replace(/[\s-]+/g, '_');
const isColumn = (name: string): name is Column => (columns as readonly string[]).includes(name);

/** The separator with which the first line names most columns; Excel in Indonesian writes a semicolon. */
export function separatorOf(firstLine: string): string {
  const named = (separator: string) => firstLine.split(separator).filter((name) => isColumn(plain(name.replace(/^\s*"|"\s*$/g, '')))).length;
  return [';', ',', '\t'].reduce((best, separator) => (named(separator) > named(best) ? separator : best));
}

/**
 * Reads the names of the first line; other columns than ours are passed over.
 * @returns what cuts a row of as many cells into named ones
 * @throws Problem import-no-header, import-columns
 */
export function readHeader(names: string[]): (cells: string[]) => Cells {
  const found = names.map(plain);
  const missing = columns.filter((column) => !found.includes(column));
  if (missing.length === columns.length) throw new Problem('import-no-header', { missing });
  const twice = columns.filter((column) => found.indexOf(column) !== found.lastIndexOf(column));
  if (missing.length > 0 || twice.length > 0) throw new Problem('import-columns', { missing, twice });
  const places = columns.map((column) => [column, found.indexOf(column)] as const);
  return (cells) => Object.fromEntries(places.map(([column, place]) => [column, (cells[place] ?? '').trim()])) as Cells;
}
