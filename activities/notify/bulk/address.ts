import { asc, eq, isNull, sql } from 'drizzle-orm';
import { intakes, mailings, subscribers } from '../../../db/schema.ts';
import { officeNow } from '../../office.ts';
import { mailDomainOf } from '../message-id.ts';
import type { PostmanDeps } from '../postman.ts';
import { knowAddresses } from './known-addresses.ts';
import { leavesAt } from './leaves-at.ts';

export type Mailing = typeof mailings.$inferSelect;
type Addressing = Pick<PostmanDeps, 'db' | 'vault' | 'log' | 'mailFrom'>;

/** News that means nothing to who has not read of the case before. */
const takenBack = ['cancelled', 'not-an-outage'];

/** Writes the copies of every mailing that has none yet. One that fails keeps no other case's from it. */
export async function addressWaiting(deps: Addressing): Promise<void> {
  const waiting = await deps.db.select({ mailing: mailings, rules: intakes.rules }).from(mailings).innerJoin(intakes, eq(intakes.id, mailings.caseId))
    .where(isNull(mailings.addressedAt)).orderBy(asc(mailings.createdAt), asc(mailings.seq), asc(mailings.part));
  for (const office of new Set(waiting.map(({ mailing }) => mailing.office))) await knowAddresses(deps, office);
  const now = Date.now();
  const planned = await Promise.all(waiting.map(async ({ mailing, rules }) => {
    const office = await officeNow(deps.db, mailing.office);
    const nextAt = leavesAt(mailing, rules, office, now);
    return { mailing, nextAt, giveUpMs: office.settings.mailGiveUpMs, isTooLate: mailing.until !== null && nextAt > mailing.until.getTime() };
  }));
  const failed = new Set<string>();
  for (const one of planned) {
    // Addressed after what takes it back, it would leave, and nobody would be told that nothing comes of it.
    if (failed.has(one.mailing.caseId)) continue;
    // News that comes too late itself overtakes nothing.
    const newer = planned.some(({ mailing, isTooLate }) => mailing.caseId === one.mailing.caseId && !isTooLate && isAfter(mailing, one.mailing));
    const code = one.isTooLate ? 'TOO_LATE' : newer ? 'SUPERSEDED' : null;
    await address(deps, { ...one, code }).catch((error: unknown) => {
      failed.add(one.mailing.caseId);
      deps.log.error({ mailing: one.mailing.id, code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'bulk postman: a mailing is addressed later');
    });
  }
}

const isAfter = (a: Mailing, b: Mailing): boolean => a.seq > b.seq || (a.seq === b.seq && a.part > b.part);

interface Plan { mailing: Mailing; nextAt: number; giveUpMs: number; /** Why none of its copies will leave. */ code: string | null }

/**
 * One statement: what still waits of older mailings of the case is dropped, and each address gets one copy, whichever way
 * it is known: subscribers of a system, users, reporters of open cases, and who was told by an earlier mailing of the case.
 * That nothing comes of it is told only to whom an older copy has reached, or may have: one that was dropped just now has not.
 */
async function address({ db, mailFrom }: Addressing, { mailing: { id, office, caseId, sop, seq, part, template, systems }, nextAt, giveUpMs, code }: Plan): Promise<void> {
  await db.execute(sql`
    with begun as (
      update mailings set addressed_at = clock_timestamp() where id = ${id} and addressed_at is null returning id
    ), overtaken as (
      update notices set state = 'dropped', last_code = 'SUPERSEDED' from mailings older, begun
      where older.case_id = ${caseId} and (older.seq, older.part) < (${seq}::int, ${part}::int) and notices.mailing_id = older.id and notices.state = 'pending' and ${code}::text is null
      returning notices.id
    ), reached as (
      select mail_ref from notices join mailings older on older.id = notices.mailing_id
      where older.case_id = ${caseId} and (older.seq, older.part) < (${seq}::int, ${part}::int) and notices.state in ('pending', 'sending', 'sent', 'held') and notices.id not in (select id from overtaken)
    ), known as (
      select mail_ref, 'subscriber:' || id as recipient, 0 as rank from subscribers
      where office = ${office} and confirmed_at is not null and (systems is null or systems && ${sql.param(systems, subscribers.systems)})
      union all
      select ref, 'user:' || contact_case_id, 1 from accounts join identifiers on identifiers.case_id = contact_case_id and identifiers.kind = 'mail' where accounts.office = ${office} and state <> 'nonaktif'
      union all
      select ref, 'user:' || intakes.id, 2 from intakes join identifiers on identifiers.case_id = intakes.id and identifiers.kind = 'mail' left join cases on cases.id = intakes.id
      where intakes.office = ${office} and intakes.reporter_mail_sealed is not null and cases.closed_at is null
      union all
      select mail_ref, recipient, 3 from notices join mailings older on older.id = notices.mailing_id where older.case_id = ${caseId} and (older.seq, older.part) < (${seq}::int, ${part}::int)
    ), chosen as (
      select distinct on (mail_ref) mail_ref, recipient, ${id}::text || '/' || mail_ref as key from known
      where not exists (select from mail_stops where mail_stops.office = ${office} and mail_stops.mail_ref = known.mail_ref and stopped_at is not null)
        and (not ${takenBack.includes(template)}::boolean or mail_ref in (select mail_ref from reached))
      order by mail_ref, rank, recipient
    )
    insert into notices (key, message_id, office, case_id, sop, template, urgency, recipient, params, state, last_code, next_at, give_up_at, mailing_id, mail_ref)
    select key, '<' || left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 32) || ${`@${mailDomainOf(mailFrom)}>`}, ${office}, ${caseId}, ${sop}, ${template}, 'bulk', recipient, '{}',
      ${code === null ? 'pending' : 'dropped'}, ${code}, ${new Date(nextAt).toISOString()}::timestamptz, ${new Date(nextAt + giveUpMs).toISOString()}::timestamptz, begun.id, mail_ref
    from chosen, begun`);
}
