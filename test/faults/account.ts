import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { verifyChain } from '../../activities/sealer.ts';
import { events, notices, tasks } from '../../db/schema.ts';
import { until } from '../house.ts';
import type { House } from '../house.ts';

export interface Account { events: string[]; tasks: string[]; notices: string[] }

/** Moments and ids differ from run to run; everything else that a case leaves behind must not. */
const changing = new Set(['at', 'dueAt', 'lateMs', 'deadlineAt', 'textId', 'before', 'after', 'noticeId']);

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
 * Every notice that counts as sent was accepted by the mail server once, by one recipient, or as often more
 * as the ledger says it cannot know; and no mail was accepted that the ledger does not have.
 */
export async function expectMailsOnce(house: House): Promise<void> {
  const ledger = await house.db.select().from(notices);
  const accepted = new Map<string, Map<string, number>>();
  for (const mail of await house.mailbox.mails()) {
    const copies = accepted.get(mail.messageId ?? '') ?? new Map<string, number>();
    for (const to of mail.to) copies.set(to, (copies.get(to) ?? 0) + 1);
    accepted.set(mail.messageId ?? '', copies);
  }
  const wrong = ledger.flatMap(({ messageId, key, state, ambiguous }) => {
    const copies = [...(accepted.get(messageId) ?? new Map<string, number>()).values()];
    accepted.delete(messageId);
    const right = state === 'sent' ? copies.length === 1 && copies.every((count) => count <= 1 + ambiguous) : copies.length === 0 || ambiguous > 0;
    return right ? [] : [`${key} (${state}, ambiguous ${ambiguous}): accepted ${copies.join(' + ') || 'never'}`];
  });
  expect([...wrong, ...[...accepted.keys()].map((id) => `${id}: not in the ledger`)]).toEqual([]);
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
