import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';

const hour = 3_600_000;
const names = Object.keys(mails) as MailName[];

function told(name: MailName, text: string | null = null): string {
  const params = { kind: 'periksa-identitas', deadlineAt: 72 * hour, until: 400 * hour, ground: 'Mengungkap data orang lain', handler: 'Verifikator', lateMs: hour };
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000001', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/lacak/CTH-2027-000001/rahasia',
    exportUrl: 'https://sigap.example/data-pribadi/ambil/CTH-2027-000001/hanya-lewat-surel', text, category: '', systems: String, when: (at) => `pukul ${at / hour}`, duration, params,
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Contoh')}`;
}

// A misspelt name does not compile; a mail that nobody tells does. The API sends `link-again`.
test('every mail is told by the workflow, but for the tracking link', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const code = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(names.filter((name) => !new RegExp(`(tell\\w*\\([^;]*|mail: MailName = )'${name}'`).test(code))).toEqual(['link-again']);
});

test.each(names)('%s names the request in its subject and nobody, leads somewhere, and leaves nothing unsaid', (name) => {
  const text = told(name);
  expect(text).toMatch(/^\[CTH-2027-000001\] /);
  expect(text.split('\n')[0]).not.toContain('Nama Orang');
  expect(text).toContain('https://sigap.example/lacak/CTH-2027-000001/rahasia');
  expect(text).not.toMatch(/undefined|null|NaN/);
});

test('only the mail of the giving carries the link to the data', () => {
  expect(names.filter((name) => told(name).includes('hanya-lewat-surel'))).toEqual(['data-given']);
});

test('the person reads what to do next, until when, and why not', () => {
  expect(told('receipt')).toMatch(/KTP asli[\s\S]*loket|loket[\s\S]*KTP asli/);
  expect(told('receipt')).toContain('Batas pemberian data (3 x 24 jam): pukul 72');
  expect(told('data-given', 'Termasuk laporan lewat telepon.')).toContain('> Termasuk laporan lewat telepon.');
  expect(told('data-given')).toContain('Dapat diunduh sampai: pukul 400');
  expect(told('data-refused', 'Penjelasan.')).toContain('Alasan menurut UU 27/2022 Pasal 33: Mengungkap data orang lain');
  expect(told('escalation')).toContain('Verifikator belum memenuhi');
});
