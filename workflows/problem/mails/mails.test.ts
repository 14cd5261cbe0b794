import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { duration } from '../../../activities/notify/mail.ts';
import type { MailContext } from '../../../activities/notify/mail.ts';
import { deskMails } from './desk.ts';
import { mails } from './index.ts';
import type { MailName } from './index.ts';
import { lkppMails } from './lkpp.ts';
import { reporterMails } from './reporter.ts';

const hour = 3_600_000;
const told = (name: MailName, params: Record<string, unknown>): string => {
  const context: MailContext = {
    officeName: 'LPSE Contoh', utcOffsetMinutes: 420, number: 'CTH-1', recipientName: 'Kepala', receivedAt: 0, url: 'https://sigap.example',
    params, text: null, category: 'Aplikasi SPSE', systems: String, when: (at) => `pukul ${at / hour}`, duration,
  };
  const mail: { subject: string; blocks: unknown[] } = mails[name](context);
  return JSON.stringify(mail);
};

test('no two mails have one name: the later would be sent for both', () => {
  expect(Object.keys(mails)).toHaveLength([deskMails, lkppMails, reporterMails].flatMap((part) => Object.keys(part)).length);
});

// A misspelt name does not compile; a mail that nobody tells does. The API sends `link-again`.
test('every mail is told by the workflow, but for the tracking link', () => {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const code = globSync(['problem/*.ts', 'kernel/ladder.ts'], { cwd: folder, exclude: ['**/*.test.ts'] }).map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n');
  expect(Object.keys(mails).filter((name) => !new RegExp(`(tell\\w*|close)\\([^;]*'${name}'`).test(code))).toEqual(['link-again']);
});

test.each(['lkpp-report', 'approval-asked'] as const)('%s says which deadline passed, when, and how long ago', (name) => {
  const text = told(name, { clock: 'follow-up', deadlineAt: 10 * hour, dueAt: 17 * hour, lateMs: hour, approval: 'silent' });
  for (const words of ['Tenggat tindak lanjut', '"Jatuh pada","pukul 10"', '"Sudah terlewat selama","8 jam"']) expect(text).toContain(words);
});

test('the request to approve a forward speaks of no deadline and promises no mail without a decision', () => {
  const text = told('approval-asked', { ground: 'belum-tercakup', textId: 'one', again: true });
  expect(text).toContain('Pengingat: persetujuan');
  expect(text).toContain('tanpa keputusan Anda penerusan tidak dikirim');
  expect(text).not.toMatch(/NaN|terlewat/);
});

test('an escalation that another function never got says so, and the task to tell it by hand names it', () => {
  expect(told('escalation', { clock: 'follow-up', rung: 2, deadlineAt: 0, dueAt: 0, lateMs: 0, unreached: 'Kepala LPSE' })).toContain('kepada Kepala LPSE tidak sampai');
  expect(told('task-opened', { kind: 'hubungi-pejabat', about: 'approval-asked', official: 'Kepala UKPBJ' })).toContain('"Pejabat","Kepala UKPBJ"');
});

test('a moved deadline is told with its name and its provisional end', () => {
  const text = told('deadline-moved', { clock: 'data', before: hour, after: 2 * hour, provisional: true });
  for (const words of ['Batas pengiriman data oleh pelapor', 'pukul 1', 'pukul 2 (sementara']) expect(text).toContain(words);
});
