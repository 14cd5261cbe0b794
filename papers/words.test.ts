import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citation } from './article.ts';
import { seriesNumber } from './series.ts';
import { clockTime, dateInWords, numberInWords, romanMonth } from './words.ts';

const [WIB, WITA, WIT] = [420, 480, 540] as const;

/** Reads the words back, by another way than they were made. */
function read(words: string): number {
  const values: Record<string, number> = {
    nol: 0, satu: 1, dua: 2, tiga: 3, empat: 4, lima: 5, enam: 6, tujuh: 7, delapan: 8, sembilan: 9, sepuluh: 10, sebelas: 11, seratus: 100, seribu: 1000,
  };
  const units: Record<string, number> = { puluh: 10, ratus: 100 };
  const groups: Record<string, number> = { ribu: 1e3, juta: 1e6, miliar: 1e9, triliun: 1e12 };
  let whole = 0;
  let total = 0;
  let last = 0;
  for (const word of words.split(' ')) {
    if (word === 'belas') last += 10;
    else if (units[word] !== undefined) last *= units[word];
    else if (groups[word] !== undefined) { whole += (total + last) * groups[word]; total = last = 0; }
    else { total += last; last = values[word] ?? Number.NaN; }
  }
  return whole + total + last;
}

describe('a number in words', () => {
  it.each<[number, string]>([
    [0, 'nol'], [10, 'sepuluh'], [11, 'sebelas'], [12, 'dua belas'], [19, 'sembilan belas'], [20, 'dua puluh'], [23, 'dua puluh tiga'], [31, 'tiga puluh satu'],
    [100, 'seratus'], [101, 'seratus satu'], [111, 'seratus sebelas'], [200, 'dua ratus'], [1000, 'seribu'], [1900, 'seribu sembilan ratus'], [1999, 'seribu sembilan ratus sembilan puluh sembilan'],
    [2000, 'dua ribu'], [2026, 'dua ribu dua puluh enam'], [2100, 'dua ribu seratus'], [9999, 'sembilan ribu sembilan ratus sembilan puluh sembilan'],
    [21_000, 'dua puluh satu ribu'], [101_000, 'seratus satu ribu'], [1_000_000, 'satu juta'], [1_001_011, 'satu juta seribu sebelas'], [1_073_741_824, 'satu miliar tujuh puluh tiga juta tujuh ratus empat puluh satu ribu delapan ratus dua puluh empat'],
  ])('%i is "%s"', (n, words) => expect(numberInWords(n)).toBe(words));

  it('reads back as the same number, for every year that a paper can bear and every size that it can name', () => {
    for (let n = 0; n <= 9999; n += 1) expect([n, read(numberInWords(n))]).toEqual([n, n]);
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (n) => { expect(read(numberInWords(n))).toBe(n); }));
  });

  it('never says "satu puluh", "satu ratus" or "satu ribu", and has no stray blank', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), (n) => {
      expect(numberInWords(n)).not.toMatch(/satu (puluh|ratus|ribu|belas)|^ | $| {2}/);
    }));
  });

  it.each([-1, 1e15, 1.5, Number.NaN])('%d has none', (n) => expect(() => numberInWords(n)).toThrow(RangeError));
});

describe('the date of a paper', () => {
  const at = Date.parse('2026-11-23T03:15:59Z');
  it('is spelled as a berita acara opens', () => {
    expect(dateInWords(at, WIB)).toBe('Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam');
  });

  it('is that of the office, whose midnight is not that of another zone', () => {
    const late = Date.parse('2026-12-31T16:30:00Z');
    expect(dateInWords(late, WIB)).toBe('Kamis, tanggal tiga puluh satu bulan Desember tahun dua ribu dua puluh enam');
    for (const offset of [WITA, WIT]) expect(dateInWords(late, offset)).toBe('Jumat, tanggal satu bulan Januari tahun dua ribu dua puluh tujuh');
  });

  it('names the zone of the office, and no zone outside Indonesia', () => {
    expect([WIB, WITA, WIT].map((offset) => clockTime(at, offset))).toEqual(['10.15 WIB', '11.15 WITA', '12.15 WIT']);
    expect(() => clockTime(at, 0)).toThrow(RangeError);
  });
});

describe('an official number', () => {
  it('of a series carries its place in it, the Roman month and the year of the paper', () => {
    expect(seriesNumber('{n}/BA-LPSE/{bulan}/{tahun}', 7, Date.parse('2026-11-23T03:15:00Z'), WIB)).toBe('7/BA-LPSE/XI/2026');
    expect(seriesNumber('BA/{tahun}/{n}', 12, Date.parse('2026-12-31T17:30:00Z'), WIB)).toBe('BA/2027/12');
  });

  it('knows twelve months', () => {
    expect(Array.from({ length: 12 }, (_, month) => romanMonth(month + 1))).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']);
    expect(() => romanMonth(13)).toThrow(RangeError);
  });
});

it.each([
  ['P28(2)', 'Pasal 28 ayat (2) Perwali X'], ['P4', 'Pasal 4 Perwali X'], ['P28(3)a', 'Pasal 28 ayat (3) huruf a Perwali X'],
  ['Lamp 2.6.3.b', 'Lampiran angka 2.6.3 huruf b Perwali X'], ['Lamp 2.6.1', 'Lampiran angka 2.6.1 Perwali X'], ['rekaan', 'Perwali X (rekaan)'],
])('article %s is cited as "%s"', (short, cited) => expect(citation(short, 'Perwali X')).toBe(cited));
