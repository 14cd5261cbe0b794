import { Readable, pipeline } from 'node:stream';
import { stringify } from 'csv-stringify';

/** One column: its heading in Bahasa Indonesia and what stands under it. */
export type Column<Row> = [heading: string, cell: (row: Row) => string | number | null];

/**
 * A table as Excel with Indonesian settings opens it: UTF-8 with a BOM, semicolons, CRLF. A cell that a spreadsheet would take
 * for a formula gets an apostrophe in front, because names and numbers in it were typed by strangers.
 */
export function csvOf<Row>(rows: AsyncIterable<Row> | Iterable<Row>, columns: Column<Row>[]): Readable {
  const writer = stringify({
    bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true,
    header: true, columns: columns.map(([heading]) => heading),
  });
  const cells = Readable.from(rows).map((row: Row) => columns.map(([, cell]) => cell(row)), { concurrency: 1 });
  // What goes wrong in the rows ends the answer in its middle; whoever reads it must not take a part for the whole.
  pipeline(cells, writer, () => {});
  return writer;
}

/** '45' whole minutes of a duration in ms, rounded up: a second late is late. */
export const minutes = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : Math.ceil(ms / 60_000));

/** '2026-11-30 23:30 WIT' of an ISO instant with the office's offset: sorts as text, says its zone. */
export function localCell(iso: string | null): string | null {
  if (iso === null) return null;
  const zone = { '+07:00': 'WIB', '+08:00': 'WITA', '+09:00': 'WIT' }[iso.slice(19)] ?? `UTC${iso.slice(19)}`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} ${zone}`;
}

export const yesNo = (value: boolean): string => (value ? 'Ya' : 'Tidak');
