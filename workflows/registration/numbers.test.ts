import { describe, expect, test } from 'vitest';
import { identifierOf, numberOf } from './numbers.ts';

type Kind = Parameters<typeof numberOf>[0];
const read = (kind: Kind, text: string): string => {
  const { success, data, error } = numberOf(kind).safeParse(text);
  return success ? data : error.issues.map(({ message }) => message).join(' ');
};
const nik = (birth: string, serial = '0001') => `187203${birth}${serial}`;

describe('a number as people write it is read by its digits', () => {
  test.each<[Kind, string, string]>([
    ['nik', '1872 0315 0890 0001', '1872031508900001'],
    ['npwp', '01.234.567.8-901.000', '012345678901000'], ['npwp', '0012345678901000', '0012345678901000'],
    ['nib', '9120 3001 2345 6', '9120300123456'], ['nip', '19800229 200501 1 001', '198002292005011001'],
  ])('%s %s', (kind, text, digits) => expect(read(kind, text)).toBe(digits));
});

describe('a birth date in a NIK', () => {
  test.each([
    ['150890', 'a man'], ['550890', 'a woman, 40 more'], ['710190', 'a woman born on the 31st'], ['290200', '29 February 2000'], ['690200', 'a woman born on 29 February 2000'], ['290204', '29 February of a leap year'],
  ])('%s: %s', (birth) => expect(read('nik', nik(birth))).toBe(nik(birth)));

  test.each([['000190'], ['320190'], ['400190'], ['720190'], ['010090'], ['011390'], ['290201'], ['310490']])('%s is no date', (birth) => {
    expect(read('nik', nik(birth))).toBe('Angka ke-7 sampai ke-12 NIK adalah tanggal lahir (perempuan: tanggal ditambah 40); tanggal itu tidak ada.');
  });
});

test.each<[Kind, string, RegExp]>([
  ['nik', '187203150890000', /16 angka; periksa KTP/], ['nik', nik('150890', '0000'), /Empat angka terakhir/], ['nik', 'dua puluh', /16 angka/],
  ['npwp', '12345678901234', /15 angka \(bentuk lama\) atau 16 angka/], ['npwp', '01234567890100A', /15 angka/],
  ['nib', '912030012345', /13 angka/], ['nip', '19800230200501101', /18 angka/], ['nip', '198002302005011001', /tanggal itu tidak ada/],
])('%s %s is refused with a sentence that says what is wrong', (kind, text, sentence) => expect(read(kind, text)).toMatch(sentence));

test.each<[Kind, string]>([['nik', nik('150890', '9999')], ['npwp', '000000000000000'], ['nib', '0000000000000'], ['nip', '199001012024215999']])('%s %s: what cannot be known is not refused', (kind, text) => {
  expect(read(kind, text)).toBe(text);
});

test('an old NPWP and its form of today are one number', () => {
  expect(identifierOf('npwp', '123456789012345')).toEqual(identifierOf('npwp', '0123456789012345'));
  expect(identifierOf('npwp', '123456789012345')).not.toEqual(identifierOf('npwp', '1234567890123450'));
});
