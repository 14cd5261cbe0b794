import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import { clocks, taskKinds } from '../messages.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';

const hour = 3_600_000;
const labels: Record<string, string> = { 'media-a': 'Cakram A', brankas: 'Brankas gedung B', 'ruang-server': 'Ruang server' };
const label = (code: string) => labels[code] ?? code;

function told(name: MailName, more: Record<string, unknown> = {}): string {
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Kota Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000021', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/kantor/contoh/laporan/CTH-2027-000021',
    text: null, texts: { a: 'Tas pembawa tertinggal.' }, category: '', when: (at) => `pukul ${at / hour}`, duration, systems: String, backup: { medium: label, place: label },
    params: { medium: 'media-a', move: 'keluar', from: 'ruang-server', to: 'brankas', textId: 'a', kind: 'terima-media', clock: 'receipt', rung: 1, deadlineAt: 23 * hour, knownAt: 20 * hour, noticeDueAt: 92 * hour, place: 'brankas', ...more },
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Kota Contoh')}`;
}

test.each(Object.keys(mails) as MailName[])('%s names the medium and its way as the office calls them, nobody in its subject, and leaves nothing unsaid', (name) => {
  for (const text of [told(name), told(name, { to: null, from: null, textId: null })]) {
    expect(text).toMatch(/^\[CTH-2027-000021\] [^\n]+\n[^]*Media: Cakram A[^]*https:/);
    expect(text.split('\n')[0]).not.toContain('Nama Orang');
    expect(text).not.toMatch(/undefined|null|NaN/);
  }
  expect(told(name)).toMatch(/Dari: Ruang server\nKe: Brankas gedung B/);
});

test.each(Object.entries(taskKinds))('the task %s is told by its name, and as a reminder when it waits', (kind, words) => {
  expect(told('task-opened', { kind })).toContain(`] Tugas baru: ${words}\n`);
  expect(told('task-opened', { kind, again: true, official: 'Kepala LPSE' })).toMatch(/Pengingat: [^]*Pejabat: Kepala LPSE/);
  // What the shared parts of the kernel tell of a task knows no more than its kind.
  expect(told('task-opened', { kind, medium: undefined, move: undefined, from: undefined, to: undefined })).not.toMatch(/undefined|null/);
});

test('a loss says since when it is known and until when the law wants the notice; what is found says whether one is owed still', () => {
  const lost = told('medium-lost', { lateMs: 2 * hour, dueAt: 20 * hour });
  for (const words of ['Diketahui: pukul 20', 'Batas pemberitahuan: pukul 92', 'UU 27/2022 Pasal 46', '> Tas pembawa tertinggal.', 'terlambat 2 jam']) expect(lost).toContain(words);
  expect(told('medium-found')).toMatch(/tidak lagi dikirim[^]*Ada di: Brankas gedung B/);
  expect(told('medium-found', { wasTold: true })).toContain('kabari juga bahwa media ditemukan');
  expect(told('escalation', { unreached: 'Administrator Sistem' })).toMatch(new RegExp(`${clocks.receipt} terlewat[^]*Administrator Sistem tidak sampai[^]*Batas waktu: pukul 23`));
});
