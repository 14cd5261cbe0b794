import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { numberSeries } from '../db/schema.ts';
import type { OfficeInForce } from './offices.ts';

/**
 * 'SLT-2026-000123', one register for all SOPs of an office and local year, without gaps: the series' row stays locked until
 * the transaction ends, so let this be one of its last steps.
 */
export async function nextNumber(tx: Transaction, office: OfficeInForce, at: Date): Promise<string> {
  const year = new Date(at.getTime() + office.settings.utcOffsetMinutes * 60_000).getUTCFullYear();
  const [row] = await tx.insert(numberSeries).values({ office: office.id, year, last: 1 })
    .onConflictDoUpdate({ target: [numberSeries.office, numberSeries.year], set: { last: sql`${numberSeries.last} + 1` } })
    .returning({ last: numberSeries.last });
  return `${office.settings.prefix}-${year}-${String(row?.last).padStart(6, '0')}`;
}
