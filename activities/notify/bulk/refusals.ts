import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../../db/client.ts';
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

/** So many refusals, and more than it took: the server says no to Sigap (relaying denied, say), whatever it says of the addresses. */
const ofServerFrom = 10;

/** Takes back what a mailing counted against addresses that its server refused as a whole: three such mailings would end the mails to everybody. */
export async function forgiveWhole(tx: Transaction, mailingId: string, { sent, refused }: { sent: number; refused: number }): Promise<void> {
  if (refused < ofServerFrom || refused <= sent) return;
  await tx.execute(sql`
    update mail_stops set bounces = greatest(bounces - 1, 0), stopped_at = null, why = null from notices
    where notices.mailing_id = ${mailingId} and notices.state = 'refused' and mail_stops.office = notices.office and mail_stops.mail_ref = notices.mail_ref
      and mail_stops.why is distinct from 'berhenti'`);
}
