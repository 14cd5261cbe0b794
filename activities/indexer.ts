import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, gt, isNotNull, notExists, notInArray, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Db, Queryable } from '../db/client.ts';
import { cases, intakes, solutions } from '../db/schema.ts';
import type { Vault } from '../db/vault.ts';
import { openTexts, sealedTexts, solvedTexts } from '../search/solved.ts';
import type { Solved } from '../search/solved.ts';
import { stemsOf } from '../search/stems.ts';
import { tsvectorOf } from '../search/terms.ts';

const batch = 50;
/** Finding nothing costs one walk over all closed cases, so it is not done every second. */
const pauseMs = 10_000;
const maxUnreadable = 1000;

export interface IndexerDeps { db: Db; vault: Vault; log: Pick<Logger, 'warn' | 'error'> }

/** How far an indexer has come in one walk over the closed cases, so that no batch begins at the first case again. */
interface Walk {
  after: string;
  /** Cases whose texts cannot be opened: passed over until the worker starts again. */
  unreadable: Set<string>;
}

const origin = '00000000-0000-0000-0000-000000000000';
export const newWalk = (): Walk => ({ after: origin, unreadable: new Set() });

/**
 * Makes closed cases findable (ERR-21), a batch in one transaction, so that a killed worker leaves none half-done; one
 * indexer at a time. A case that nobody answered gets an empty row: it matches no search and is not looked at again.
 * @returns how many cases were looked at.
 */
export async function indexClosed({ db, vault, log }: IndexerDeps, walk: Walk = newWalk(), limit = batch): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(744) as free`);
    if (!lock?.free) return 0;
    const closed = await closedWithoutRow(tx, walk, limit);
    const solved = await solvedTexts(tx, closed.map(({ id }) => id));
    const sealed = await sealedTexts(tx, [...solved.values()].flatMap(idsOf).flat());
    const read: { row: (typeof closed)[number]; parts: string[] }[] = [];
    for (const row of closed) {
      try {
        read.push({ row, parts: idsOf(solved.get(row.id)).map((ids) => openTexts(vault, sealed, ids)) });
      } catch (error) {
        // So many are no accident: a data key is missing, and the log says at each try that it does not go on.
        if (walk.unreadable.size >= maxUnreadable) throw error;
        walk.unreadable.add(row.id);
        log.error({ caseId: row.id, reason: (error as Error).name }, 'indexer: a text cannot be opened, the case is not searchable');
      }
    }
    const stems = await stemsOf(tx, read.flatMap(({ parts }) => parts));
    const rows = read.map(({ row, parts }) => {
      const [description = new Map(), cause = new Map(), answer = new Map()] = stems.splice(0, parts.length);
      return {
        caseId: row.id, office: row.office, number: row.number, closedAt: row.closedAt ?? new Date(), category: row.category,
        terms: tsvectorOf(vault, row.office, [{ weight: 'A', stems: description }, { weight: 'B', stems: cause }, { weight: 'C', stems: answer }]),
      };
    });
    if (rows.length > 0) await tx.insert(solutions).values(rows);
    walk.after = closed.length < limit ? origin : closed.at(-1)?.id ?? origin;
    return closed.length;
  });
}

async function closedWithoutRow(db: Queryable, { after, unreadable }: Walk, limit: number) {
  const indexed = db.select({ id: solutions.caseId }).from(solutions).where(eq(solutions.caseId, cases.id));
  return db.select({ id: cases.id, office: cases.office, number: cases.number, closedAt: cases.closedAt, category: sql<string | null>`coalesce(${cases.category}, ${intakes.facts}->>'category')` })
    .from(cases).innerJoin(intakes, eq(intakes.id, cases.id))
    .where(and(isNotNull(cases.closedAt), gt(cases.id, after), notExists(indexed), unreadable.size > 0 ? notInArray(cases.id, [...unreadable]) : undefined))
    .orderBy(asc(cases.id)).limit(limit);
}

/** Text ids of description, causes and answers; none when nobody answered the case. */
function idsOf(solved: Solved | undefined): string[][] {
  return solved && solved.answers.length > 0 ? [[solved.description], solved.causes, solved.answers] : [];
}

/** Indexes in the background, beside the cases. */
export function startIndexer(deps: IndexerDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const walk = newWalk();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      let looked = 0;
      try {
        looked = await indexClosed(deps, walk);
      } catch (error) {
        deps.log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'indexer: trying again');
      }
      if (looked < batch) await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return { async stop() { stopping.abort(); await done; } };
}
