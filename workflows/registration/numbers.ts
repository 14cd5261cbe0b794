/** Numbers of people and firms: what can be known from the digits is checked, nothing else (domain facts 12). */
import { z } from 'zod';
import type { Identifier } from '../contract.ts';

const digitsOf = (text: string): string => text.replaceAll(/[\s.-]/g, '');

/** ddmmyy, the century unknown. */
function isBirthDate(day: number, month: number, year: number): boolean {
  return [1900 + year, 2000 + year].some((full) => isDate(full, month, day));
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const two = (digits: string, from: number): number => Number(digits.slice(from, from + 2));

function nikFault(nik: string): string | null {
  if (!/^\d{16}$/.test(nik)) return 'NIK terdiri atas 16 angka; periksa KTP.';
  const day = two(nik, 6);
  // Women: the day of birth plus 40.
  if (!isBirthDate(day > 40 ? day - 40 : day, two(nik, 8), two(nik, 10))) return 'Angka ke-7 sampai ke-12 NIK adalah tanggal lahir (perempuan: tanggal ditambah 40); tanggal itu tidak ada.';
  return nik.endsWith('0000') ? 'Empat angka terakhir NIK tidak mungkin 0000; periksa KTP.' : null;
}

const faults: Record<'nik' | 'npwp' | 'nib' | 'nip', (digits: string) => string | null> = {
  nik: nikFault,
  npwp: (digits) => (/^(\d{15}|\d{16})$/.test(digits) ? null : 'NPWP terdiri atas 15 angka (bentuk lama) atau 16 angka.'),
  nib: (digits) => (/^\d{13}$/.test(digits) ? null : 'NIB terdiri atas 13 angka; periksa surat NIB dari OSS.'),
  // Only length and birth date are fixed: PPPK numbers differ after them.
  nip: (digits) => (!/^\d{18}$/.test(digits) ? 'NIP terdiri atas 18 angka.'
    : isDate(Number(digits.slice(0, 4)), two(digits, 4), two(digits, 6)) ? null : 'NIP diawali tanggal lahir (tahun, bulan, tanggal); tanggal itu tidak ada.'),
};

/** A number as people write it, with dots, dashes and blanks; gives its digits, or the sentence that says what is wrong. */
export const numberOf = (kind: keyof typeof faults) => z.string().max(40).transform(digitsOf).superRefine((digits, context) => {
  const fault = faults[kind](digits);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

/** The same number in one form: an old NPWP of 15 digits is today's with a 0 before it (PMK 112/PMK.03/2022). */
export function identifierOf(kind: Identifier['kind'], digits: string): Identifier {
  return { kind, value: kind === 'npwp' && digits.length === 15 ? `0${digits}` : digits };
}
