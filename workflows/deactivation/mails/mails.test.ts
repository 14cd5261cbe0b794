import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import type { MailContext } from '../../../activities/notify/mail.ts';
import { taskKinds } from '../messages.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';

const hour = 3_600_000;
const names = Object.keys(mails) as MailName[];
const proof = 'User ID dipinjamkan.';

const account = { userId: 'CVMAJU', holder: 'Nama Orang', organisation: 'CV Maju', reference: 'REG-1' };

function told(name: MailName, more: Record<string, unknown> = {}, text: string | null = null, mail: Partial<MailContext> = {}): string {
  const context: MailContext = {
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000009', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/lacak/CTH-2027-000009/rahasia',
    text, about: proof, category: '', texts: { a: 'Sanksi sudah dicabut.', b: 'Surat pencabutan.', c: 'LKPP setuju.' }, account, ...mail, systems: String, when: (at) => `pukul ${at / hour}`, duration,
    params: {
      account: 'CTH-2026-000001', ground: 'Permintaan berkaitan dengan blacklist', basis: 'Pasal 10 ayat (4), Perbup Contoh', requester: 'PPK', kind: 'putuskan',
      days: 5, ms: 0, dayEnds: null, before: hour, after: 2 * hour, provisional: true, ...more,
    },
  };
  const { subject, blocks } = mails[name](context);
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Contoh')}`;
}

// A misspelt name does not compile; a mail that nobody tells does. The API sends `link-again`.
test('every mail is told by the workflow, but for the tracking link', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const code = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(names.filter((name) => !new RegExp(`tell\\([^;]*'${name}'`).test(code))).toEqual(['link-again']);
});

test.each(names)('%s names the case in its subject and nobody, and leaves nothing unsaid', (name) => {
  const text = told(name);
  expect(text).toMatch(/^\[CTH-2027-000009\] /);
  expect(text.split('\n')[0]).not.toContain('Nama Orang');
  expect(text).not.toMatch(/undefined|null|NaN/);
  expect(told(name, { requester: null })).not.toMatch(/Atas permintaan/);
});

test('the user reads what is said of the account, by which article, and how long there is to answer', () => {
  const text = told('clarification-asked');
  for (const words of ['Permintaan berkaitan dengan blacklist', 'Pasal 10 ayat (4), Perbup Contoh', `> ${proof}`, 'dalam 5 hari kerja sejak surat ini', 'https://sigap.example/lacak/']) expect(text).toContain(words);
  expect(told('deactivated')).toContain('Dasar: Pasal 10 ayat (4), Perbup Contoh');
  expect(told('deactivated')).toContain('Pengguna selain penyedia dapat mengajukan pengaktifan kembali');
  expect(told('deadline-moved')).toContain('Menjadi: pukul 2 (sementara');
});

test('LKPP can tell whose account it is, what is said against it, what the user says, and why the office proposes it; the subject names nobody', () => {
  const text = told('lkpp-proposal', { clarificationIds: 'a,b' }, 'Terbukti dari catatan akses.');
  for (const words of [
    'CTH-2026-000001', 'User ID: CVMAJU', 'Nama pemegang akun: Nama Orang', 'Badan usaha atau instansi: CV Maju', `> ${proof}`, 'Klarifikasi pengguna:\n\n> Sanksi sudah dicabut.',
    'Klarifikasi pengguna:\n\n> Surat pencabutan.', '> Terbukti dari catatan akses.', 'akun berikut di SPSE', 'nomor tiket dan keputusan LKPP',
  ]) expect(text).toContain(words);
  expect(text).not.toMatch(/https:|REG-1/);
  expect(text.split('\n')[0]).not.toMatch(/CVMAJU|Maju|Orang/);
});

test('an account without a recorded User ID is named by its online registration', () => {
  expect(told('lkpp-proposal', {}, null, { account: { ...account, userId: null } })).toContain('User ID: tidak tercatat di kantor ini\nNomor atau User ID pendaftaran daring: REG-1');
});

test('who carries it out reads whose account it is and all words, and in which system it is done', () => {
  const text = told('task-opened', { kind: 'nonaktifkan', clarificationIds: 'a', lkppId: 'c' }, 'Terbukti.');
  for (const words of ['User ID: CVMAJU', 'Nama pemegang akun: Nama Orang', 'akunnya di SPSE', '> Sanksi sudah dicabut.', 'Pertimbangannya:\n\n> Terbukti.', 'Keputusan LKPP:\n\n> LKPP setuju.']) expect(text).toContain(words);
  for (const name of ['task-opened', 'lkpp-proposal'] as const) {
    const central = told(name, { kind: 'nonaktifkan' }, null, { isCentral: true });
    expect(central).toContain('di akun terpusat INAPROC');
    expect(central).not.toContain('di SPSE');
  }
});

test('who must tell a user without mail hears when no other way is known either', () => {
  expect(told('task-opened', { kind: 'hubungi-pengguna' }, null, { hasContact: false })).toContain('Gunakan alamat pada formulir');
  expect(told('task-opened', { kind: 'hubungi-pengguna' }, null, { hasContact: true })).not.toContain('Gunakan alamat');
});

test.each(Object.entries(taskKinds))('the task %s is told by its name, and as a reminder when it waits', (kind, label) => {
  expect(told('task-opened', { kind })).toMatch(new RegExp(`^\\[CTH-2027-000009\\] Tugas baru: ${label}\\n`));
  expect(told('task-opened', { kind, again: true, official: 'Kepala LPSE', about: 'kept' })).toContain('Pengingat: ');
});
