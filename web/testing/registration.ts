import type { House } from '../../test/house.ts';
import { png, sendUpload } from './report.ts';
import type { Sent } from './report.ts';

/** A firm in Salatiga that registers; a NIK whose birth date is there, of nobody. */
export const firm = { nama: 'Sari Direktur', surel: 'sari@firma.example', usaha: 'CV Firma Contoh', npwp: '01.234.567.8-901.000', rujukan: 'firmacontoh' };
export const firmPath = '/daftar/salatiga?layanan=pendaftaran&jenis=badan-usaha';

/** Who acts for an agency, with a term. */
export const official = { nama: 'Budi Pejabat', surel: 'budi@dinas.example', instansi: 'Dinas Contoh', nip: '198001012005011001', 'sk-nomor': '800/12/2026', 'sk-tanggal': '2026-01-05', sampai: '2031-12-31' };
export const officialPath = '/daftar/salatiga?layanan=pendaftaran&jenis=ppk';

/** A copy of an item, different from every other item's. */
export const copyOf = (item: string): [string, string, string, Buffer] => [`berkas-${item}`, `${item}.png`, 'image/png', Buffer.concat([png, Buffer.from(item)])];

/** Applies, and answers with the way to the tracking page. */
export async function applied(house: House, path = firmPath, sent: Sent = { fields: firm }): Promise<{ path: string; number: string }> {
  const answer = await sendUpload(house, path, sent);
  const to = answer.headers.get('location') ?? '';
  if (answer.status !== 303) throw new Error(`The form was answered with ${answer.status}: ${await answer.text()}`);
  return { path: to, number: to.split('/')[2] ?? '' };
}
