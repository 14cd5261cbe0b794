import { relative } from 'node:path';
import type { DemoPerson } from './demo.ts';
import type { Addresses } from './environment.ts';

/** What the operator sees when everything runs. */
export function readyReport(addresses: Addresses, people: DemoPerson[], dataDir: string, tookMs: number): string {
  const seconds = (tookMs / 1000).toFixed(1).replace('.', ',');
  return [
    '',
    `Sigap siap dalam ${seconds} detik. Data tersimpan di ${relative(process.cwd(), dataDir) || dataDir}. Ctrl-C menghentikan semuanya.`,
    '',
    ...table([
      ['Layanan', 'Alamat'],
      ['API', addresses.api],
      ['Dokumen API (OpenAPI)', `${addresses.api}/docs`],
      ['Halaman publik', `${addresses.api}/`],
      ['Halaman petugas', `${addresses.api}/masuk`],
      ['Temporal UI', addresses.temporalUi],
      ['Kotak surat', addresses.mailbox],
      ['SMTP', addresses.smtp],
      ['Temporal (gRPC)', addresses.temporal],
      ['Postgres', addresses.postgres],
    ]),
    ...(people.length === 0 ? [] : [
      '',
      'Orang contoh dan kuncinya (untuk halaman petugas, dan untuk API sebagai header "authorization: Bearer <kunci>"):',
      '',
      ...table([
        ['Kantor', 'Fungsi', 'Orang', 'Kunci'],
        ...people.map((person) => [person.office, person.functions.join(', ') || '-', person.person, person.key]),
      ]),
    ]),
    '',
  ].join('\n');
}

/** Left-aligned columns; the first row is the heading. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const [heading = [], ...body] = rows;
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
