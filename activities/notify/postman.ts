import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Connection, Db } from '../../db/client.ts';
import type { Vault } from '../../db/vault.ts';
import { deliver } from './deliver.ts';
import { reportFailures } from './failures.ts';
import { openHands } from './hands.ts';
import { lockLost, startLives } from './lives.ts';
import type { Alive } from './lives.ts';
import { openLedger } from './outcome.ts';
import { silenceMs } from './smtp.ts';
import type { Smtp } from './smtp.ts';

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

/** A mail under way. Further rows that would travel as it did wait for its end, for as long as a mail server may be silent. */
interface Hand { travels: string; since: number; done: Promise<void> }

interface Life extends PostmanDeps, ReturnType<typeof openLedger>, Alive {}

/**
 * Delivers the ledger. Every claim is written before the hand-over, so that a crash leaves a trace: rows whose
 * postman is dead (its advisory lock is free) become `unknown` and are sent again under the same Message-ID.
 */
export function startPostman(deps: PostmanDeps): Postman {
  return startLives(deps.log, 'postman', (alive) => {
    const life: Life = { ...deps, ...alive, ...openLedger(deps.db, alive.running) };
    return () => live(life);
  });
}

/** One life of a postman, from a lock to its loss. Ends with an error when Postgres goes away. */
async function live(life: Life): Promise<void> {
  const { running, woken, wake } = life;
  const hands = await openHands(life.connection, life.db, wake);
  const inHand = { urgent: new Set<Hand>(), other: new Set<Hand>() };
  const report = reporter(life);
  let backlog = { urgent: false, other: false };
  let recovered = 0;
  try {
    while (running()) {
      if (hands.lost()) throw lockLost();
      const next = woken();
      if (Date.now() - recovered >= pollMs) {
        await hands.recoverDead();
        report();
        recovered = Date.now();
      }
      const room = { urgent: Math.max(0, maxInHand.urgent - inHand.urgent.size), other: Math.max(0, maxInHand.other - inHand.other.size) };
      const held = { urgent: heldBy(inHand.urgent), other: heldBy(inHand.other) };
      const claimed = room.urgent + room.other > 0 ? await hands.claim(room, held) : [];
      for (const bundle of claimed) {
        const lane = bundle.isUrgent ? 'urgent' : 'other';
        const hand: Hand = { travels: bundle.travels, since: Date.now(), done: Promise.resolve() };
        hand.done = deliver(life, bundle).then((refused) => { if (refused) report(); }, () => {
          life.log.error({ notices: bundle.parcels.map(({ notice }) => notice.id) }, 'postman: stopped before the ledger could be written');
        }).finally(() => {
          inHand[lane].delete(hand);
          if (bundle.isShared || (backlog[lane] && inHand[lane].size <= maxInHand[lane] / 2)) wake();
        });
        inHand[lane].add(hand);
      }
      backlog = { urgent: inHand.urgent.size >= maxInHand.urgent, other: inHand.other.size >= maxInHand.other };
      await (claimed.length === 0 ? Promise.race([next, sleep(pollMs)]) : sleep(gatherMs));
    }
  } finally {
    await Promise.allSettled([...inHand.urgent, ...inHand.other].map(({ done }) => done));
    await hands.letGo();
  }
}

function heldBy(hands: Set<Hand>): string[] {
  const oldest = Date.now() - silenceMs;
  return [...hands].filter(({ since }) => since > oldest).map(({ travels }) => travels);
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
