import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.ts';
import { mailStops } from '../../../db/schema.ts';
import { officeNow } from '../../office.ts';
import type { Copy } from './lane.ts';

const of = ({ office, mailRef }: Copy) => and(eq(mailStops.office, office), eq(mailStops.mailRef, mailRef));

/** One more in a row; with the office's number of them the address gets no more mails to many. */
export async function countRefusal(db: Db, copy: Copy): Promise<void> {
  const { bounceLimit } = (await officeNow(db, copy.office)).settings;
  await db.transaction(async (tx) => {
    await tx.insert(mailStops).values({ office: copy.office, mailRef: copy.mailRef, bounces: 1 })
      .onConflictDoUpdate({ target: [mailStops.office, mailStops.mailRef], set: { bounces: sql`${mailStops.bounces} + 1` } });
    await tx.update(mailStops).set({ stoppedAt: sql`clock_timestamp()`, why: 'ditolak' }).where(and(of(copy), isNull(mailStops.stoppedAt), gte(mailStops.bounces, bounceLimit)));
  });
}

/** The address took one: what was refused before counts no more. */
export async function forgetRefusals(db: Db, copy: Copy): Promise<void> {
  await db.update(mailStops).set({ bounces: 0 }).where(of(copy));
}
