import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import { taskKinds } from '../messages.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';
import { publicMails } from './public.ts';

const hour = 3_600_000;
const names = Object.keys(mails) as MailName[];
const aboutIt = names.filter((name) => name !== 'check-mails');
const toMany = Object.keys(publicMails) as MailName[];
const effect = 'Pengguna tidak dapat masuk.';

function told(name: MailName, more: Record<string, unknown> = {}): string {
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Kota Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000009', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/status/contoh',
    text: effect, texts: { a: effect, b: 'Teknisi di tempat.' }, category: '', when: (at) => `pukul ${at / hour}`, duration,
    systems: (codes) => String(codes).split(',').map((code) => code.toUpperCase()).join(' dan '),
    params: {
      systems: 'spse,situs', since: 22 * hour, until: null, textId: 'a', newsId: 'b', basis: 'Pasal 5 ayat (1), Perbup Contoh', kind: 'tetapkan-waktu',
      clock: 'response', rung: 1, deadlineAt: 23 * hour, before: 'spse', againAt: 24 * hour, approval: 'given', ...more,
    },
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Kota Contoh')}`;
}

// A misspelt name does not compile; a mail that nobody tells does. The ladder of the kernel tells 'escalation'.
test('every mail is told by the workflow', () => {
  const code = ['..', '../../kernel'].flatMap((folder) => {
    const at = fileURLToPath(new URL(folder, import.meta.url));
    return globSync('*.ts', { cwd: at, exclude: ['*.test.ts'] }).map((file) => readFileSync(`${at}/${file}`, 'utf8'));
  }).join('\n');
  expect(names.filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});

test.each(aboutIt)('%s names systems, and nobody in its subject; it leaves nothing unsaid and gives no advice on schedules', (name) => {
  for (const text of [told(name), told(name, { until: 25 * hour, newsId: null }), told(name, { textId: null, basis: null })]) {
    expect(text.split('\n')[0]).not.toMatch(/Nama Orang|Pengguna tidak/);
    expect(text).not.toMatch(/undefined|null|NaN|jadwal/);
    expect(text).toContain('Sistem: SPSE dan SITUS');
    expect(text).toContain('Sejak: pukul 22');
  }
});

test.each(toMany)('%s tells everybody what it is about, why it is told and where the state stands, and says when it is late', (name) => {
  const text = told(name);
  expect(text).toMatch(/^\[LPSE Kota Contoh\] .+: SPSE dan SITUS\n/);
  for (const words of ['Yth. Nama Orang,', `> ${effect}`, '> Teknisi di tempat.', 'Dasar: Pasal 5 ayat (1), Perbup Contoh', 'https://sigap.example/status/contoh']) expect(text).toContain(words);
  expect(text).not.toContain('terlambat');
  expect(told(name, { lateMs: 2 * hour, dueAt: 22 * hour })).toContain('terlambat 2 jam: seharusnya dikirim pada pukul 22');
  expect(told(name, { lateMs: 4 * 60_000 })).not.toContain('terlambat');
});

test('users read until when, what changed and since when it fails again', () => {
  expect(told('restored', { until: 25 * hour })).toContain('Sampai: pukul 25');
  expect(told('scope')).toContain('Semula: SPSE');
  expect(told('again')).toContain('Terganggu kembali sejak: pukul 24');
});

test('LKPP reads whether it was approved; without a link, and with whom to answer what', () => {
  expect(told('lkpp-report')).toContain('sudah disetujui');
  expect(told('lkpp-report', { approval: 'silent' })).toContain('belum menjawab sampai batas waktunya');
  expect(told('lkpp-report', { approval: 'none' })).not.toContain('setuju');
  expect(told('lkpp-restored')).toContain('sudah teratasi');
  expect(told('lkpp-restored', { isFalse: true })).toContain('bukan gangguan');
  for (const name of ['lkpp-report', 'lkpp-restored'] as const) expect(told(name)).not.toContain('https:');
});

test('who looks through mails reads how many', () => {
  expect(told('check-mails', { sent: 9, refused: 2, held: 1 })).toMatch(/Terkirim: 9\nDitolak server surat: 2\nTidak pasti terkirim: 1/);
});

test('technicians read whether it is a warning, an outage, or one that is back', () => {
  expect(told('outage-opened')).toMatch(/^\[CTH-2027-000009\] Gangguan: /);
  expect(told('outage-opened', { isWarning: true })).toMatch(/^\[CTH-2027-000009\] Peringatan: [^]*Belum ada yang diumumkan/);
  expect(told('outage-opened', { again: true })).toMatch(/^\[CTH-2027-000009\] Terganggu kembali: /);
  expect(told('escalation', { unreached: 'Administrator Sistem' })).toContain('Surat kepada Administrator Sistem tidak sampai.');
});

test.each(Object.entries(taskKinds))('the task %s is told by its name, and as a reminder when it waits', (kind, label) => {
  expect(told('task-opened', { kind })).toContain(`] Tugas baru: ${label}\n`);
  expect(told('task-opened', { kind, again: true, official: 'Kepala LPSE' })).toMatch(new RegExp(`Pengingat: ${label}[^]*Pejabat: Kepala LPSE`));
  // What the shared parts of the kernel tell of a task knows no more than its kind.
  expect(told('task-opened', { kind, systems: undefined, since: undefined, until: undefined, textId: undefined, newsId: undefined, basis: undefined })).not.toMatch(/undefined|null/);
  expect(told('task-opened', { kind: 'beritahu-lkpp', isOver: true })).toContain('sudah berakhir');
});
