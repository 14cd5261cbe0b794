import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Queryable } from '../../../db/client.ts';
import { intakes, mailings, notices } from '../../../db/schema.ts';
import type { MailingDone } from '../../../workflows/kernel/types.ts';
import { officeNow } from '../../office.ts';
import type { PostmanDeps } from '../postman.ts';
import { signalCase } from '../signal.ts';
import type { Mailing } from './address.ts';
import { leavesAt } from './leaves-at.ts';
import { forgiveWhole } from './refusals.ts';

/**
 * Looks after the mailings that are under way: drops what is too late, hands over what waited too long, lets wait what may not leave outside office hours,
 * and ends those of which no copy waits any more. @returns those that may leave now, urgent ones first
 */
export async function tend(deps: PostmanDeps): Promise<Mailing[]> {
  const { db } = deps;
  await dropOvertaken(db);
  const open = await db.select({ mailing: mailings, rules: intakes.rules, workflowId: intakes.workflowId }).from(mailings).innerJoin(intakes, eq(intakes.id, mailings.caseId))
    .where(and(isNotNull(mailings.addressedAt), isNull(mailings.doneAt))).orderBy(desc(mailings.isUrgent), asc(mailings.createdAt));
  const going: Mailing[] = [];
  for (const { mailing, rules, workflowId } of open) {
    const now = Date.now();
    const waiting = and(eq(notices.mailingId, mailing.id), eq(notices.urgency, 'bulk'), eq(notices.state, 'pending'));
    if (mailing.until !== null && mailing.until.getTime() <= now) await db.update(notices).set({ state: 'dropped', lastCode: 'TOO_LATE' }).where(waiting);
    // Nobody could write it, or the mail server was away all the time: a person decides.
    await db.update(notices).set({ state: 'held', lastCode: 'GAVE_UP' }).where(and(waiting, lte(notices.giveUpAt, new Date(now))));
    const nextAt = new Date(leavesAt(mailing, rules, await officeNow(db, mailing.office), now));
    const isOpen = nextAt.getTime() <= now;
    // The closed hours do not count as time in which it could have left.
    if (!isOpen) await db.update(notices).set({ nextAt, giveUpAt: sql`${notices.giveUpAt} + (${nextAt.toISOString()}::timestamptz - ${notices.nextAt})` }).where(and(waiting, lte(notices.nextAt, new Date(now))));
    if (!await isDone(deps, mailing, workflowId) && isOpen) going.push(mailing);
  }
  return going;
}

/**
 * What was in hand, or not addressed yet, when newer news of its case was addressed, and waits now: whoever gets the newer one must not
 * read the older one after it.
 */
async function dropOvertaken(db: Db): Promise<void> {
  await db.execute(sql`
    update notices set state = 'dropped', last_code = 'SUPERSEDED'
    from mailings older join mailings newer on newer.case_id = older.case_id and (newer.seq, newer.part) > (older.seq, older.part) join notices later on later.mailing_id = newer.id
    where older.done_at is null and notices.mailing_id = older.id and notices.urgency = 'bulk' and notices.state = 'pending' and later.mail_ref = notices.mail_ref and later.state <> 'dropped'`);
}

const underWay: (typeof notices.$inferSelect)['state'][] = ['pending', 'sending'];

async function isDone({ db, client, log }: PostmanDeps, { id, template }: Mailing, workflowId: string): Promise<boolean> {
  if (await isUnderWay(db, id)) return false;
  const news: MailingDone = { mailingId: id, template, ...await countsOf(db, id) };
  // Written down once Temporal has heard it, so that a crash in between tells it again.
  if (!await signalCase(client, workflowId, 'mailingDone', `mailing-${id}`, news)) {
    log.warn({ mailing: id }, 'bulk postman: a case could not be told of its mailing yet');
    return false;
  }
  await db.transaction(async (tx) => {
    // Somebody may just have decided that held ones leave again, under the same lock.
    await tx.select({ id: mailings.id }).from(mailings).where(eq(mailings.id, id)).for('update');
    if (await isUnderWay(tx, id)) return;
    await forgiveWhole(tx, id, news);
    await tx.update(mailings).set({ doneAt: sql`clock_timestamp()` }).where(eq(mailings.id, id));
  });
  return true;
}

async function isUnderWay(db: Queryable, id: string): Promise<boolean> {
  return (await db.select({ id: notices.id }).from(notices).where(and(eq(notices.mailingId, id), inArray(notices.state, underWay))).limit(1)).length > 0;
}

async function countsOf(db: Db, mailingId: string): Promise<Pick<MailingDone, 'sent' | 'refused' | 'held' | 'dropped'>> {
  const rows = await db.select({ state: notices.state, count: sql<number>`count(*)::int` }).from(notices).where(eq(notices.mailingId, mailingId)).groupBy(notices.state);
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { sent: of('sent'), refused: of('refused'), held: of('held'), dropped: of('dropped') };
}
