import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';
import { officialMails } from './officials.ts';
import { userMails } from './users.ts';
import type { UserMail } from './users.ts';

const names = Object.keys(mails) as MailName[];
const toMany = Object.keys(userMails) as UserMail[];
const hour = 3_600_000;

function told(name: MailName, more: Record<string, unknown> = {}): string {
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000009', recipientName: 'Pengguna SPSE', receivedAt: 0, url: 'https://sigap.example/status/contoh',
    text: 'Alasan: pembaruan sistem\nPerkiraan dampak: tidak dapat masuk', texts: { n1: 'Teknisi berhalangan.' }, category: '',
    when: (at) => `pukul ${at / hour}`, systems: (codes) => `Sistem ${String(codes)}`, duration,
    params: { systems: 'spse', startsAt: 22 * hour, endsAt: 26 * hour, textId: 't1', isEmergency: false, basis: 'Pasal 18 ayat (4), Perwali 13/2011', rung: 1, deadlineAt: 26 * hour, kind: 'pemeliharaan', sent: 3, refused: 1, held: 2, newsId: 'n1', ...(name === 'finished' ? { endedAt: 25 * hour } : {}), ...more },
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Contoh')}`;
}
const subjectOf = (text: string) => text.split('\n')[0];

test('no two mails have one name: the later would be sent for both', () => {
  expect(names).toHaveLength(Object.keys(officialMails).length + toMany.length);
});

// A misspelt name does not compile; a mail that nobody tells does.
test('every mail is told by the workflow', () => {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const code = globSync(['maintenance/*.ts', 'kernel/{ladder,officials,mailings}.ts'], { cwd: folder, exclude: ['**/*.test.ts'] }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(names.filter((name) => !new RegExp(`tell\\w*\\([^;]*'${name}'`).test(code))).toEqual([]);
});

test.each(names)('%s leads somewhere, leaves nothing unsaid, and has no words of a person in its subject', (name) => {
  for (const more of [{}, { endedAt: 25 * hour }, { beforeStartsAt: 20 * hour, beforeEndsAt: 24 * hour, what: 'moved' }, { newsId: null, textId: null, basis: null }]) {
    const text = told(name, more);
    expect(subjectOf(text)).toMatch(/^\[(CTH-2027-000009|LPSE Contoh)\] \S/);
    expect(subjectOf(text)).not.toMatch(/Pengguna SPSE|Teknisi|pembaruan/);
    expect(text).toContain('https://sigap.example/status/');
    expect(text).not.toMatch(/undefined|null|NaN/);
  }
});

test.each(toMany)('%s says to many which systems, from when to when, and which norm asks for it', (name) => {
  const text = told(name);
  for (const words of ['Yth. Pengguna SPSE', 'Sistem: Sistem spse', 'Mulai: pukul 22', 'pukul 26', 'Dasar pengumuman: Pasal 18 ayat (4), Perwali 13/2011.']) expect(text).toContain(words);
});

test('the announcement says why and with what effect, and an emergency is called one', () => {
  expect(told('planned')).toContain('> Perkiraan dampak: tidak dapat masuk');
  expect(subjectOf(told('planned'))).toBe('[LPSE Contoh] Pemeliharaan terjadwal: pukul 22');
  expect(subjectOf(told('planned', { isEmergency: true }))).toBe('[LPSE Contoh] Pemeliharaan darurat: pukul 22');
});

test('the planner reads who is told next, and once nobody is left only what to record', () => {
  expect(told('end-asked')).toContain('fungsi berikutnya diberi tahu');
  expect(told('end-asked', { again: true })).toMatch(/Pengingat: [^]*akhirnya belum dicatat/);
  expect(told('end-asked', { again: true })).not.toContain('fungsi berikutnya');
});

test('a change says what it was before and why', () => {
  const moved = told('moved', { beforeStartsAt: 20 * hour, beforeEndsAt: 24 * hour });
  for (const words of ['Semula mulai: pukul 20', 'Semula selesai: pukul 24', '> Teknisi berhalangan.']) expect(moved).toContain(words);
  const extended = told('extended', { beforeStartsAt: 22 * hour, beforeEndsAt: 24 * hour });
  expect(extended).toContain('Semula selesai: pukul 24');
  expect(extended).not.toContain('Semula mulai');
});

test('what did not take place and what was broken off read differently, and an end that was fixed is told beside the planned one', () => {
  expect(told('cancelled', { endedAt: null })).toContain('dapat digunakan seperti biasa');
  const stopped = told('cancelled', { endedAt: 25 * hour });
  for (const words of ['Pemeliharaan dihentikan: pukul 25', 'Selesai menurut jadwal: pukul 26', 'Selesai sebenarnya: pukul 25']) expect(stopped).toContain(words);
});

test.each(['started', 'reminder', 'end-asked', 'escalation'] as const)('%s says that it is late, but not for some minutes', (name) => {
  const late = (lateMs: number) => told(name, { dueAt: 22 * hour, lateMs }).includes('Surat ini terlambat');
  expect([4 * 60_000, 2 * hour].map(late)).toEqual([false, true]);
  expect(told(name, { dueAt: 22 * hour, lateMs: 2 * hour })).toContain('terlambat 2 jam: seharusnya dikirim pada pukul 22.');
});

test('who approves reads whether the schedules were checked, and which windows overlap', () => {
  expect(told('approval-asked', { isScheduleChecked: true })).toContain('Jadwal tender di SPSE: sudah diperiksa');
  const warned = told('approval-asked', { isScheduleChecked: false, overlaps: 'CTH-2027-000001,CTH-2027-000002' });
  for (const words of ['belum diperiksa', 'Bertumpang tindih dengan: CTH-2027-000001, CTH-2027-000002']) expect(warned).toContain(words);
});

test('who tells an official by hand reads whom, and who looks through mails how many', () => {
  expect(told('task-opened', { kind: 'hubungi-pejabat', official: 'Kepala LPSE' })).toContain('Pejabat: Kepala LPSE');
  expect(told('escalation', { unreached: 'Kepala LPSE' })).toContain('kepada Kepala LPSE tidak sampai');
  for (const words of ['Terkirim: 3', 'Ditolak server surat: 1', 'Tidak pasti terkirim: 2']) expect(told('check-mails')).toContain(words);
});
