import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Info } from 'csv-parse';
import { Problem } from '../problems.ts';
import { readHeader, separatorOf } from './columns.ts';
import type { Cells } from './columns.ts';
import { onlyUtf8 } from './utf8.ts';

/** A row of the register, or why it cannot be cut into cells; `line` is the line of the file in which it begins. */
export type CsvRow = { line: number; cells: Cells } | { line: number; misfit: string };

/** Far more than the longest texts of a row; a quote that never ends is found here and not at the end of 50 MB. */
const maxRowBytes = 256 * 1024;

/**
 * Reads a CSV as it streams in: UTF-8 with or without BOM, separated by comma, semicolon or tab. Empty lines are passed over.
 * @throws Problem import-encoding, import-no-header, import-columns, import-not-csv
 */
export async function* readCsv(bytes: AsyncIterable<Buffer>): AsyncGenerator<CsvRow> {
  const { firstLine, all } = await withFirstLine(onlyUtf8(bytes));
  const parser = parse({ delimiter: separatorOf(firstLine), bom: true, info: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, max_record_size: maxRowBytes });
  // Whatever breaks on the way comes out of the parser's own end.
  pipeline(Readable.from(all), parser).catch(() => {});
  let taken = 0;
  let width = 0;
  let named: ((cells: string[]) => Cells) | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = taken + info.empty_lines + 1;
      taken += 1 + record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      if (record.every((cell) => cell.trim() === '')) continue;
      if (named === null) {
        named = readHeader(record);
        width = record.length;
      } else if (record.length < width || record.slice(width).some((cell) => cell.trim() !== '')) {
        yield { line, misfit: `Baris ini memuat ${record.length} kolom, sedangkan baris judul ${width}; periksa tanda kutip dan pemisahnya.` };
      } else {
        yield { line, cells: named(record) };
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new Problem('import-not-csv', { line: taken + parser.info.empty_lines + 1 }) : error;
  }
  if (named === null) throw new Problem('file-empty');
}

/** The first line, without taking it away. */
async function withFirstLine(bytes: AsyncIterable<Buffer>): Promise<{ firstLine: string; all: AsyncIterable<Buffer> }> {
  const source = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let size = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    seen.push(next.value);
    size += next.value.length;
    if (next.value.includes(10) || next.value.includes(13) || size > 64 * 1024) break;
  }
  async function* all() {
    try {
      yield* seen.splice(0);
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  }
  const head = Buffer.concat(seen).toString().replace(/^\ufeff/, '').trimStart();
  return { firstLine: head.split(/[\r\n]/)[0] ?? '', all: all() };
}
