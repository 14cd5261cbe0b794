import type { Readable } from 'node:stream';
import { and, asc, count, eq, gt } from 'drizzle-orm';
import { importRows, imports } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { csvOf } from '../reading/csv.ts';

export type Fate = typeof importRows.$inferSelect['fate'];

/** How an import stands, in numbers of rows. @throws Problem unknown-import */
export async function importOf({ db }: ApiDeps, office: string, id: string) {
  const [row] = await db.select().from(imports).where(and(eq(imports.id, id), eq(imports.office, office)));
  if (!row) throw new Problem('unknown-import');
  const counted = await db.select({ fate: importRows.fate, rows: count() }).from(importRows).where(eq(importRows.importId, id)).groupBy(importRows.fate);
  const of = (fate: Fate) => counted.find((one) => one.fate === fate)?.rows ?? 0;
  const open = of('open');
  return {
    id: row.id, state: row.state, rows: row.rows, open, solved: of('solved'), broken: of('broken'), duplicates: of('duplicate'),
    warning: row.state === 'done' || open === 0 ? null : warningOf(open), createdAt: row.createdAt, doneAt: row.doneAt,
  };
}

/** What the run does at once and nobody can take back: the letters of a deadline go as far as it has passed. */
const warningOf = (open: number) => `Berkas ini memuat ${open} laporan terbuka. Begitu diimpor, setiap laporan terbuka yang tenggatnya sudah lewat langsung memulai `
  + 'surat keterlambatannya: kepada Kepala LPSE, lalu ke atas sampai LKPP. Isi kolom "selesai" dan "jawaban" bagi laporan yang sebenarnya sudah selesai sebelum mengimpor.';

export interface Page { after: number; limit: number; fate?: Fate | undefined }

/** Rows in the order of the file; no personal data. */
export async function rowsOf({ db }: ApiDeps, id: string, { after, limit, fate }: Page) {
  const { row, number, reasons, receivedAt, closedAt } = importRows;
  return db.select({ row, fate: importRows.fate, number, receivedAt, closedAt, reasons }).from(importRows)
    .where(and(eq(importRows.importId, id), gt(row, after), fate === undefined ? undefined : eq(importRows.fate, fate))).orderBy(asc(row)).limit(limit);
}

const words: Record<Fate, string> = { open: 'terbuka', solved: 'selesai', broken: 'rusak', duplicate: 'sudah ada' };

/** All rows as a CSV for people, read in pieces; every word in it is ours. */
export const fatesAsCsv = (deps: ApiDeps, id: string): Readable => csvOf(allRowsOf(deps, id), [
  ['baris', ({ row }) => row],
  ['nasib', ({ fate }) => words[fate]],
  ['nomor', ({ number }) => number],
  ['alasan', ({ reasons }) => reasons.map(({ column, reason }) => (column === '' ? reason : `${column}: ${reason}`)).join(' ')],
]);

async function* allRowsOf(deps: ApiDeps, id: string) {
  for (let after = 0; ;) {
    const rows = await rowsOf(deps, id, { after, limit: 1000 });
    if (rows.length === 0) return;
    yield* rows;
    after = rows.at(-1)?.row ?? after;
  }
}
