import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { auditHead } from '../db/audit-head.ts';
import type { Db } from '../db/client.ts';
import { events, sealQueue, seals } from '../db/schema.ts';

type Event = typeof events.$inferSelect;

const batch = 500;
const origin = '0'.repeat(64);

/** The hash of an event in the chain of its office: sha256 over the hash before it and everything the event says. */
export function sealOf(before: string, event: Event): string {
  const said = [event.id, event.caseId, event.office, event.seq, event.part, event.type, event.actor, event.at.toISOString(), event.recordedAt.toISOString(), sorted(event.data)];
  return createHash('sha256').update(before).update(JSON.stringify(said)).digest('hex');
}

function sorted(data: Record<string, unknown>): [string, unknown][] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Seals waiting events, oldest first; one sealer at a time. @returns how many. */
export async function sealWaiting(db: Db, limit = batch): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(743) as free`);
    if (!lock?.free) return 0;
    const waiting = await tx.select().from(events).innerJoin(sealQueue, eq(sealQueue.eventId, events.id)).orderBy(asc(events.id)).limit(limit);
    const heads = new Map<string, { seq: number; hash: string }>();
    const rows: (typeof seals.$inferInsert)[] = [];
    for (const { events: event } of waiting) {
      const head = heads.get(event.office) ?? await auditHead(tx, event.office) ?? { seq: 0, hash: origin };
      const next = { seq: head.seq + 1, hash: sealOf(head.hash, event) };
      heads.set(event.office, next);
      rows.push({ office: event.office, eventId: event.id, ...next });
    }
    if (rows.length > 0) {
      await tx.insert(seals).values(rows);
      await tx.delete(sealQueue).where(inArray(sealQueue.eventId, rows.map((row) => row.eventId)));
    }
    return rows.length;
  });
}

export interface ChainReport { sealed: number; waiting: number; firstBroken: { seq: number; eventId: number } | null }

/** Walks an office's chain and compares every seal with its event; a removed or changed event breaks it. */
export async function verifyChain(db: Db, office: string): Promise<ChainReport> {
  let before = origin;
  let sealed = 0;
  const [queue] = await db.select({ waiting: sql<number>`count(*)::int` }).from(sealQueue)
    .innerJoin(events, eq(events.id, sealQueue.eventId)).where(eq(events.office, office));
  for (;;) {
    const page = await db.select({ seal: seals, event: events }).from(seals).leftJoin(events, eq(events.id, seals.eventId))
      .where(sql`${seals.office} = ${office} and ${seals.seq} > ${sealed}`).orderBy(asc(seals.seq)).limit(1000);
    if (page.length === 0) return { sealed, waiting: queue?.waiting ?? 0, firstBroken: null };
    for (const { seal, event } of page) {
      if (seal.seq !== sealed + 1 || !event || event.office !== office || sealOf(before, event) !== seal.hash) {
        return { sealed, waiting: queue?.waiting ?? 0, firstBroken: { seq: seal.seq, eventId: seal.eventId } };
      }
      before = seal.hash;
      sealed += 1;
    }
  }
}

/** Seals in the background, so that no rung waits for another. */
export function startSealer({ db, log }: { db: Db; log: Logger }): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      let sealed = 0;
      try {
        sealed = await sealWaiting(db);
      } catch (error) {
        log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'sealer: trying again');
      }
      // Not after every event: what a burst of rungs writes is sealed together.
      if (sealed < batch) await sleep(1000, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return { async stop() { stopping.abort(); await done; } };
}
