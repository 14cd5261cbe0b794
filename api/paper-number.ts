import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { papers, paperSeries } from '../db/schema.ts';
import { seriesNumber } from '../papers/series.ts';
import { localDay } from '../papers/words.ts';
import { Problem } from './problems.ts';

export type Draft = Omit<typeof papers.$inferInsert, 'number'>;
export type Numbered = typeof papers.$inferSelect;

/** Under the number that somebody typed in. @throws Problem paper-number-taken */
export async function insertTyped(tx: Transaction, draft: Draft, number: string): Promise<Numbered> {
  const [row] = await tx.insert(papers).values({ ...draft, number }).onConflictDoNothing().returning();
  if (!row) throw new Problem('paper-number-taken', { number });
  return row;
}

/**
 * Under the next number of the office's own series, counted per kind and local year of the paper's date (epoch ms). The
 * series' row stays locked until the transaction ends, so a refused paper takes no number; one that was typed in before is passed over.
 */
export async function insertInSeries(tx: Transaction, draft: Draft, series: string, at: number, utcOffsetMinutes: number): Promise<Numbered> {
  const { office, kind } = draft;
  const { year } = localDay(at, utcOffsetMinutes);
  for (;;) {
    const [count] = await tx.insert(paperSeries).values({ office, kind, year, last: 1 })
      .onConflictDoUpdate({ target: [paperSeries.office, paperSeries.kind, paperSeries.year], set: { last: sql`${paperSeries.last} + 1` } })
      .returning({ last: paperSeries.last });
    if (!count) throw new Problem('internal');
    const number = seriesNumber(series, count.last, at, utcOffsetMinutes);
    const [row] = await tx.insert(papers).values({ ...draft, number }).onConflictDoNothing().returning();
    if (row) return row;
    const [twin] = await tx.select({ id: papers.id }).from(papers).where(eq(papers.id, draft.id));
    // Two at once under one key: the caller finds the first.
    if (twin) throw new Problem('key-reused');
  }
}
