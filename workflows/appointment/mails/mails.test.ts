import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import { endOf, sayDate } from '../day.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';

const names = Object.keys(mails) as MailName[];

function told(name: MailName, more: Record<string, unknown> = {}): string {
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000009', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/lacak/CTH-2027-000009/rahasia',
    text: null, category: '', when: String, systems: String, duration, params: { account: 'CTH-2026-000001', lastDay: '2026-12-31', isOpenEnded: false, until: '2027-12-31', kind: 'hubungi-pengguna', about: 'your-term-ending', ...more },
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Contoh')}`;
}

// A misspelt name does not compile; a mail that nobody tells does. The API sends `link-again`.
test('every mail is told by the workflow, but for the tracking link', () => {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const code = globSync(['appointment/*-case.ts', 'kernel/reach.ts'], { cwd: folder }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(names.filter((name) => !new RegExp(`tell\\w*\\([^;]*'${name}'`).test(code))).toEqual(['link-again']);
});

test.each(names)('%s names the case in its subject and nobody, leads somewhere, and leaves nothing unsaid', (name) => {
  for (const isOpenEnded of [true, false]) {
    const text = told(name, { isOpenEnded });
    expect(text).toMatch(/^\[CTH-2027-000009\] /);
    expect(text.split('\n')[0]).not.toContain('Nama Orang');
    expect(text).toContain('https://sigap.example/lacak/');
    expect(text).not.toMatch(/undefined|null|NaN/);
  }
});

test('the user reads the last day, and that a flagged account is not deactivated yet', () => {
  expect(told('your-term-ending')).toContain('berakhir pada 31 Des 2026');
  expect(told('your-term-ending', { isOpenEnded: true })).toContain('Konfirmasi itu paling lambat 31 Des 2026');
  expect(told('your-term-ended')).toContain('Akun Anda belum dinonaktifkan');
  // Only while the case is open does the link take a decree.
  expect([true, false].map((maySend) => told('your-term-ended', { maySend }).includes('Kirim surat tugas yang baru di sini'))).toEqual([true, false]);
  expect(told('your-term-extended')).toContain('sampai 31 Des 2027');
  expect(told('your-term-extended', { until: null })).toContain('tanpa batas waktu');
});

test.each([['2026-12-31', 420, '2026-12-31T17:00:00.000Z'], ['2026-12-31', 540, '2026-12-31T15:00:00.000Z'], ['2028-02-28', 480, '2028-02-28T16:00:00.000Z']])(
  'the day %s is over at the next midnight of the zone at %i minutes', (date, offset, end) => {
    expect(new Date(endOf(date, offset)).toISOString()).toBe(end);
  });

test('a date is said as a date', () => { expect(sayDate('2028-02-29')).toBe('29 Feb 2028'); });
