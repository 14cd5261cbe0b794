import type { House } from '../../test/house.ts';

/** A form as the desk fills it in, without a number. */
export const aForm = {
  kind: 'berita-acara-kesaksian', at: '2026-01-05T10:15:00+07:00', place: 'Ruang Layanan LPSE', packageCode: '10204127', packageName: 'Pembangunan Puskesmas',
  provider: 'CV Karya Rekaan', fileName: 'Penawaran.rhs', sha256: '3A7BD3E2360A3D29EEA436FCFB7E44C735D117C42D1C1835420B6B9942DD4F1B', errorText: 'Kunci dekripsi tidak cocok.',
  tool: 'Apendo 5.1.2', attempts: ['Diunduh ulang, gagal.'], ticket: 'LKPP-118223',
  parties: [{ party: 'pejabat-pengadaan', name: 'Ratna Rekaan', nip: '190001011920012051', position: 'Pejabat Pengadaan' }],
  witnesses: [{ person: 'cth-05' }, { name: 'Tono Rekaan', position: 'Petugas layanan' }], attachments: ['Tangkapan layar'],
};

/** Bytes and head of a download, as `house.call` cannot give them. */
export async function download(house: House, path: string, key: string): Promise<{ status: number; bytes: Buffer; type: string | undefined; disposition: string | undefined }> {
  const answer = await house.app.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${key}` } });
  const { 'content-type': type, 'content-disposition': disposition } = answer.headers;
  return { status: answer.statusCode, bytes: answer.rawPayload, type: type?.toString(), disposition: disposition?.toString() };
}
