import { setTimeout as sleep } from 'node:timers/promises';
import { lockLost, startLives } from '../lives.ts';
import type { Alive } from '../lives.ts';
import { openLedger } from '../outcome.ts';
import type { Postman, PostmanDeps } from '../postman.ts';
import { addressWaiting } from './address.ts';
import type { Mailing } from './address.ts';
import { deliver } from './deliver.ts';
import { openLane } from './lane.ts';
import type { Copy, Lane } from './lane.ts';
import { openLetters } from './letters.ts';
import type { Letters } from './letters.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { tend } from './tend.ts';

/** So many copies are in doubt when the process dies. */
const maxInHand = 40;
/** Copies are claimed together, so that a claim costs each of them little. */
const batch = 20;
const pollMs = 1000;
/** A statement for each copy would cost more than its hand-over. */
const gatherMs = 5;

interface Life extends PostmanDeps, ReturnType<typeof openLedger>, Alive { pace: Pace }

/**
 * Delivers mails to many at the pace that the operator set. Unlike the other postman it sends nothing again that may have
 * arrived: what it had in hand when it died, and what the server took without an answer, is `held` for a person.
 * @param deps `smtp`: a pool of its own
 */
export function startBulkPostman(deps: PostmanDeps, perMinute: number): Postman {
  return startLives(deps.log, 'bulk postman', (alive) => {
    const life: Life = { ...deps, ...alive, ...openLedger(deps.db, alive.running, gatherMs), pace: createPace(perMinute) };
    return () => live(life);
  });
}

/** From the moment that the lane is free to its loss. */
async function live(life: Life): Promise<void> {
  let isNew = true;
  const lane = await openLane(life.connection, life.running, () => { isNew = true; life.wake(); });
  if (!lane) return;
  const inHand = new Set<Promise<void>>();
  const letters = openLetters(life);
  let going: Mailing[] = [];
  let tendedAt = 0;
  let hasMore = false;
  try {
    while (life.running()) {
      if (lane.lost()) throw lockLost();
      const woken = life.woken();
      if (isNew || Date.now() - tendedAt >= pollMs) {
        isNew = false;
        tendedAt = Date.now();
        await lane.holdAbandoned();
        await addressWaiting(life);
        going = await tend(life);
        letters.keepOnly(going);
      }
      const room = Math.min(maxInHand - inHand.size, batch, life.pace.room());
      const copies = room > 0 ? await claimSome(lane, letters, going, room) : [];
      if (room > 0) hasMore = copies.length === room;
      life.pace.take(copies.length);
      for (const copy of copies) {
        const hand = deliver(life, copy, letters.byMailing.get(copy.mailingId)!).catch(() => {
          life.log.error({ notice: copy.id }, 'bulk postman: stopped before the ledger could be written');
        }).finally(() => {
          inHand.delete(hand);
          // The last one: perhaps the mailing is done.
          if (inHand.size === 0 && !hasMore) isNew = true;
          if (inHand.size === maxInHand - batch || inHand.size === 0) life.wake();
        });
        inHand.add(hand);
      }
      const isPaced = going.length > 0 && life.pace.room() === 0;
      // What was claimed in full has more behind it.
      if (!isPaced && room > 0 && hasMore && inHand.size <= maxInHand - batch) continue;
      await Promise.race([woken, sleep(isPaced ? Math.min(pollMs, life.pace.waitMs()) : pollMs)]);
    }
  } finally {
    await Promise.allSettled(inHand);
    await lane.letGo();
  }
}

/** The mailings in their order: an outage passes a window that is being told. */
async function claimSome(lane: Lane, letters: Letters, going: Mailing[], room: number): Promise<Copy[]> {
  const copies: Copy[] = [];
  for (const { id } of going) {
    if (copies.length >= room) break;
    if (!await letters.write(id)) continue;
    copies.push(...await lane.claim(id, room - copies.length));
  }
  return copies;
}
