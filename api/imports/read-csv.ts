import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { Problem } from '../problems.ts';
import { columns, readHeader, separatorOf } from './columns.ts';
import type { Cells } from './columns.ts';
import { onlyUtf8 } from './utf8.ts';

/** A row of the register, or why it cannot be cut into cells; `line` is the line of the file in which it begins. */
export type CsvRow = { line: number; cells: Cells } | { line: number; misfit: string };

/** Far more than the longest texts of a row; a quote that never ends is found here and not at the end of 50 MB. */
const maxRowBytes = 256 * 1024;

/** So many bytes may stand before the end of the first line. */
const maxHeadBytes = 64 * 1024;

const maxRows = 50_000;

/** After so many rows whoever else waits for this process gets a turn. */
const rowsATurn = 250;

/**
 * Reads a CSV as it streams in: UTF-8 with or without BOM, separated by comma, semicolon or tab. Empty lines and rows of empty cells are
 * passed over; the latter count as rows, because they cost as much.
 * @throws Problem import-encoding, import-no-header, import-columns, import-not-csv, import-too-long
 */
export async function* readCsv(bytes: AsyncIterable<Buffer>): AsyncGenerator<CsvRow> {
  const { firstLine, all } = await withFirstLine(onlyUtf8(bytes));
  let lines = 0;
  const parser = parse({
    delimiter: separatorOf(firstLine), record_delimiter: ['\r\n', '\n', '\r'], bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, max_record_size: maxRowBytes,
    // Counted here and not below, so that a fault says its line although the rows before it still wait to be taken.
    on_record: (cells, { empty_lines }) => {
      const line = lines + empty_lines + 1;
      lines += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      return [String(line), ...cells];
    },
  });
  // Whatever breaks on the way comes out of the parser's own end.
  pipeline(Readable.from(all), parser).catch(() => {});
  let width = 0;
  let records = 0;
  let named: ((cells: string[]) => Cells) | null = null;
  try {
    for await (const [first, ...cells] of parser as AsyncIterable<string[]>) {
      const line = Number(first);
      records += 1;
      // The header is the one more.
      if (records > maxRows + 1) throw new Problem('import-too-long', { limit: maxRows });
      if (records % rowsATurn === 0) await turn();
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (named === null) {
        named = readHeader(cells);
        width = cells.length;
      } else if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) {
        yield { line, misfit: `Baris ini memuat ${cells.length} kolom, sedangkan baris judul ${width}; periksa tanda kutip dan pemisahnya.` };
      } else {
        yield { line, cells: named(cells) };
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new Problem('import-not-csv', { line: lines + parser.info.empty_lines + 1 }) : error;
  }
  if (named === null) throw new Problem('file-empty');
}

/** The first line that says something, without taking it away. @throws Problem import-no-header when only white space comes */
async function withFirstLine(bytes: AsyncIterable<Buffer>): Promise<{ firstLine: string; all: AsyncIterable<Buffer> }> {
  const source = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  const decoder = new TextDecoder();
  let head = '';
  let size = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    seen.push(next.value);
    size += next.value.length;
    head = (head + decoder.decode(next.value, { stream: true })).trimStart();
    if (size <= maxHeadBytes && !/[\r\n]/.test(head)) continue;
    if (head !== '') break;
    await source.return?.();
    throw new Problem('import-no-header', { missing: [...columns] });
  }
  async function* all() {
    try {
      yield* seen.splice(0);
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  }
  return { firstLine: head.split(/[\r\n]/)[0] ?? '', all: all() };
}
