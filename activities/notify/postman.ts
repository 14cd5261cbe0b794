import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Connection, Db } from '../../db/client.ts';
import type { Vault } from '../../db/vault.ts';
import { compose } from './compose.ts';
import { reportFailures } from './failures.ts';
import { openHands } from './hands.ts';
import { afterwards, openLedger } from './outcome.ts';
import type { Notice, Parcel } from './parcel.ts';
import type { Delivery, Smtp } from './smtp.ts';

export interface PostmanDeps {
  connection: Connection;
  db: Db;
  vault: Vault;
  client: Client;
  smtp: Smtp;
  log: Logger;
  mailFrom: string;
  publicUrl: string;
}

export interface Postman {
  /** Stops claiming, waits for what is being sent. */
  stop(): Promise<void>;
}

/** Mails handed over at the same time, those of a deadline and all others: hanging ones hold none of the first kind. */
const maxInHand = { urgent: 20, other: 50 };
const pollMs = 1000;
/** In a burst rows are claimed together instead of one by one. */
const gatherMs = 20;

interface Life extends PostmanDeps, ReturnType<typeof openLedger> {
  running(): boolean;
  wake(): void;
  woken(): Promise<void>;
}

/**
 * Delivers the ledger. Every claim is written before the hand-over, so that a crash leaves a trace: rows whose
 * postman is dead (its advisory lock is free) become `unknown` and are sent again under the same Message-ID.
 */
export function startPostman(deps: PostmanDeps): Postman {
  let running = true;
  let wake: () => void = () => {};
  const life: Life = {
    ...deps, ...openLedger(deps.db, () => running), running: () => running, wake: () => wake(),
    woken: () => new Promise<void>((resolve) => { wake = resolve; }),
  };
  const done = (async () => {
    while (running) {
      try {
        await live(life);
      } catch (error) {
        deps.log.error({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'postman: starting again');
        await sleep(500);
      }
    }
  })();
  return { async stop() { running = false; wake(); await done; } };
}

/** One life of a postman, from a lock to its loss. Ends with an error when Postgres goes away. */
async function live(life: Life): Promise<void> {
  const { running, woken, wake } = life;
  const hands = await openHands(life.connection, life.db, wake);
  const inHand = { urgent: new Set<Promise<void>>(), other: new Set<Promise<void>>() };
  const report = reporter(life);
  let backlog = { urgent: false, other: false };
  let recovered = 0;
  try {
    while (running()) {
      if (hands.lost()) throw Object.assign(new Error('The lock is lost'), { code: 'LOCK_LOST' });
      const next = woken();
      if (Date.now() - recovered >= pollMs) {
        await hands.recoverDead();
        report();
        recovered = Date.now();
      }
      const room = { urgent: maxInHand.urgent - inHand.urgent.size, other: maxInHand.other - inHand.other.size };
      const claimed = room.urgent + room.other > 0 ? await hands.claim(room) : [];
      for (const parcel of claimed) {
        const hand = handOf(parcel);
        const delivery = deliver(life, parcel).then((refused) => { if (refused) report(); }, () => {
          life.log.error({ notice: parcel.notice.id }, 'postman: stopped before the ledger could be written');
        }).finally(() => {
          inHand[hand].delete(delivery);
          if (backlog[hand] && inHand[hand].size <= maxInHand[hand] / 2) wake();
        });
        inHand[hand].add(delivery);
      }
      backlog = { urgent: inHand.urgent.size >= maxInHand.urgent, other: inHand.other.size >= maxInHand.other };
      await (claimed.length === 0 ? Promise.race([next, sleep(pollMs)]) : sleep(gatherMs));
    }
  } finally {
    await Promise.allSettled([...inHand.urgent, ...inHand.other]);
    await hands.letGo();
  }
}

/** Runs beside the deliveries, one at a time: while Temporal is down, mails leave all the same. */
function reporter(life: Life): () => void {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    void reportFailures(life)
      .catch((error: unknown) => life.log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'postman: failures are told later'))
      .finally(() => { busy = false; });
  };
}

function handOf({ notice }: Parcel): 'urgent' | 'other' {
  return notice.urgency === 'deadline' ? 'urgent' : 'other';
}

/** @returns whether the mail was refused for good. */
async function deliver(life: Life, parcel: Parcel): Promise<boolean> {
  const { notice } = parcel;
  if (isTooLate(notice)) {
    await life.settle(notice, { state: 'dropped', lastCode: 'TOO_LATE' });
    return false;
  }
  if (parcel.original && parcel.original.state !== 'sent') {
    // Nobody gets a copy of a mail that its recipient never got.
    await life.settle(notice, { state: 'dropped', lastCode: 'NOT_SENT' });
    return false;
  }
  let delivery: Delivery;
  try {
    const mail = compose(life, parcel);
    delivery = mail ? await life.smtp.send(mail, handOf(parcel) === 'urgent') : { outcome: 'refused', code: 'NO_ADDRESS' };
  } catch (error) {
    life.log.error({ notice: notice.id, reason: error instanceof Error ? error.name : 'unknown' }, 'postman: a mail could not be written');
    delivery = { outcome: 'deferred', code: 'COMPOSE' };
  }
  await life.settle(notice, afterwards(notice, delivery, Date.now()));
  return delivery.outcome === 'refused';
}

/** A reminder is worth nothing once its deadline has passed (readings.md). */
function isTooLate(notice: Notice): boolean {
  return notice.urgency === 'reminder' && typeof notice.params.deadlineAt === 'number' && notice.params.deadlineAt <= Date.now();
}
