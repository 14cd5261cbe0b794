import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Notice } from './parcel.ts';
import type { Delivery } from './smtp.ts';

/** `carriedBy`: none when the row went alone, or not at all. */
export type Outcome = Partial<Pick<Notice, 'state' | 'lastCode' | 'sentAt' | 'nextAt' | 'ambiguous' | 'carriedBy'>>;

/** A row in somebody's hands. */
type Held = Pick<Notice, 'id' | 'sender'>;

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
 * Writes what became of rows that this postman still holds; what comes while a statement is under way goes into the
 * next one. What the mail server said is known only here, so it is kept until Postgres is back: a mail that got its 250
 * must not be sent again.
 * @param gatherMs waits so long for company, where many outcomes come one after the other
 */
export function openLedger(db: Db, running: () => boolean, gatherMs = 0) {
  interface Entry { notice: Held; outcome: Outcome; done(): void; failed(error: unknown): void }
  let waiting: Entry[] = [];
  let writing = false;
  const flush = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      if (gatherMs > 0) await sleep(gatherMs);
      const entries = waiting;
      waiting = [];
      await write(db, entries, running).then(() => entries.forEach((entry) => entry.done()), (error: unknown) => entries.forEach((entry) => entry.failed(error)));
    }
    writing = false;
  };
  return {
    /** @throws what Postgres said, once the postman has been told to stop. */
    settle: (notice: Held, outcome: Outcome) => new Promise<void>((resolve, reject) => {
      waiting.push({ notice, outcome, done: resolve, failed: reject });
      if (!writing) void flush();
    }),
  };
}

async function write(db: Db, entries: { notice: Held; outcome: Outcome }[], running: () => boolean): Promise<void> {
  const rows = entries.map(({ notice, outcome: { state, lastCode, sentAt, nextAt, ambiguous, carriedBy } }) => ({
    id: notice.id, held_by: notice.sender, state, last_code: lastCode, sent_at: sentAt, next_at: nextAt, ambiguous, carried_by: carriedBy,
  }));
  for (;;) {
    try {
      await db.execute(sql`
        update notices set state = became.state, last_code = became.last_code, sent_at = became.sent_at, sender = null,
          carried_by = became.carried_by, next_at = coalesce(became.next_at, notices.next_at), ambiguous = coalesce(became.ambiguous, notices.ambiguous)
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as became(id bigint, held_by integer, state text, last_code text, sent_at timestamptz, next_at timestamptz, ambiguous integer, carried_by text)
        where notices.id = became.id and notices.state = 'sending' and notices.sender = became.held_by`);
      return;
    } catch (error) {
      if (!running()) throw error;
      await sleep(250);
    }
  }
}
