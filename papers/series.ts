import { localDay, romanMonth } from './words.ts';

/**
 * The n-th number of an office's own series: '{n}/BA-LPSE/{bulan}/{tahun}' becomes '7/BA-LPSE/XI/2026'. Month and year are
 * those of the paper's own date, so that number and date of a paper never disagree.
 */
export function seriesNumber(series: string, n: number, at: number, utcOffsetMinutes: number): string {
  const { year, month } = localDay(at, utcOffsetMinutes);
  return series.replaceAll('{n}', String(n)).replaceAll('{bulan}', romanMonth(month)).replaceAll('{tahun}', String(year));
}
