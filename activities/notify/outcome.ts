import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { notices } from '../../db/schema.ts';
import type { Notice } from './parcel.ts';
import type { Delivery } from './smtp.ts';

export type Outcome = Partial<Pick<Notice, 'state' | 'lastCode' | 'sentAt' | 'nextAt' | 'ambiguous'>>;

const minuteMs = 60_000;

/** What the ledger says after a delivery; `now` epoch ms. */
export function afterwards(notice: Pick<Notice, 'attempts' | 'ambiguous' | 'giveUpAt'>, delivery: Delivery, now: number): Outcome {
  const { outcome, code } = delivery;
  const retryAt = new Date(now + retryMs(notice.attempts, code));
  const gaveUp = now >= notice.giveUpAt.getTime();
  switch (outcome) {
    case 'sent': return { state: 'sent', lastCode: code, sentAt: new Date(now) };
    case 'refused': return { state: 'refused', lastCode: code };
    case 'deferred': return gaveUp ? { state: 'held', lastCode: code } : { state: 'pending', lastCode: code, nextAt: retryAt };
    case 'ambiguous': return { state: gaveUp ? 'held' : 'unknown', lastCode: code, ambiguous: notice.ambiguous + 1, nextAt: retryAt };
  }
}

/** A server that answers asks for patience; one out of reach (ESOCKET, ETIMEDOUT) is tried every minute, because deadline mails wait for it. */
function retryMs(attempts: number, code: string): number {
  const longest = /^E[A-Z]+$/.test(code) ? minuteMs : 15 * minuteMs;
  return Math.min(longest, 500 * 2 ** Math.min(attempts, 12));
}

/**
 * Writes what became of a row that this postman still holds. What the mail server said is known only here,
 * so it is kept until Postgres is back: a mail that got its 250 must not be sent again.
 */
export async function settle(db: Db, notice: Notice, outcome: Outcome, running: () => boolean): Promise<void> {
  const mine = and(eq(notices.id, notice.id), eq(notices.state, 'sending'), eq(notices.sender, notice.sender ?? -1));
  for (;;) {
    try {
      await db.update(notices).set({ ...outcome, sender: null }).where(mine);
      return;
    } catch (error) {
      if (!running()) throw error;
      await sleep(250);
    }
  }
}
