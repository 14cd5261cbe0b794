import { describe, expect, it } from 'vitest';
import { chronologyPaper } from './chronology.ts';
import type { ChronologyDocument } from './chronology.ts';
import { contentWidth, pageMargins } from './page.ts';
import { renderPdf } from './pdf.ts';
import { textOf, wordsOf } from './testing/read-pdf.ts';

const row = { step: 'Laporan dijawab', notes: [] as string[], by: 'Lima Contoh', planned: ['24 Nov 2026 10.15 WIB', '1 hari kerja'], actual: ['23 Nov 2026 10.15 WIB', 'Lebih cepat 1 hari'] };
const document = (rows: ChronologyDocument['rows']): ChronologyDocument => ({
  title: 'Kronologi Penanganan Laporan', office: 'LPSE Kota Salatiga', report: 'SLT-2026-000001', facts: [['Nomor laporan', 'SLT-2026-000001']],
  head: { number: 'No.', step: 'Langkah', by: 'Pelaksana', planned: 'Mutu baku', actual: 'Terlaksana' }, rows,
  legend: 'Selisih dihitung menurut jam.', printedAt: new Date('2026-11-21T10:00:00Z'), printed: 'Dicetak 21 Nov 2026 17.00 WIB',
});

describe('the chronology on paper', () => {
  it('carries its head to every page and numbers every step', async () => {
    const words = wordsOf(await renderPdf(chronologyPaper(document(Array.from({ length: 60 }, () => row)))));
    const pages = Math.max(...words.map(({ page }) => page));
    expect(pages).toBeGreaterThan(1);
    expect(words.filter(({ text }) => text === 'Terlaksana').map(({ page }) => page)).toEqual(Array.from({ length: pages }, (_one, index) => index + 1));
    expect(words.filter(({ text, left }) => /^\d+$/.test(text) && left < pageMargins[0] + 20).map(({ text }) => Number(text))).toEqual(Array.from({ length: 60 }, (_one, index) => index + 1));
  });

  it('keeps a word without a break, a very long note and a picture sign on the paper', async () => {
    const pdf = await renderPdf(chronologyPaper(document([
      { ...row, notes: [`${'x'.repeat(400)} \u{1F600}`, `${'Keterangan panjang. '.repeat(400)}tamat`], by: 'N'.repeat(80), planned: ['https://spse.example.test/'.repeat(8)] }, row,
    ])));
    const text = textOf(pdf);
    expect(text).toContain('[U+1F600]');
    expect(text).toContain('tamat');
    expect(text.match(/Laporan dijawab/g)).toHaveLength(2);
    for (const word of wordsOf(pdf)) expect([word.text, word.right <= pageMargins[0] + contentWidth + 1]).toEqual([word.text, true]);
  });

  it('is the same file when it is printed from the same record', async () => {
    const [one, other] = [await renderPdf(chronologyPaper(document([row]))), await renderPdf(chronologyPaper(document([row])))];
    expect(one.equals(other)).toBe(true);
  });
});
