import { createRecurrence } from '../../api/recurrences.ts';
import { recurrenceBody } from '../../api/routes/recurrences.ts';
import { maintenanceContract } from '../../workflows/maintenance/contract.ts';
import { outageContract } from '../../workflows/outage/contract.ts';
import type { Line } from '../line-fields.ts';
import { beginCase } from './beginning-form.ts';
import type { BeginningForm } from './beginning-form.ts';

export const weekdays = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;

const systems: NonNullable<BeginningForm['ticks']>[number] = {
  name: 'sistem', path: 'systems', label: 'Sistem yang terdampak', sentence: 'Pilih sekurangnya satu sistem yang terdampak.',
  options: ({ office }) => office.settings.systems.map(({ code, label }) => ({ value: code, label })),
};
const words = (name: string, path: string, label: string): Line =>
  ({ name, path, label, hint: 'Diumumkan kepada pengguna; jangan menulis data pribadi.', kind: 'words', required: true, sentence: `${label}: isi kolom ini, 3 sampai 10.000 huruf.` });
const time = (name: string, path: string, label: string, hint: string, required = true): Line => ({ name, path, label, hint, kind: 'time', required, sentence: `${label}: isi tanggal dan jam.` });
const reasons = [words('alasan', 'reason', 'Alasan'), words('dampak', 'effect', 'Perkiraan dampak bagi pengguna')];

/** A window, an outage, a window that comes again; each the same as by the API. */
export const announcementForms: readonly BeginningForm[] = [
  {
    path: 'pemeliharaan', body: maintenanceContract.start.body, title: 'Rencanakan pemeliharaan', button: 'Simpan jadwal', begin: beginCase(maintenanceContract),
    lead: 'Sigap mengumumkannya, mengingatkan sebelum mulai, memberi tahu mulai dan selesainya, dan menagih bila jadwalnya terlewat.',
    ticks: [systems], lines: [time('mulai', 'startsAt', 'Mulai', 'Waktu setempat.'), time('selesai', 'endsAt', 'Selesai', 'Waktu setempat; boleh melewati tengah malam.'), ...reasons],
    boxes: [
      { name: 'diperiksa', path: 'scheduleChecked', label: 'Jadwal SPSE sudah diperiksa: tidak ada tahapan tender yang terganggu' },
      { name: 'darurat', path: 'emergency', label: 'Darurat: umumkan sekarang, tanpa menunggu persetujuan' },
    ],
  },
  {
    path: 'gangguan', body: outageContract.start.body, title: 'Laporkan gangguan', button: 'Catat gangguan', begin: beginCase(outageContract),
    lead: 'Yang menangani gangguan diberi tahu seketika, siang atau malam. Pengguna diberi tahu sesudah waktu konfirmasi, atau begitu gangguannya diumumkan.',
    ticks: [systems], lines: [time('sejak', 'since', 'Diketahui sejak', 'Waktu setempat. Kosongkan bila baru saja.', false), words('uraian', 'text', 'Apa yang terganggu dan dampaknya')],
  },
  {
    path: 'berulang', body: recurrenceBody, title: 'Jadwal pemeliharaan berulang', button: 'Simpan jadwal berulang',
    async begin(deps, { desk, body, key }) {
      await createRecurrence(deps, { staff: desk.staff, body: recurrenceBody.parse(body), idempotencyKey: key });
      return '/pengumuman?selesai=berulang#berulang';
    },
    lead: 'Sigap membuka jadwal pertamanya sekarang, dan jadwal berikutnya saat yang sebelumnya mulai; masing-masing disetujui dan diumumkan seperti jadwal lain.',
    ticks: [systems, {
      name: 'hari', path: 'weekdays', label: 'Hari', sentence: 'Pilih sekurangnya satu hari.', meaning: Number, options: () => weekdays.map((label, index) => ({ value: String(index + 1), label })),
    }],
    choices: [{
      name: 'minggu', path: 'nth', label: 'Seberapa sering', all: 'Setiap minggu', sentence: 'Pilih seberapa sering.', meaning: Number,
      options: () => ['pertama', 'kedua', 'ketiga', 'keempat'].map((nth, index) => ({ value: String(index + 1), label: `Setiap bulan, hari itu yang ${nth}` })),
    }],
    lines: [
      { name: 'jam', path: 'at', label: 'Jam mulai', hint: 'Waktu setempat, misalnya 21:30.', sentence: 'Jam mulai: tulis seperti 21:30.', required: true },
      { name: 'lama', path: 'minutes', label: 'Lamanya dalam menit', hint: '5 sampai 1440.', kind: 'digits', isNumber: true, sentence: 'Lamanya: isi 5 sampai 1440 menit.', required: true },
      ...reasons,
    ],
  },
];
