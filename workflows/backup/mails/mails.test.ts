import { expect, test } from 'vitest';
import { duration, toText } from '../../../activities/notify/mail.ts';
import { failures } from '../failures.ts';
import { taskKinds } from '../messages.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';

const hour = 3_600_000;
function told(name: MailName, params: Record<string, unknown> = {}): string {
  const { subject, blocks } = mails[name]({
    officeName: 'LPSE Kota Contoh', utcOffsetMinutes: 420, number: 'CTH-2027-000009', recipientName: 'Nama Orang', receivedAt: 0, url: 'https://sigap.example/meja/CTH-2027-000009',
    text: '', texts: {}, category: '', when: (at) => `pukul ${at / hour}`, duration, systems: String,
    params: { run: 'harian', since: 22 * hour, code: null, medium: null, clock: 'set', rung: 1, deadlineAt: 23 * hour, kind: 'perbaiki-cadangan', ...params } as never,
  });
  return `${subject}\n${toText({ subject, blocks }, 'LPSE Kota Contoh')}`;
}

test.each(Object.entries(failures))('what went wrong, %s, is told with what to do, to who mends it and to who stands above', (code, { words }) => {
  for (const name of ['task-opened', 'escalation'] as const) expect(told(name, { code })).toContain(words);
  expect(words).toMatch(/^(pg_dump|restic|[A-Z]).*\. [A-Z].*\.$|^[A-Z].*\.$/);
});

test.each(Object.entries(taskKinds))('the task %s is told by its name, and as a reminder when it waits', (kind, label) => {
  const text = told('task-opened', { kind, official: 'Kepala LPSE' });
  expect(text).toContain(`] Tugas baru: ${label}\n`);
  expect(told('task-opened', { kind, again: true })).toContain(`Pengingat: ${label}`);
  for (const words of ['Yth. Nama Orang,', 'Jenis: Cadangan harian', 'Salinan teruji terakhir: pukul 22', 'Pejabat: Kepala LPSE', 'https://sigap.example/meja/CTH-2027-000009']) expect(text).toContain(words);
  expect(told('task-opened', { kind, run: undefined, since: undefined, code: undefined, medium: undefined })).not.toMatch(/undefined|null|NaN/);
});

test('a few of many undeclared databases are named, with how many more there are', () => {
  const names = JSON.stringify(Array.from({ length: 23 }, (_, i) => `spse/db${i}`));
  expect(told('task-opened', { kind: 'periksa-basis-data', names })).toMatch(/Basis data: spse\/db0, .*spse\/db19, dan 3 lainnya/);
});

test('the ladder reads until when, which copy is missing, who was not reached, and that it hears late', () => {
  expect(told('escalation', { unreached: 'Administrator Sistem', lateMs: 2 * hour, dueAt: 23 * hour }))
    .toMatch(/Belum ada cadangan yang teruji[^]*terlambat 2 jam[^]*Surat kepada Administrator Sistem tidak sampai[^]*Batas waktu: pukul 23/);
  expect(told('escalation', { clock: 'copy', run: 'portabel', medium: 'media-a', since: null })).toMatch(/Belum ada salinan teruji di media[^]*Salinan teruji terakhir: belum ada[^]*Media: media-a/);
});
