import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Connection, Db } from '../../db/client.ts';
import { claim } from './claim.ts';
import type { Bundle, Held, Room } from './claim.ts';

const lockSpace = 742;

/**
 * A postman's hold on its rows: an advisory lock on a connection of its own, which Postgres frees the moment
 * the process dies. Rows in the hands of a free lock belong to a dead postman.
 */
export interface Hands {
  /** The connection broke: another postman may take over every row that this one holds. */
  lost(): boolean;
  /** Takes rows that wait, bundled by the mail that they leave in. */
  claim(room: Room, held: Held): Promise<Bundle[]>;
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
      claim: (room, held) => claim(own, db, { id, pid }, room, held),
      recoverDead: () => recoverDead(own, id),
      letGo,
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}

async function recoverDead(own: Sql, me: number): Promise<void> {
  const senders = await own<{ sender: number }[]>`select distinct sender from notices where state = 'sending' and urgency <> 'bulk' and sender <> ${me}`;
  for (const { sender } of senders) {
    const [lock] = await own<{ free: boolean }[]>`select pg_try_advisory_lock(${lockSpace}, ${sender}) as free`;
    if (!lock?.free) continue;
    await own`
      update notices set state = 'unknown', ambiguous = ambiguous + 1, last_code = 'CRASH', next_at = now()
      where state = 'sending' and sender = ${sender}`;
    await own`select pg_advisory_unlock(${lockSpace}, ${sender})`;
  }
}
