import type { House } from '../../test/house.ts';
import { columns } from '../imports/columns.ts';
import type { Cells } from '../imports/columns.ts';
import { form } from './upload.ts';

/** An open row that nothing is wrong with. */
export const aRow: Cells = {
  diterima: '02/03/2026 09.15', saluran: 'Telepon', nomor_luar: '', nama_pelapor: 'Sari Penyedia', surel_pelapor: '', kontak_pelapor: '0812-0000-0001',
  peran: 'Penyedia', kategori: 'Aplikasi SPSE', uraian: 'Tidak dapat masuk ke SPSE.', selesai: '', jawaban: '', akar_masalah: '',
};

/** What makes of it a row that was solved before Sigap. */
export const solvedRow = { uraian: 'Kata sandi terkunci.', selesai: '2026-03-02T11:00', jawaban: 'Kata sandi sudah diatur ulang.', akar_masalah: 'Cara penggunaan' } satisfies Partial<Cells>;

/** A register as a file; every cell is quoted. */
export function register(rows: Partial<Cells>[], { separator = ',', names = columns as readonly string[], end = '\r\n' } = {}): Buffer {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => quoted({ ...aRow, ...row }[column])).join(separator));
  return Buffer.from([names.join(separator), ...lines, ''].join(end));
}

/** The calls that an importer makes, as a person with that key. */
export function importer(house: House, office: string, key: string) {
  const headers = { authorization: `Bearer ${key}` };
  const base = `/api/v1/offices/${office}/imports`;
  const ask = async (method: 'GET' | 'POST', path: string) => {
    const answer = await house.app.inject({ method, url: `${base}${path}`, headers });
    return { status: answer.statusCode, body: String(answer.headers['content-type']).includes('json') ? answer.json() : answer.payload };
  };
  return {
    async upload(bytes: Buffer) {
      const file = form({ bytes, type: 'text/csv', name: 'register.csv' });
      const answer = await house.app.inject({ method: 'POST', url: base, payload: file.payload, headers: { ...file.headers, ...headers } });
      return { status: answer.statusCode, body: answer.json() };
    },
    see: (id: string) => ask('GET', `/${id}`),
    rows: (id: string, query = '') => ask('GET', `/${id}/rows${query}`),
    csv: (id: string) => ask('GET', `/${id}/rows.csv`),
    run: (id: string) => ask('POST', `/${id}/run`),
  };
}

export type Importer = ReturnType<typeof importer>;
