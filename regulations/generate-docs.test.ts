import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadOffice } from '../offices/load.ts';
import { describeRegulations } from './describe.ts';
import { DOCUMENT, generate } from './generate-docs.ts';
import { readPacks } from './load.ts';

test('docs/regulations.md is what the packs and offices say now (else: node regulations/generate-docs.ts)', () => {
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(generate());
});

test('an office number never stands in a table of law', () => {
  const [, text = ''] = generate().split('## Perbup Tulang Bawang Barat 46/2018');
  const [law = '', office = ''] = text.split('### Office parameters, not law: LPSE Kabupaten Tulang Bawang Barat');
  expect(law).not.toContain('2 hari kerja');
  expect(office).toContain('| `followUp` | 2 hari kerja | office: Contoh Perjanjian Tingkat Layanan LPSE-LKPP');
});

test('the document says who must bring what, and by which clause', () => {
  const text = generate();
  expect(text).toContain('| Penyedia perorangan | NPWP perorangan (`npwp`) | always | copy handed in, original shown | REG-7 (P22(1)a.2.c)) |');
  expect(text).toContain('| Usaha perseorangan | Akta pendirian perusahaan (bila ada) (`akta-pendirian`) | if there is one | copy handed in, original shown | REG-6 (Lamp 2.6.1.b.2) strip 2) |');
  expect(text).toContain('| `registration.kinds.pedagang-daring` | yes | kind by DATA-1 (P8(3)a–i); its reading by the office: Contoh keputusan pendaftaran pedagang daring');
  expect(text).toContain('| `dataRequest.window` | 72 jam | UU 27/2022 Pasal 32 |');
});

test('an office that reads a number of law in its own way is shown with both', () => {
  const packs = readPacks();
  const file = readFileSync(new URL('../offices/kota-salatiga.yaml', import.meta.url), 'utf8').replace('    answer:\n      value: { days: 3 }', '    followUp:\n      value: { days: 1, dayEnds: end-of-day }');
  const text = describeRegulations([...packs.values()], [loadOffice(file, 'offices/uji.yaml', packs)]);
  expect(text).toContain('| `followUp` | 1 hari kerja sampai jam tutup | number by ERR-2 (P9(2)); its reading by the office: Contoh SOP');
});
