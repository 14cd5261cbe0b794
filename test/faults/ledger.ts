import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { messageIdOf } from '../../activities/notify/message-id.ts';
import { notices } from '../../db/schema.ts';
import { until } from '../house.ts';
import type { House } from '../house.ts';
import type { Reported } from './cases.ts';

export type Notice = typeof notices.$inferSelect;

export const noticesOf = ({ db }: House, { caseId }: Reported): Promise<Notice[]> => db.select().from(notices).where(eq(notices.caseId, caseId)).orderBy(notices.id);

/** The first notice of that template that the predicate accepts. */
export const noticeWhen = (house: House, reported: Reported, template: string, accepts: (notice: Notice) => boolean, timeoutMs = 20_000): Promise<Notice> =>
  until(async () => (await noticesOf(house, reported)).find((notice) => notice.template === template && accepts(notice)), `the notice ${template} of ${reported.number}`, timeoutMs);

interface Many { template: string; urgency: Notice['urgency']; recipientOf: (index: number) => string; params?: Record<string, unknown> }
/** Each leaves as a mail of its own. */
export const toReporter: Many = { template: 'receipt', urgency: 'case', recipientOf: () => 'reporter' };
/** The last rung before LKPP, all to one person. */
export const toChief: Many = { template: 'escalation', urgency: 'deadline', recipientOf: () => 'cth-01', params: { clock: 'follow-up', rung: 2, deadlineAt: 0, dueAt: 0, lateMs: 0 } };
const toDesk: Many = { template: 'task-opened', urgency: 'case', recipientOf: (index) => `cth-0${1 + index % 6}` };

export function rowsFor({ caseId }: Reported, count: number, { template, urgency, recipientOf, params = { kind: 'tangani' } }: Many): (typeof notices.$inferInsert)[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `many/${randomUUID()}/${index}`;
    return {
      key, messageId: messageIdOf(key, 'lpse.example'), office: 'contoh', caseId, sop: 'problem', template, urgency, recipient: recipientOf(index), params,
      state: 'pending', nextAt: new Date(), giveUpAt: new Date(Date.now() + 3_600_000),
    };
  });
}

/** Many notices at once, to the people of the desk if nobody else is named, as one bulk step would write them. */
export async function writeMany({ db }: House, reported: Reported, count: number, many: Many = toDesk): Promise<void> {
  await db.insert(notices).values(rowsFor(reported, count, many));
}

export const allSettled = (house: House, timeoutMs = 30_000): Promise<boolean> => until(
  async () => await house.db.$count(notices, inArray(notices.state, ['pending', 'sending', 'unknown'])) === 0, 'an empty ledger', timeoutMs, 100);

/** Mails with that notice that the mail server accepted. */
export const copiesOf = async (house: House, { key }: Notice): Promise<number> => (await house.mailbox.mails()).filter(({ notices: carried }) => carried.includes(key)).length;
