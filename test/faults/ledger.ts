import { createHash, randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { notices } from '../../db/schema.ts';
import { until } from '../house.ts';
import type { House } from '../house.ts';
import type { Reported } from './cases.ts';

export type Notice = typeof notices.$inferSelect;

export const noticesOf = ({ db }: House, { caseId }: Reported): Promise<Notice[]> => db.select().from(notices).where(eq(notices.caseId, caseId)).orderBy(notices.id);

/** The first notice of that template that the predicate accepts. */
export const noticeWhen = (house: House, reported: Reported, template: string, accepts: (notice: Notice) => boolean, timeoutMs = 20_000): Promise<Notice> =>
  until(async () => (await noticesOf(house, reported)).find((notice) => notice.template === template && accepts(notice)), `the notice ${template} of ${reported.number}`, timeoutMs);

/** Many mails at once to the people of the desk, as one bulk step would write them. */
export async function writeMany({ db }: House, { caseId }: Reported, count: number): Promise<void> {
  await db.insert(notices).values(Array.from({ length: count }, (_, index) => {
    const key = `many/${randomUUID()}/${index}`;
    return {
      key, messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@lpse.example>`, office: 'contoh', caseId, sop: 'problem',
      template: 'task-opened', urgency: 'case' as const, recipient: `cth-0${1 + index % 6}`, params: { kind: 'tangani' },
      state: 'pending' as const, nextAt: new Date(), giveUpAt: new Date(Date.now() + 3_600_000),
    };
  }));
}

export const allSettled = (house: House, timeoutMs = 30_000): Promise<boolean> => until(
  async () => await house.db.$count(notices, inArray(notices.state, ['pending', 'sending', 'unknown'])) === 0, 'an empty ledger', timeoutMs, 100);

/** Copies that the mail server accepted of that notice. */
export const copiesOf = async (house: House, { messageId }: Notice): Promise<number> => (await house.mailbox.mails()).filter((mail) => mail.messageId === messageId).length;
