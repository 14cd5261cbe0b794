import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
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

export interface IndexerDeps { db: Db; vault: Vault; log: Pick<Logger, 'warn' | 'error'> }

/**
 * Makes closed cases findable (ERR-21), a batch in one transaction, so that a killed worker leaves none half-done; one
 * indexer at a time. A case that nobody answered gets an empty row: it matches no search and is not looked at again.
 * @param unreadable ids of cases whose texts cannot be opened; more are added, and passed over until the worker starts again
 * @returns how many cases were looked at.
 */
export async function indexClosed({ db, vault, log }: IndexerDeps, unreadable: Set<string> = new Set(), limit = batch): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(744) as free`);
    if (!lock?.free) return 0;
    const closed = await closedWithoutRow(tx, unreadable, limit);
    const solved = await solvedTexts(tx, closed.map(({ id }) => id));
    const sealed = await sealedTexts(tx, [...solved.values()].flatMap(idsOf).flat());
    const read: { row: (typeof closed)[number]; parts: string[] }[] = [];
    for (const row of closed) {
      try {
        read.push({ row, parts: idsOf(solved.get(row.id)).map((ids) => openTexts(vault, sealed, ids)) });
      } catch (error) {
        unreadable.add(row.id);
        log.error({ caseId: row.id, reason: (error as Error).name }, 'indexer: a text cannot be opened, the case is not searchable');
      }
    }
    const stems = await stemsOf(tx, read.flatMap(({ parts }) => parts));
    const rows = read.map(({ row, parts }) => {
      const [description = new Map(), cause = new Map(), answer = new Map()] = stems.splice(0, parts.length);
      return {
        caseId: row.id, office: row.office, number: row.number, closedAt: row.closedAt ?? new Date(), category: row.category ?? row.facts.category ?? null,
        terms: tsvectorOf(vault, row.office, [{ weight: 'A', stems: description }, { weight: 'B', stems: cause }, { weight: 'C', stems: answer }]),
      };
    });
    if (rows.length > 0) await tx.insert(solutions).values(rows);
    return closed.length;
  });
}

async function closedWithoutRow(db: Queryable, unreadable: Set<string>, limit: number) {
  return db.select({ id: cases.id, office: cases.office, number: cases.number, closedAt: cases.closedAt, category: cases.category, facts: intakes.facts })
    .from(cases).innerJoin(intakes, eq(intakes.id, cases.id)).leftJoin(solutions, eq(solutions.caseId, cases.id))
    .where(and(isNotNull(cases.closedAt), isNull(solutions.caseId), unreadable.size > 0 ? notInArray(cases.id, [...unreadable]) : undefined))
    .limit(limit);
}

/** Text ids of description, causes and answers; none when nobody answered the case. */
function idsOf(solved: Solved | undefined): string[][] {
  return solved && solved.answers.length > 0 ? [[solved.description], solved.causes, solved.answers] : [];
}

/** Indexes in the background, beside the cases. */
export function startIndexer(deps: IndexerDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const unreadable = new Set<string>();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      let looked = 0;
      try {
        looked = await indexClosed(deps, unreadable);
      } catch (error) {
        deps.log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'indexer: trying again');
      }
      if (looked < batch) await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return { async stop() { stopping.abort(); await done; } };
}
