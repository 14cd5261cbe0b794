import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { verifyChain } from '../../activities/sealer.ts';
import { events, notices, tasks } from '../../db/schema.ts';
import { until } from '../house.ts';
import type { House } from '../house.ts';

export interface Account { events: string[]; tasks: string[]; notices: string[] }

/** Moments and ids differ from run to run; everything else that a case leaves behind must not. */
const changing = new Set(['at', 'dueAt', 'lateMs', 'deadlineAt', 'textId', 'actId', 'before', 'after', 'noticeId']);

function lasting(data: Record<string, unknown>): string {
  return Object.entries(data).filter(([name]) => !changing.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${String(value)}`).join(' ');
}

/**
 * What a case left behind, sorted and without moments, so that a disturbed run can be compared with a quiet one. A
 * reminder that came too late is recorded instead of mailed (readings.md): both count as the same, and its mail is left out.
 */
export async function accountOf({ db }: House, caseId: string): Promise<Account> {
  const told = await db.select().from(events).where(eq(events.caseId, caseId)).orderBy(asc(events.id));
  const worked = await db.select().from(tasks).where(eq(tasks.caseId, caseId));
  const mailed = await db.select().from(notices).where(eq(notices.caseId, caseId));
  return {
    events: told.map(({ type, actor, data }) => `${type.replace('reminder.missed', 'reminded')} ${actor} ${lasting(data)}`).sort(),
    tasks: worked.map(({ kind, function: fn, state, claimedBy, closedBy, outcome }) => [kind, fn, state, claimedBy, closedBy, outcome].join(' ')).sort(),
    notices: mailed.filter(({ urgency }) => urgency !== 'reminder')
      .map(({ template, recipient, copyTo, state, params }) => `${template} ${recipient} ${copyTo ?? '-'} ${state} ${lasting(params)}`).sort(),
  };
}

/** Every row of the ledger has reached its end. */
export async function settled({ db }: House, caseId: string): Promise<boolean> {
  const rows = await db.select({ state: notices.state }).from(notices).where(eq(notices.caseId, caseId));
  return rows.every(({ state }) => !['pending', 'sending', 'unknown'].includes(state));
}

/**
 * Every notice that counts as sent is in exactly one mail that the mail server accepted, to one recipient, or in as many
 * more as the ledger says it cannot know, the last under the Message-ID that the ledger has; and no mail carries a notice
 * that the ledger does not have.
 */
export async function expectMailsOnce({ db, mailbox }: Pick<House, 'db' | 'mailbox'>): Promise<void> {
  const ledger = await db.select().from(notices);
  const accepted = Map.groupBy((await mailbox.mails()).flatMap(({ notices: keys, to, messageId }) => keys.map((key) => ({ key, to, messageId }))), ({ key }) => key);
  const wrong = ledger.flatMap(({ key, messageId, carriedBy, state, ambiguous }) => {
    const mails = accepted.get(key) ?? [];
    accepted.delete(key);
    const isOnce = state === 'sent' ? mails.length >= 1 && mails.length <= 1 + ambiguous && mails.at(-1)?.messageId === (carriedBy ?? messageId) : mails.length <= ambiguous;
    const isToOne = new Set(mails.flatMap(({ to }) => to)).size <= 1 && mails.every(({ to }) => to.length === 1);
    return isOnce && isToOne ? [] : [`${key} (${state}, ambiguous ${ambiguous}): ${mails.map((mail) => `${mail.messageId} to ${mail.to.join(' + ')}`).join('; ') || 'never accepted'}`];
  });
  expect([...wrong, ...[...accepted.keys()].map((key) => `${key}: not in the ledger`)]).toEqual([]);
}

/** The sealer has caught up, and no event was lost or changed behind its back. */
export async function expectSealed(house: House, office = 'contoh'): Promise<void> {
  const chain = await until(async () => {
    const report = await verifyChain(house.db, office);
    return report.waiting === 0 && report;
  }, `the seals of ${office}`);
  expect(chain.firstBroken).toBeNull();
  expect(chain.sealed).toBe(await house.db.$count(events, eq(events.office, office)));
}
