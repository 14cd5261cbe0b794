import type { ClockFigures, MonthFigures, Share, Times } from '../../activities/figures.ts';
import { minutes } from './csv.ts';
import type { Column } from './csv.ts';

/** A line of the table: a whole month, or one part of it. */
type Line = { month: MonthFigures; part: string; share: Share | null };

const parts = (month: MonthFigures): Line[] => [
  { month, part: 'Semua', share: null },
  ...([['Kategori', month.byCategory], ['Jenis', month.byKind], ['Saluran', month.byChannel], ['Akar permasalahan', month.byCause]] as const)
    .flatMap(([part, shares]) => shares.map((share) => ({ month, part, share }))),
];

export const figureLines = (months: MonthFigures[]): Line[] => months.flatMap(parts);

/** A month's own numbers stand in its first line only, so that a column can be added up. */
const ofMonth = (heading: string, cell: (month: MonthFigures) => number | null): Column<Line> => [heading, ({ month, share }) => (share ? null : cell(month))];

const times = (heading: string, pick: (month: MonthFigures) => Times): Column<Line>[] => [
  ofMonth(`${heading} (menit kerja)`, (month) => minutes(pick(month).workingMs)), ofMonth(`${heading} (menit)`, (month) => minutes(pick(month).clockMs)),
];

const clock = (done: string, pick: (month: MonthFigures) => ClockFigures): Column<Line>[] => [
  ofMonth(done, (month) => pick(month).done),
  ofMonth(`${done} tepat waktu`, (month) => pick(month).inTime),
  ofMonth(`${done} terlambat`, (month) => pick(month).late),
  ofMonth(`Belum ${done.toLowerCase()}`, (month) => pick(month).notYet),
  ofMonth(`Belum ${done.toLowerCase()} dan lewat tenggat`, (month) => pick(month).overdue),
  ofMonth(`Berakhir tanpa ${done.toLowerCase()}`, (month) => pick(month).endedWithout),
  ...times(`Waktu sampai ${done.toLowerCase()}, median`, (month) => pick(month).median),
  ...times(`Waktu sampai ${done.toLowerCase()}, persentil 90`, (month) => pick(month).p90),
  ...times(`Keterlambatan ${done.toLowerCase()}, median`, (month) => pick(month).lateMedian),
  ...times(`Keterlambatan ${done.toLowerCase()}, terburuk`, (month) => pick(month).lateWorst),
];

/** The figures as a table for people; no cell where the office has set no number, or where there is nothing to measure. */
export const figureColumns: Column<Line>[] = [
  ['Bulan', ({ month }) => month.month],
  ['Rincian', ({ part }) => part],
  ['Nilai', ({ share }) => share?.label ?? null],
  ['Diterima', ({ month, share }) => (share ?? month).received],
  ['Terlambat', ({ share }) => share?.late ?? null],
  ofMonth('Selesai sebelum Sigap', (month) => month.imported),
  ...clock('Ditindaklanjuti', (month) => month.followUp),
  ...clock('Dijawab', (month) => month.answer),
  ofMonth('Dibuka kembali', (month) => month.reopened),
  ofMonth('Diteruskan ke LKPP', (month) => month.forwarded),
  ofMonth('Ditutup', (month) => month.closed),
  ofMonth('Terbuka pada akhir bulan', (month) => month.openAtEnd),
];
