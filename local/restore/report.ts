import { relative } from 'node:path';
import { table } from '../report.ts';
import type { SigapSet } from './find-set.ts';
import type { ReadSet } from './read-set.ts';

/** Which set is taken, and which to name next when it proves to be damaged. */
export function chosenSet({ snapshotId, time, older }: Pick<SigapSet, 'snapshotId' | 'time' | 'older'>): string {
  const named = (id: string, at: string) => `${id.slice(0, 8)} (${new Date(at).toLocaleString('id-ID', { dateStyle: 'medium', timeStyle: 'long' })})`;
  return `Cadangan yang dipakai: ${named(snapshotId, time)}.${older.length > 0 ? ` Yang lebih lama: ${older.map((one) => named(one.id, one.time)).join(', ')}.` : ''}`;
}

/** What the operator reads in the end: what is there again, how old it is, and what to do now. */
export function restoredReport(to: string, snapshotId: string, { database, manifest, documentCount }: ReadSet, rows: number, now: number = Date.now()): string {
  const folder = relative(process.cwd(), to) || to;
  const count = (n: number) => n.toLocaleString('id-ID');
  return [
    '',
    `Sigap dipulihkan ke ${folder}. Setiap tabel dan dokumen sama dengan yang dicatat saat dicadangkan.`,
    '',
    ...table([
      ['Yang dipulihkan', 'Isi'],
      ['Keadaan pada', `${new Date(database.takenAt).toLocaleString('id-ID', { dateStyle: 'long', timeStyle: 'long' })} (${ageOf(now - Date.parse(database.takenAt))} yang lalu)`],
      ['Basis data', `${count(database.tables.length)} tabel, ${count(rows)} baris`],
      ['Dokumen', count(documentCount)],
      ['Cadangan', snapshotId],
      ['SHA-256 manifes', manifest],
    ]),
    '',
    `Jalankan dengan: ${folder === '.sigap' ? '' : `SIGAP_DATA=${folder} `}npm start. Yang dicatat sesudah saat itu tidak ada lagi: masukkan kembali. Tenggat yang lewat selama mati dijalankan saat mulai, dan surel yang belum tercatat terkirim dikirim lagi.`,
    'Repositori dan media tidak ikut dipulihkan; letakkan kembali di foldernya yang lama supaya pencadangan berlanjut.',
  ].join('\n');
}

/** In the largest unit that says enough. */
function ageOf(ms: number): string {
  const units = [['hari', 86_400_000], ['jam', 3_600_000], ['menit', 60_000], ['detik', 1000]] as const;
  const [name, size] = units.find(([, unit]) => ms >= 2 * unit) ?? ['detik', 1000];
  return `${Math.floor(ms / size)} ${name}`;
}
