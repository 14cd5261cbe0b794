import type { ClockFigures, MonthFigures, Share } from '../../activities/figures.ts';
import { sayWorkingTime } from '../../activities/figures/working-time.ts';
import { formatLocal } from '../../calendar/index.ts';
import { inWords } from '../../workflows/evaluation/period.ts';
import type { Period } from '../../workflows/evaluation/period.ts';

/**
 * The figures of a period as the coordinator and Kepala LPSE read them (ERR-14, ERR-15): numbers and names of lists, nobody's data.
 * @param at epoch ms; what was still open is judged by it
 */
export function figuresInWords(period: Period, months: MonthFigures[], at: number, utcOffsetMinutes: number): string {
  const total = months.reduce((sum, { received }) => sum + received, 0);
  return [
    `Penanganan masalah ${inWords(period)}: ${total} laporan masuk, menurut catatan pada ${formatLocal(at, utcOffsetMinutes)}.`,
    ...months.map(monthInWords),
  ].join('\n\n');
}

function monthInWords(figures: MonthFigures): string {
  const { month, received, imported, reopened, forwarded, closed, openAtEnd } = figures;
  return [
    inWords({ from: `${month}-01`, to: `${month}-01` }),
    `Laporan masuk: ${received}${imported > 0 ? `, ${imported} di antaranya dari register sebelum Sigap` : ''}`,
    ...(received > imported ? [`Tindak lanjut: ${clockInWords(figures.followUp)}`, `Jawaban: ${clockInWords(figures.answer)}`] : []),
    `Dibuka kembali: ${reopened}; diteruskan ke LKPP: ${forwarded}; ditutup: ${closed}; masih terbuka pada akhir bulan: ${openAtEnd}`,
    ...sharesInWords('Menurut kategori', figures.byCategory),
    ...sharesInWords('Menurut akar permasalahan', figures.byCause),
  ].join('\n');
}

function clockInWords({ done, notYet, endedWithout, inTime, late, overdue, median, lateMedian, lateWorst }: ClockFigures): string {
  const isLate = (late ?? 0) + (overdue ?? 0) > 0;
  return [
    `${done} selesai`,
    ...(inTime === null ? ['tanpa angka tenggat'] : [`${inTime} tepat waktu`, `${late ?? 0} terlambat`]),
    `${notYet} belum${overdue ? ` (${overdue} lewat tenggat)` : ''}`,
    ...(endedWithout > 0 ? [`${endedWithout} berakhir tanpa itu`] : []),
    ...(median.workingMs === null ? [] : [`median ${sayWorkingTime(median.workingMs)}`]),
    ...(isLate && lateMedian.workingMs !== null && lateWorst.workingMs !== null
      ? [`terlambat dengan median ${sayWorkingTime(lateMedian.workingMs)}, paling lama ${sayWorkingTime(lateWorst.workingMs)}`] : []),
  ].join(', ');
}

function sharesInWords(title: string, shares: Share[]): string[] {
  if (shares.length === 0) return [];
  return [`${title}: ${shares.map(({ label, received, late }) => `${label} ${received}${late ? ` (${late} terlambat)` : ''}`).join('; ')}`];
}
