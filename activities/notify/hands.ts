import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Connection, Db } from '../../db/client.ts';
import { claim } from './claim.ts';
import type { Bundle, Held, Room } from './claim.ts';

const lockSpace = 742;

/** The connection that a lock lives on. */
export interface Grip {
  own: Sql;
  /** Of the session that got the lock; the library reconnects by itself, and such a session holds nothing. */
  pid: number;
  /** The connection broke: another postman may take over. */
  lost(): boolean;
  letGo(): Promise<void>;
}

/**
 * Opens a connection beside the pool and takes a lock on it, which Postgres frees the moment the process dies.
 * @param wake called when something was written to `channel`, and when the connection broke
 */
export async function openGrip({ single }: Connection, channel: string, wake: () => void, lock: (own: Sql) => Promise<boolean>): Promise<Grip | null> {
  let broken = false;
  const own = single(() => { broken = true; wake(); });
  const letGo = async () => { await Promise.race([own.end({ timeout: 1 }).catch(() => {}), sleep(2000)]); };
  try {
    if (!await lock(own)) {
      await letGo();
      return null;
    }
    const [session] = await own<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await own.listen(channel, wake);
    return { own, pid: session?.pid ?? 0, lost: () => broken, letGo };
  } catch (error) {
    await letGo();
    throw error;
  }
}

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

export const senderId = () => Math.floor(Math.random() * 2 ** 31);

/** @param wake called when a notice was written, and when the connection broke */
export async function openHands(connection: Connection, db: Db, wake: () => void): Promise<Hands> {
  const id = senderId();
  const grip = await openGrip(connection, 'sigap_notices', wake, async (own) => {
    await own`select pg_advisory_lock(${lockSpace}, ${id})`;
    return true;
  });
  if (!grip) throw new Error('A lock that nobody else knows was taken');
  const { own, pid, lost, letGo } = grip;
  return { lost, claim: (room, held) => claim(own, db, { id, pid }, room, held), recoverDead: () => recoverDead(own, id), letGo };
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
