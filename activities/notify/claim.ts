import type { Sql, TransactionSql } from 'postgres';
import type { Db } from '../../db/client.ts';
import { bundleIdOf, maxTogether } from './bundle.ts';
import { readParcels } from './parcel.ts';
import type { Parcel } from './parcel.ts';
import { readSubscriptions } from './subscription.ts';
import type { SubscriptionParcel } from './subscription.ts';

/** How many more mails can be taken: urgent ones (of a deadline), and all others. */
export interface Room { urgent: number; other: number }
/** What is under way, by `travels`. An urgent row passes a mail that is not; nothing else passes. */
export interface Held { urgent: string[]; other: string[] }

/** Claimed rows that leave in one mail. */
export interface Bundle {
  travels: string;
  /** More rows of the same kind may come while it is under way. */
  isShared: boolean;
  isUrgent: boolean;
  parcels: (Parcel | SubscriptionParcel)[];
}

interface Row { id: string; key: string; messageId: string; travels: string; urgency: string }

/**
 * What rows that leave together have in common: the person of an office. Alone go mails to the reporter, to LKPP and to
 * subscribers, and copies. Rows that may have arrived already go again as they went, so that the receiver can tell the second copy.
 */
const travels = (sql: TransactionSql) => sql`case
  when recipient in ('reporter', 'lkpp') or recipient like 'subscriber:%' or copy_of is not null then key
  when ambiguous > 0 then coalesce(carried_by, message_id)
  else office || '/' || recipient end`;

/**
 * Takes rows that wait, in the order of their moment, and with each all others that travel with it, whatever the room,
 * also those that were deferred and would be tried later: nobody waits for company, but company may leave early. A copy waits for the end of its original. What travels together is written down with the claim: a crash must not
 * turn one mail of fifty notices into fifty mails. Copies of mailings are the bulk postman's (`bulk/`).
 * @param me the library reconnects by itself; only the session that holds the lock may claim
 */
export async function claim(own: Sql, db: Db, me: { id: number; pid: number }, room: Room, held: Held): Promise<Bundle[]> {
  const groups = await own.begin(async (tx) => {
    const waiting = Map.groupBy(await waitingRows(tx, room, held), (row) => row.travels);
    const taken = [...waiting.values()].map((rows) => rows.slice(0, maxTogether));
    const rows = taken.flatMap((together) => {
      const carriedBy = together.length > 1 ? bundleIdOf(together) : null;
      return together.map(({ id }) => ({ id, carried_by: carriedBy }));
    });
    if (rows.length === 0) return [];
    const { count } = await tx`
      update notices set state = 'sending', sender = ${me.id}, attempts = attempts + 1, carried_by = taken.carried_by
      from jsonb_to_recordset(${tx.json(rows)}) as taken(id bigint, carried_by text)
      where notices.id = taken.id and pg_backend_pid() = ${me.pid}`;
    return count === 0 ? [] : taken;
  });
  if (groups.length === 0) return [];
  const ids = groups.flat().map(({ id }) => Number(id));
  const parcels = new Map<number, Parcel | SubscriptionParcel>((await readParcels(db, ids)).map((parcel) => [parcel.notice.id, parcel]));
  for (const parcel of await readSubscriptions(db, ids.filter((id) => !parcels.has(id)))) parcels.set(parcel.notice.id, parcel);
  return groups.map((rows) => ({
    travels: rows[0]!.travels, isShared: rows[0]!.travels !== rows[0]!.key, isUrgent: rows.some(({ urgency }) => urgency === 'deadline'),
    parcels: rows.map(({ id }) => parcels.get(Number(id))).filter((parcel) => parcel !== undefined),
  }));
}

/** Locked until the end of the transaction; those whose time has come first, so that each try takes some of them. */
async function waitingRows(tx: TransactionSql, { urgent, other }: Room, held: Held): Promise<Row[]> {
  const all = [...held.urgent, ...held.other];
  return tx<Row[]>`
    with urgent as (
      select id, key, message_id, urgency, next_at, ${travels(tx)} as travels from notices
      where state in ('pending', 'unknown') and next_at <= now() and urgency = 'deadline' and urgency <> 'bulk' and ${travels(tx)} not in (select jsonb_array_elements_text(${tx.json(held.urgent)}))
      order by next_at limit ${urgent} for update skip locked
    ), other as (
      select id, key, message_id, urgency, next_at, ${travels(tx)} as travels from notices waiting
      where state in ('pending', 'unknown') and next_at <= now() and urgency not in ('deadline', 'bulk') and urgency <> 'bulk' and ${travels(tx)} not in (select jsonb_array_elements_text(${tx.json(all)}))
        and not exists (select from notices original where original.key = waiting.copy_of and original.state in ('pending', 'sending', 'unknown'))
      order by next_at limit ${other} for update of waiting skip locked
    ), chosen as (select * from urgent union all select * from other),
    company as (
      select id, key, message_id, urgency, next_at, ${travels(tx)} as travels from notices
      where state in ('pending', 'unknown') and (next_at <= now() or attempts > 0) and urgency <> 'bulk' and recipient not in ('reporter', 'lkpp') and copy_of is null
        and ${travels(tx)} in (select travels from chosen)
      for update skip locked
    )
    select id, key, message_id as "messageId", urgency, travels from (select * from chosen union select * from company) waiting
    order by (next_at <= now()) desc, (urgency = 'deadline') desc, next_at, id`;
}
