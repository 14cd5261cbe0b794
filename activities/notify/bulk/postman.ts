import { setTimeout as sleep } from 'node:timers/promises';
import { openLedger } from '../outcome.ts';
import type { Postman, PostmanDeps } from '../postman.ts';
import { addressWaiting } from './address.ts';
import type { Mailing } from './address.ts';
import { deliver } from './deliver.ts';
import { openLane } from './lane.ts';
import type { Copy, Lane } from './lane.ts';
import { writeLetter } from './letter.ts';
import type { BulkLetter } from './letter.ts';
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

interface Life extends PostmanDeps, ReturnType<typeof openLedger> {
  pace: Pace;
  running(): boolean;
  wake(): void;
  woken(): Promise<void>;
}

/**
 * Delivers mails to many at the pace that the operator set. Unlike the other postman it sends nothing again that may have
 * arrived: what it had in hand when it died, and what the server took without an answer, is `held` for a person.
 * @param deps `smtp`: a pool of its own
 */
export function startBulkPostman(deps: PostmanDeps, perMinute: number): Postman {
  let running = true;
  let wake: () => void = () => {};
  const life: Life = {
    ...deps, ...openLedger(deps.db, () => running, gatherMs), pace: createPace(perMinute), running: () => running, wake: () => wake(),
    woken: () => new Promise<void>((resolve) => { wake = resolve; }),
  };
  const done = (async () => {
    while (running) {
      try {
        await live(life);
      } catch (error) {
        deps.log.error({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'bulk postman: starting again');
        await sleep(500);
      }
    }
  })();
  return { async stop() { running = false; wake(); await done; } };
}

/** From the moment that the lane is free to its loss. */
async function live(life: Life): Promise<void> {
  let isNew = true;
  const lane = await openLane(life.connection, life.running, () => { isNew = true; life.wake(); });
  if (!lane) return;
  const inHand = new Set<Promise<void>>();
  const letters = new Map<string, Promise<BulkLetter>>();
  const letterOf = (mailingId: string): Promise<BulkLetter> => {
    const letter = letters.get(mailingId) ?? writeLetter(life, mailingId);
    letters.set(mailingId, letter);
    // Perhaps it can be written another time.
    letter.catch(() => letters.delete(mailingId));
    return letter;
  };
  const delivering = { ...life, letterOf };
  let going: Mailing[] = [];
  let tendedAt = 0;
  let hasMore = false;
  try {
    while (life.running()) {
      if (lane.lost()) throw Object.assign(new Error('The lane is lost'), { code: 'LOCK_LOST' });
      const woken = life.woken();
      if (isNew || Date.now() - tendedAt >= pollMs) {
        isNew = false;
        tendedAt = Date.now();
        await lane.holdAbandoned();
        await addressWaiting(life);
        going = await tend(life);
        for (const id of letters.keys()) if (!going.some((mailing) => mailing.id === id)) letters.delete(id);
      }
      const room = Math.min(maxInHand - inHand.size, batch, life.pace.room());
      const copies = room > 0 ? await claimSome(lane, going, room) : [];
      if (room > 0) hasMore = copies.length === room;
      life.pace.take(copies.length);
      for (const copy of copies) {
        const hand = deliver(delivering, copy).catch(() => {
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
async function claimSome(lane: Lane, going: Mailing[], room: number): Promise<Copy[]> {
  const copies: Copy[] = [];
  for (const { id } of going) {
    if (copies.length >= room) break;
    copies.push(...await lane.claim(id, room - copies.length));
  }
  return copies;
}
