/** Numbers, dates and times as an Indonesian official paper spells them. Pure. */

const DIGITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];
const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
const ZONES: Record<number, string> = { 420: 'WIB', 480: 'WITA', 540: 'WIT' };

const GROUPS: [number, string][] = [[1e12, 'triliun'], [1e9, 'miliar'], [1e6, 'juta']];

/** 'dua ribu dua puluh enam'. @throws RangeError outside the whole numbers below 10^15 */
export function numberInWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= 1e15) throw new RangeError(`No words for ${n}.`);
  if (n < 10) return DIGITS[n] ?? '';
  if (n === 10) return 'sepuluh';
  if (n === 11) return 'sebelas';
  if (n < 20) return `${numberInWords(n - 10)} belas`;
  if (n < 100) return counted(n, 10, 'puluh');
  if (n < 1000) return n < 200 ? followed('seratus', n - 100) : counted(n, 100, 'ratus');
  if (n < 2000) return followed('seribu', n - 1000);
  const [unit, name] = GROUPS.find(([size]) => n >= size) ?? [1000, 'ribu'];
  return counted(n, unit, name);
}

function counted(n: number, unit: number, name: string): string {
  return followed(`${numberInWords(Math.floor(n / unit))} ${name}`, n % unit);
}

function followed(words: string, rest: number): string {
  return rest === 0 ? words : `${words} ${numberInWords(rest)}`;
}

export interface LocalDay { year: number; month: number; dayOfMonth: number; weekday: number; hour: number; minute: number }

/** The local calendar day and clock of an instant in epoch ms; `month` from 1, `weekday` from Sunday = 0. */
export function localDay(at: number, utcOffsetMinutes: number): LocalDay {
  const local = new Date(at + utcOffsetMinutes * 60_000);
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, dayOfMonth: local.getUTCDate(),
    weekday: local.getUTCDay(), hour: local.getUTCHours(), minute: local.getUTCMinutes(),
  };
}

/** 'Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam' */
export function dateInWords(at: number, utcOffsetMinutes: number): string {
  const { year, month, dayOfMonth, weekday } = localDay(at, utcOffsetMinutes);
  return `${DAYS[weekday]}, tanggal ${numberInWords(dayOfMonth)} bulan ${MONTHS[month - 1]} tahun ${numberInWords(year)}`;
}

/** '10.15 WIB'; seconds are cut off. */
export function clockTime(at: number, utcOffsetMinutes: number): string {
  const { hour, minute } = localDay(at, utcOffsetMinutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(hour)}.${two(minute)} ${zoneOf(utcOffsetMinutes)}`;
}

/** 'WIB', 'WITA' or 'WIT'. @throws RangeError for an offset that no Indonesian office has */
function zoneOf(utcOffsetMinutes: number): string {
  const zone = ZONES[utcOffsetMinutes];
  if (zone === undefined) throw new RangeError(`No Indonesian zone at ${utcOffsetMinutes} minutes.`);
  return zone;
}

/** 'XI' for 11, as months stand in official numbers. */
export function romanMonth(month: number): string {
  const roman = ROMAN[month - 1];
  if (roman === undefined) throw new RangeError(`No month ${month}.`);
  return roman;
}
