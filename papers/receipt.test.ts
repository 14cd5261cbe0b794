import { describe, expect, it } from 'vitest';
import { contentWidth, pageMargins } from './page.ts';
import { renderPdf } from './pdf.ts';
import { receiptPaper } from './receipt.ts';
import type { ReceiptRow } from './receipt.ts';
import { textOf, wordsOf } from './testing/read-pdf.ts';

const row: ReceiptRow = { item: 'KTP direktur', source: 'Lamp 2.6.1.a', copy: 'Diterima 21 Nov 2026 10.15 WIB', original: 'Harus ditunjukkan' };
const receipt = (rows: ReceiptRow[]) => renderPdf(receiptPaper({
  office: 'LPSE Kota Salatiga', number: 'SLT-2026-000001', facts: [['Pemohon', 'Sari Direktur']], rows, notes: ['Bukan keputusan atas permohonan.'],
  printedAt: new Date('2026-11-21T10:00:00Z'), printed: 'Dicetak 21 Nov 2026 17.00 WIB',
}));

describe('the tanda terima berkas', () => {
  it('stands under the letterhead of the office, with every item, its article and what became of it', async () => {
    const text = textOf(await receipt([row, { ...row, item: 'Akta perubahan', copy: 'Belum diserahkan' }]));
    for (const shown of ['PEMERINTAH KOTA SALATIGA', 'TANDA TERIMA BERKAS', 'Nomor: SLT-2026-000001', '1 KTP direktur Lamp 2.6.1.a', '2 Akta perubahan', 'Belum diserahkan', 'Bukan keputusan', 'Halaman 1 dari 1']) expect(text).toContain(shown);
  });

  it('carries its head over many items, and keeps words without a break and very long ones on the paper', async () => {
    const pdf = await receipt([...Array.from({ length: 60 }, () => row), { ...row, item: `${'x'.repeat(300)} ${'Dokumen lain. '.repeat(500)}tamat`, source: 'Y'.repeat(120) }]);
    const words = wordsOf(pdf);
    const pages = Math.max(...words.map(({ page }) => page));
    expect(pages).toBeGreaterThan(1);
    expect(words.filter(({ text }) => text === 'Salinan')).toHaveLength(pages);
    expect(textOf(pdf)).toContain('tamat');
    for (const word of words) expect([word.text, word.right <= pageMargins[0] + contentWidth + 1]).toEqual([word.text, true]);
  });

  it('is the same file when it is printed from the same record', async () => {
    expect((await receipt([row])).equals(await receipt([row]))).toBe(true);
  });
});
