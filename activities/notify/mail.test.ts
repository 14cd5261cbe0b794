import { expect, test } from 'vitest';
import { duration, toHtml, toText } from './mail.ts';
import type { MailContent } from './mail.ts';

const mail: MailContent = {
  subject: '[SLT-2027-000001] <Uji> & "tanda"',
  blocks: [
    { type: 'heading', text: '1. <Uji>' },
    { type: 'paragraph', text: 'Yth. Sari & Co,' },
    { type: 'facts', rows: [['Nomor laporan', 'SLT-2027-000001'], ['Kategori', '<b>SPSE</b>']] },
    { type: 'quote', text: 'baris satu\n<script>alert(1)</script>' },
    { type: 'link', label: 'Buka', url: 'https://lpse.example/lacak/SLT/abc?x=1&y="2"' },
  ],
};

test('the text part says everything that the HTML part says', () => {
  expect(toText(mail, 'LPSE Kota Salatiga.')).toBe([
    '1. <Uji>', '========', '', 'Yth. Sari & Co,', '', 'Nomor laporan: SLT-2027-000001', 'Kategori: <b>SPSE</b>', '', '> baris satu', '> <script>alert(1)</script>', '',
    'Buka:', 'https://lpse.example/lacak/SLT/abc?x=1&y="2"', '', '-- ', 'LPSE Kota Salatiga.', '',
  ].join('\n'));
});

test('nothing that a person wrote becomes markup in the HTML part', () => {
  const html = toHtml(mail, '<footer> & co');
  expect(html).not.toMatch(/<script|<b>|<footer>/);
  expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
  expect(html).toContain('href="https://lpse.example/lacak/SLT/abc?x=1&#38;y=&#34;2&#34;"');
  expect(html).toContain('<html lang="id">');
});

test.each([
  [0, 'kurang dari 1 detik'], [999, 'kurang dari 1 detik'], [1_000, '1 detik'], [12_345, '12 detik'], [65_000, '1 menit 5 detik'],
  [7_500_000, '2 jam 5 menit'], [7_200_000, '2 jam'], [86_400_000 * 3 + 7_200_000, '3 hari 2 jam'], [86_400_000 + 60_000, '1 hari'],
])('%d ms is shown as %s', (ms, shown) => {
  expect(duration(ms)).toBe(shown);
});
