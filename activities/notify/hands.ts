import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Connection, Db } from '../../db/client.ts';
import { readParcels } from './parcel.ts';
import type { Parcel } from './parcel.ts';

const lockSpace = 742;

/** How many more mails can be taken: urgent ones (of a deadline), and all others. */
export interface Room { urgent: number; other: number }

/**
 * A postman's hold on its rows: an advisory lock on a connection of its own, which Postgres frees the moment
 * the process dies. Rows in the hands of a free lock belong to a dead postman.
 */
export interface Hands {
  /** The connection broke: another postman may take over every row that this one holds. */
  lost(): boolean;
  /** Takes rows that wait, in the order of their moment; a copy waits for the end of its original. */
  claim(room: Room): Promise<Parcel[]>;
  /** Rows of dead postmen may have reached the mail server, or not: they become `unknown`. */
  recoverDead(): Promise<void>;
  letGo(): Promise<void>;
}

/** @param wake called when a notice was written, and when the connection broke */
export async function openHands({ single }: Connection, db: Db, wake: () => void): Promise<Hands> {
  let broken = false;
  const own = single(() => { broken = true; wake(); });
  const letGo = () => Promise.race([own.end({ timeout: 1 }).catch(() => {}), sleep(2000)]);
  try {
    const id = Math.floor(Math.random() * 2 ** 31);
    const [session] = await own<{ pid: number }[]>`select pg_backend_pid() as pid, pg_advisory_lock(${lockSpace}, ${id})`;
    await own.listen('sigap_notices', wake);
    const pid = session?.pid ?? 0;
    return {
      lost: () => broken,
      claim: (room) => claim(own, db, { id, pid }, room),
      recoverDead: () => recoverDead(own, id),
      letGo,
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}

/** The library reconnects by itself; only the session that holds the lock may claim. */
async function claim(own: Sql, db: Db, me: { id: number; pid: number }, { urgent, other }: Room): Promise<Parcel[]> {
  const rows = await own<{ id: string }[]>`
    with urgent as (
      select id from notices where state in ('pending', 'unknown') and next_at <= now() and urgency = 'deadline'
      order by next_at limit ${urgent} for update skip locked
    ), other as (
      select id from notices waiting where state in ('pending', 'unknown') and next_at <= now() and urgency <> 'deadline'
        and not exists (select from notices original where original.key = waiting.copy_of and original.state in ('pending', 'sending', 'unknown'))
      order by next_at limit ${other} for update of waiting skip locked
    )
    update notices set state = 'sending', sender = ${me.id}, attempts = attempts + 1
    where pg_backend_pid() = ${me.pid} and id in (select id from urgent union all select id from other)
    returning id`;
  return rows.length === 0 ? [] : readParcels(db, rows.map((row) => Number(row.id)));
}

async function recoverDead(own: Sql, me: number): Promise<void> {
  const senders = await own<{ sender: number }[]>`select distinct sender from notices where state = 'sending' and sender <> ${me}`;
  for (const { sender } of senders) {
    const [lock] = await own<{ free: boolean }[]>`select pg_try_advisory_lock(${lockSpace}, ${sender}) as free`;
    if (!lock?.free) continue;
    await own`
      update notices set state = 'unknown', ambiguous = ambiguous + 1, last_code = 'CRASH', next_at = now()
      where state = 'sending' and sender = ${sender}`;
    await own`select pg_advisory_unlock(${lockSpace}, ${sender})`;
  }
}
