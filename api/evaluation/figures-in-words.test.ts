import { expect, it } from 'vitest';
import type { ClockFigures, MonthFigures } from '../../activities/figures.ts';
import { figuresInWords } from './figures-in-words.ts';

const hour = 3_600_000;
const times = (workingMs: number | null) => ({ workingMs, clockMs: workingMs });
const clock = (more: Partial<ClockFigures> = {}): ClockFigures => ({
  done: 0, notYet: 0, endedWithout: 0, inTime: null, late: null, overdue: null, median: times(null), p90: times(null), lateMedian: times(null), lateWorst: times(null), ...more,
});
const month = (name: string, more: Partial<MonthFigures> = {}): MonthFigures => ({
  month: name, received: 0, imported: 0, followUp: clock(), answer: clock(), reopened: 0, forwarded: 0, closed: 0, openAtEnd: 0,
  byCategory: [], byKind: [], byChannel: [], byCause: [], ...more,
});
const at = Date.parse('2027-01-01T00:00:30+07:00');
const quarter = { from: '2026-10-01', to: '2026-12-31' };
const words = (...months: MonthFigures[]) => figuresInWords(quarter, months, at, 420);

it('says the sum of the period, the moment of its record, and each month', () => {
  const text = words(month('2026-10', { received: 5, reopened: 1, forwarded: 2, closed: 4, openAtEnd: 1 }), month('2026-11', { received: 2 }), month('2026-12'));
  expect(text).toContain('Penanganan masalah Oktober sampai Desember 2026: 7 laporan masuk, menurut catatan pada 1 Jan 2027 00.00 WIB.');
  expect(text).toContain('Oktober 2026\nLaporan masuk: 5\n');
  expect(text).toContain('Dibuka kembali: 1; diteruskan ke LKPP: 2; ditutup: 4; masih terbuka pada akhir bulan: 1');
  expect(text).toMatch(/Desember 2026\nLaporan masuk: 0\nDibuka kembali: 0/);
});

it('says how many were in time and by how much the others were late, in working time', () => {
  const followUp = clock({ done: 4, notYet: 2, inTime: 3, late: 1, overdue: 1, endedWithout: 1, median: times(2.5 * hour), lateMedian: times(3 * hour), lateWorst: times(30 * hour) });
  expect(words(month('2026-10', { received: 7, followUp }))).toContain(
    'Tindak lanjut: 4 selesai, 3 tepat waktu, 1 terlambat, 2 belum (1 lewat tenggat), 1 berakhir tanpa itu, median 2 jam 30 menit kerja, terlambat dengan median 3 jam 0 menit kerja, paling lama 30 jam 0 menit kerja');
});

it('claims no punctuality where no number is set', () => {
  const text = words(month('2026-10', { received: 1, answer: clock({ done: 1, median: times(hour) }) }));
  expect(text).toContain('Jawaban: 1 selesai, tanpa angka tenggat, 0 belum, median 1 jam 0 menit kerja');
  expect(text).not.toMatch(/tepat waktu|null|NaN/);
});

it('names categories and causes with their late ones, and tells the reports of an old register apart', () => {
  const text = words(month('2026-10', {
    received: 4, imported: 3, byCategory: [{ code: 'a', label: 'Aplikasi SPSE', received: 3, late: 1 }, { code: 'b', label: 'Jaringan', received: 1, late: 0 }],
    byCause: [{ code: null, label: 'Belum dicatat', received: 4, late: null }],
  }));
  expect(text).toContain('Laporan masuk: 4, 3 di antaranya dari register sebelum Sigap');
  expect(text).toContain('Menurut kategori: Aplikasi SPSE 3 (1 terlambat); Jaringan 1');
  expect(text).toContain('Menurut akar permasalahan: Belum dicatat 4');
});
