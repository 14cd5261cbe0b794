import { duration } from '../../activities/notify/mail.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';

interface Due { dueAt: Date | null; provisional: boolean; closedAt?: Date | null }

export function isLate({ dueAt, closedAt }: Due): boolean {
  return dueAt !== null && !closedAt && dueAt.getTime() < Date.now();
}

/** A deadline in words: when, whether it is past and by how much, whether it may still move. Never by colour alone. */
export function dueText(due: Due, utcOffsetMinutes: number, label = 'Tenggat'): Html | false {
  const { dueAt, provisional } = due;
  if (dueAt === null) return false;
  return html`${label} ${localTime(dueAt.toISOString(), utcOffsetMinutes)}
${isLate(due) && html` <span class="tag late">terlewat ${duration(Date.now() - dueAt.getTime())}</span>`}${provisional && html` <span class="tag">sementara</span>`}`;
}
