import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../db/client.ts';
import { openGrip, senderId } from '../hands.ts';
import type { Grip } from '../hands.ts';
import type { Notice } from '../parcel.ts';

const lockSpace = 743;
const pollMs = 1000;

/** A claimed copy with what its hand-over needs; the address is still sealed. */
export interface Copy extends Pick<Notice, 'id' | 'key' | 'messageId' | 'office' | 'recipient' | 'attempts' | 'ambiguous' | 'giveUpAt' | 'sender'> {
  mailingId: string;
  mailRef: string;
  /** null: the subscription has ended. */
  sealed: string | null;
  /** Its owner, or too many refusals, ended the mails since it was written. */
  isStopped: boolean;
  /** Refusals in a row before this copy. */
  bounces: number;
}

/** The way of all mails to many: one postman at a time, however many workers there are, so that the pace is the pace of all. */
export interface Lane {
  lost(): boolean;
  /** Takes copies of a mailing that wait, the longest due first. */
  claim(mailingId: string, limit: number): Promise<Copy[]>;
  /** What a dead postman had in hand may have reached the mail server, or not: a person decides. */
  holdAbandoned(): Promise<void>;
  letGo(): Promise<void>;
}

/** Waits until no other postman has the lane. @returns null when it was told to stop before */
export async function openLane(connection: Connection, running: () => boolean, wake: () => void): Promise<Lane | null> {
  const grip = await openGrip(connection, 'sigap_mailings', wake, async (own) => {
    for (; running(); await sleep(pollMs)) {
      const [lock] = await own<{ free: boolean }[]>`select pg_try_advisory_lock(${lockSpace}, 0) as free`;
      if (lock?.free === true) return true;
    }
    return false;
  });
  if (!grip) return null;
  const id = senderId();
  const { own, pid, lost, letGo } = grip;
  return {
    lost, letGo, claim: (mailingId, limit) => claim(grip, id, mailingId, limit),
    async holdAbandoned() {
      await own`
        update notices set state = 'held', ambiguous = ambiguous + 1, last_code = 'CRASH', sender = null
        where state = 'sending' and urgency = 'bulk' and sender <> ${id} and pg_backend_pid() = ${pid}`;
    },
  };
}

async function claim({ own, pid }: Grip, sender: number, mailingId: string, limit: number): Promise<Copy[]> {
  const copies = await own<Copy[]>`
    with due as (
      select id from notices where mailing_id = ${mailingId} and state = 'pending' and urgency = 'bulk' and next_at <= now()
      order by next_at, id limit ${limit} for update skip locked
    ), taken as (
      update notices set state = 'sending', sender = ${sender}, attempts = attempts + 1 from due where notices.id = due.id and pg_backend_pid() = ${pid}
      returning notices.*
    )
    select taken.id, taken.key, taken.message_id as "messageId", taken.office, taken.recipient, taken.attempts, taken.ambiguous, taken.give_up_at as "giveUpAt", taken.sender,
      taken.mailing_id as "mailingId", taken.mail_ref as "mailRef", coalesce(subscribers.mail_sealed, intakes.reporter_mail_sealed) as sealed,
      mail_stops.stopped_at is not null as "isStopped", coalesce(mail_stops.bounces, 0) as bounces
    from taken
    left join subscribers on taken.recipient like 'subscriber:%' and subscribers.id = split_part(taken.recipient, ':', 2)::uuid
    left join intakes on taken.recipient like 'user:%' and intakes.id = split_part(taken.recipient, ':', 2)::uuid
    left join mail_stops on mail_stops.office = taken.office and mail_stops.mail_ref = taken.mail_ref
    order by taken.id`;
  // As text, because it is a bigint.
  return copies.map((copy) => ({ ...copy, id: Number(copy.id) }));
}
