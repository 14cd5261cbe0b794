import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import type { MailContext } from '../../../activities/notify/mail.ts';
import { applicantMails } from './applicant.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';
import { officeMails } from './office.ts';

const hour = 3_600_000;
const names = Object.keys(mails) as MailName[];
const toApplicant = Object.keys(applicantMails) as (keyof typeof applicantMails)[];

function told(name: MailName, more: Partial<MailContext> = {}): string {
  const params = {
    service: 'Perubahan NPWP', received: 'KTP', missing: 'NPWP (Pasal 26 ayat (1))\nAkta', days: 5, ms: 0, at: 10 * hour, how: 'loket', place: 'Loket 1', waitsFor: 'lkpp',
    ground: 'Dokumen tidak benar', basis: 'Pasal 26 ayat (2), Perbup 46/2018', clock: 'completion', deadlineAt: 10 * hour, lateMs: hour, before: hour, after: 2 * hour, provisional: true, rung: 1, kind: 'verifikasi',
  };
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000001', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/x',
    text: null, about: null, category: '', qualifiers: 'Panitia Pengadaan', isProvider: true, systems: String, when: (at) => `pukul ${at / hour}`, duration, ...more, params: { ...params, ...more.params },
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Contoh')}`;
}

test('no two mails have one name', () => {
  expect(names).toHaveLength(toApplicant.length + Object.keys(officeMails).length);
});

// A misspelt name does not compile; a mail that nobody tells does. The API sends `link-again`.
test('every mail is told by the workflow, but for the tracking link', () => {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const code = globSync(['registration/*.ts', 'kernel/*.ts'], { cwd: folder, exclude: ['**/*.test.ts'] }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(names.filter((name) => !new RegExp(`(tell\\w*|conclude)\\([^;]*'${name}'`).test(code))).toEqual(['link-again']);
});

test.each(names)('%s has the number in its subject and no name, leads to the page, and leaves nothing unsaid', (name) => {
  const text = told(name, { text: 'Kata orang.', about: 'Kata lain.' });
  const [subject] = text.split('\n');
  expect(subject).toMatch(/^\[CTH-2027-000001\] \S/);
  expect(subject).not.toMatch(/Nama Orang|Kata/);
  expect(`${text}${told(name)}`).not.toMatch(/undefined|null|NaN|\bqualified\b/);
  if (name === 'lkpp-request') expect(text).not.toMatch(/Nama Orang|https:/);
  else expect(text).toContain('https://sigap.example/x');
});

test.each(toApplicant)('%s names the office in its subject, too', (name) => expect(told(name).split('\n')[0]).toMatch(/ - LPSE Contoh$/));

test('a receipt lists what came and what is missing', () => {
  const text = told('receipt');
  expect(text).toContain('Berkas yang sudah kami terima:\n- KTP');
  expect(text).toContain('Berkas yang belum ada atau belum benar:\n- NPWP (Pasal 26 ayat (1))\n- Akta');
  expect(told('receipt', { params: { missing: '' } })).not.toContain('belum ada');
});

test('a deficiency notice asks for what is missing and nothing else, and says how long and what silence means', () => {
  const text = told('deficiency', { text: 'KTP buram.', about: 'Sertifikat menurut Perlem LKPP.' });
  for (const words of ['tidak perlu yang lain:\n- NPWP (Pasal 26 ayat (1))\n- Akta', '> KTP buram.', '> Sertifikat menurut Perlem LKPP.', '5 hari kerja', 'permohonan ditutup']) expect(text).toContain(words);
});

test('the news of an active account gives the User ID, never a password, and says that it is no judgment on qualification (DATA-4, REG-20)', () => {
  const text = told('activated', { text: 'CVMAJU' });
  for (const words of ['> CVMAJU', 'tidak pernah meminta, mengetahui, atau mengirim kata sandi', 'bukan penilaian kualifikasi', 'diklarifikasi oleh Panitia Pengadaan.']) expect(text).toContain(words);
  expect(told('activated', { text: 'Catatan.', params: { central: true } })).not.toContain('User ID Anda:');
});

test('only a provider reads about data on qualification', () => {
  for (const name of ['activated', 'carried-out'] as const) {
    expect(told(name)).toContain('kualifikasi');
    expect(told(name, { isProvider: false })).not.toContain('kualifikasi');
  }
});

test.each(['deficiency', 'completion-reminder', 'receipt'] as const)('%s gives the verifikator\'s reason under each untrue item, and under no other (REG-13)', (name) => {
  const text = told(name, { params: { missing: 'KTP\nNPWP\nAkta\nNIB', reasonIds: ',a,b,' }, texts: { a: 'NPWP orang lain.', b: 'Halaman akta hilang.' } });
  expect(text).toContain(':\n- KTP\n- NPWP\n\nAlasannya:\n\n> NPWP orang lain.\n\n- Akta\n\nAlasannya:\n\n> Halaman akta hilang.\n\n- NIB\n\n');
});

test.each(['receipt', 'deficiency'] as const)('%s says which originals must be shown, where, and that the office says when (REG-4, REG-24)', (name) => {
  const text = told(name, { params: { missing: '', originals: 'KTP\nNPWP', video: false } });
  expect(text).toContain('Dokumen asli yang harus ditunjukkan:\n- KTP\n- NPWP\n\nTempatnya: Loket 1. Waktunya ditetapkan kantor');
  expect(told(name, { params: { originals: 'KTP', video: true, place: null } })).toContain('Tempatnya: kantor kami, atau lewat video langsung.');
  expect(told(name, { params: { originals: '' } })).not.toContain('Tempatnya');
});

test('who must tell an applicant without mail hears when no other way is known either', () => {
  expect(told('task-opened', { params: { kind: 'hubungi-pengguna', about: 'rejected' }, hasContact: false })).toContain('Gunakan alamat pada formulir');
  expect(told('task-opened', { params: { kind: 'verifikasi' }, hasContact: false })).not.toContain('Gunakan alamat');
});

test('what is done in a central account is not said to be done in SPSE', () => {
  expect(told('task-opened', { params: { kind: 'aktivasi' }, isCentral: true })).toContain('Laksanakan di akun terpusat INAPROC');
  expect(told('carried-out', { isCentral: true })).toContain('laksanakan di akun terpusat INAPROC');
});

test('a rejection gives ground, basis and words (REG-14)', () => {
  for (const words of ['Alasan: Dokumen tidak benar', 'Dasar: Pasal 26 ayat (2), Perbup 46/2018', '> Surat tidak dikenal.']) expect(told('rejected', { text: 'Surat tidak dikenal.' })).toContain(words);
});

test('an appointment says when, how and where; one by video needs no place', () => {
  expect(told('appointment')).toContain('Waktu: pukul 10\nCara: di loket\nTempat: Loket 1');
  expect(told('appointment', { params: { how: 'video' } })).not.toContain('Tempat');
  expect(told('appointment', { params: { again: true } })).toContain('jadwal sebelumnya tidak berlaku lagi');
});

test('a task to tell somebody says whom or what', () => {
  expect(told('task-opened', { params: { kind: 'hubungi-pengguna', about: 'rejected' } })).toContain('Yang perlu disampaikan: permohonannya ditolak');
  expect(told('task-opened', { params: { kind: 'hubungi-pejabat', official: 'Kepala LPSE', again: true } })).toMatch(/Pengingat[\s\S]*Pejabat: Kepala LPSE/);
});
