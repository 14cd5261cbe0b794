import type { MailContext } from '../../../activities/notify/mail.ts';
import { clocks } from '../messages.ts';
import type { ClockName } from '../messages.ts';

/** The deadline that passed and how long ago, counted to the moment at which the mail was written. */
export function breach({ params, when, duration }: MailContext): [string, string][] {
  const deadlineAt = Number(params.deadlineAt);
  const writtenAt = Number(params.dueAt) + Number(params.lateMs);
  return [
    ['Tenggat yang terlewat', clocks[params.clock as ClockName] ?? 'Tenggat'],
    ['Jatuh pada', when(deadlineAt)],
    ['Saat surat ini dibuat', when(writtenAt)],
    ['Sudah terlewat selama', duration(writtenAt - deadlineAt)],
  ];
}
