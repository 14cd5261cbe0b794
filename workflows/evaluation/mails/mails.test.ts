import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import type { MailContext } from '../../../activities/notify/mail.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';

const hour = 3_600_000;
const about = 'Penanganan masalah Oktober sampai Desember 2026: 7 laporan masuk.';
const period = { from: '2026-10-01', to: '2026-12-31' };
const names = Object.keys(mails) as MailName[];

function told(name: MailName, more: Partial<MailContext> = {}): string {
  const params = { ...period, coordinator: 'Koordinator Help Desk', head: 'Kepala UPT LPSE', official: 'Kepala UPT LPSE', deadlineAt: 10 * hour, lateMs: hour, before: hour, after: 2 * hour, provisional: true };
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000001', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/kantor/contoh/laporan/CTH-2027-000001',
    text: null, about, category: '', systems: String, when: (at) => `pukul ${at / hour}`, duration, ...more, params: { ...params, ...more.params },
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Contoh')}`;
}

// A misspelt name does not compile; a mail that nobody tells does.
test('every mail is told by the workflow', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const code = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(names.filter((name) => !new RegExp(`tell\\([^;]*'${name}'`).test(code))).toEqual([]);
});

test.each(names)('%s names the evaluation and its period in the subject, leads to its page, and leaves nothing unsaid', (name) => {
  const text = told(name);
  expect(text).toMatch(/^\[CTH-2027-000001\] .*Oktober sampai Desember 2026\n/);
  expect(text).toContain('Buka evaluasi:\nhttps://sigap.example/kantor/contoh/laporan/CTH-2027-000001');
  expect(text).not.toMatch(/undefined|null|NaN/);
  expect(text.split('\n')[0]).not.toContain('Nama Orang');
});

test('Kepala LPSE reads the words of the coordinator and the figures, under the titles of the office\'s own text', () => {
  const text = told('evaluation-submitted', { text: 'Usul: tambah penyimpanan.' });
  expect(text).toContain('Koordinator Help Desk menyampaikan evaluasi penanganan masalah berikut:\n\n> Usul: tambah penyimpanan.');
  expect(text).toContain(`> ${about}`);
  expect(told('evaluation-accepted', { text: 'Setuju.' })).toContain('Kepala UPT LPSE menerima evaluasi Anda.\n\nCatatannya:\n\n> Setuju.');
  expect(told('evaluation-accepted')).not.toContain('Catatannya');
});

test('a head who evaluates is not promised that the evaluation goes to somebody', () => {
  expect(told('evaluation-asked')).toContain('disampaikan kepada Kepala UPT LPSE');
  expect(told('evaluation-asked', { params: { coordinator: 'Kepala UPT LPSE' } })).not.toContain('disampaikan kepada');
});
