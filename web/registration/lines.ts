import type { Line } from '../line-fields.ts';
import type { NumberKind } from '../../regulations/registration-rules.ts';
import type { Choice } from './choice.ts';

const numbers = {
  nik: ['NIK', '16 angka di KTP.'], npwp: ['NPWP', '15 atau 16 angka; titik dan tanda hubung boleh.'], nib: ['NIB', '13 angka di surat NIB dari OSS.'], nip: ['NIP', '18 angka.'],
} as const;

const numberLine = (name: NumberKind) => ({ name, path: name, label: numbers[name][0], hint: numbers[name][1], kind: 'digits' }) as const;

const oneLine = (label: string) => `Isi ${label} dalam satu baris, paling banyak 200 huruf.`;

/** Who applies. `byDesk`: entered at the counter, for somebody who may have no mail address. */
export function personLines({ kind, service }: Choice, byDesk: boolean): Line[] {
  const provider = kind.group === 'provider';
  return [
    { name: 'nama', path: 'reporter.name', label: provider ? 'Nama penanggung jawab' : 'Nama', required: true, sentence: 'Isi nama, 2 sampai 200 huruf.' },
    {
      name: 'surel', path: 'reporter.mail', label: 'Alamat surel (email)', kind: 'mail', required: !byDesk,
      hint: byDesk ? 'Tanpa surel, pemohon dikabari dengan cara lain.' : 'Tanda terima dan semua kabar kami kirim ke alamat ini.', sentence: 'Isi alamat surel yang benar, misalnya nama@contoh.id.',
    },
    ...(byDesk ? [{ name: 'kontak', path: 'reporter.contact', label: 'Telepon atau kontak lain', required: false, sentence: 'Isi nomor telepon atau cara lain, 3 sampai 200 huruf, atau kosongkan.' } satisfies Line] : []),
    provider
      ? { name: 'usaha', path: 'company', label: 'Nama badan usaha atau usaha', hint: 'Kosongkan bagi perorangan tanpa nama usaha.', required: false, sentence: oneLine('nama usaha') }
      : { name: 'instansi', path: 'agency', label: 'Instansi dan satuan kerja', required: false, sentence: oneLine('nama instansi') },
    ...kind.numbers.map((name): Line => ({ ...numberLine(name), required: true, sentence: `Isi ${numbers[name][0]} pemohon; nomor ini diperlukan bagi jenis pemohon ini.` })),
    ...kind.mayGive.map((name): Line => ({ ...numberLine(name), required: false, sentence: `Periksa ${numbers[name][0]}, atau kosongkan.` })),
    {
      name: 'rujukan', path: 'reference', label: service.end === 'activate' ? 'Nomor atau User ID pendaftaran daring di SPSE' : 'User ID atau nomor pendaftaran di SPSE', required: asksReference({ kind, service }),
      hint: asksReference({ kind, service }) ? 'Daftar dahulu secara daring di SPSE; jangan menulis kata sandi.' : 'Jangan menulis kata sandi.', sentence: 'Isi nomor atau User ID pendaftaran daring Anda di SPSE, paling banyak 100 huruf.',
    },
  ];
}

const asksReference = ({ kind, service }: Choice): boolean => kind.group === 'provider' && service.end === 'activate';

/** Who acts for an agency shows on what paper and until when (REG-9). */
export const asksTerm = ({ kind, service }: Choice): boolean => kind.group === 'non-provider' && (service.end === 'activate' || service.end === 'reactivate');

export const decreeLines: Line[] = [
  { name: 'sk-nomor', path: 'decree.number', label: 'Nomor surat tugas atau surat keputusan', required: false, sentence: 'Isi nomor suratnya, paling banyak 100 huruf.' },
  { name: 'sk-tanggal', path: 'decree.date', label: 'Tanggal surat', kind: 'date', required: false, sentence: 'Isi tanggal suratnya.' },
];

export const untilLine: Line = { name: 'sampai', path: 'until', label: 'Masa tugas sampai', kind: 'date', required: true, sentence: 'Isi tanggal akhir masa tugas, atau centang bahwa masa tugasnya tidak dibatasi.' };

export const lastLines: Line[] = [
  { name: 'pembawa', path: 'bearer', label: 'Pembawa berkas dengan surat kuasa', hint: 'Isi namanya bila berkas dibawa orang lain.', required: false, sentence: oneLine('nama pembawa berkas') },
  { name: 'keterangan', path: 'remarks', label: 'Keterangan', kind: 'words', hint: 'Jangan menulis kata sandi.', required: false, sentence: 'Tulis keterangan 3 sampai 10.000 huruf, atau kosongkan.' },
];

/** What only the counter says: how and when the application reached it (ERR-1). */
export const arrivalLines: Line[] = [
  { name: 'diterima', path: 'receivedAt', label: 'Sampai di kantor', kind: 'time', hint: 'Waktu setempat; tidak boleh di masa depan.', required: true, sentence: 'Isi tanggal dan jam permohonan sampai di kantor.' },
  { name: 'nomor-luar', path: 'externalNumber', label: 'Nomor di saluran asal', hint: 'Misalnya nomor surat.', required: false, sentence: 'Tulis nomor di saluran asal, paling banyak 100 huruf.' },
];

/** Every line of the form for a choice, in the order in which they stand. */
export function linesOf(choice: Choice, byDesk: boolean): Line[] {
  return [...(byDesk ? arrivalLines : []), ...personLines(choice, byDesk), ...(asksTerm(choice) ? [...decreeLines, untilLine] : []), ...lastLines];
}
