import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { numberSeries } from '../db/schema.ts';
import type { OfficeInForce } from './offices.ts';

/**
 * 'SLT-2026-000123', counted per office, SOP and local year, without gaps: the series' row stays locked until the
 * transaction ends, so let this be its last step.
 */
export async function nextNumber(tx: Transaction, office: OfficeInForce, sop: string, at: Date): Promise<string> {
  const year = new Date(at.getTime() + office.settings.utcOffsetMinutes * 60_000).getUTCFullYear();
  const [row] = await tx.insert(numberSeries).values({ office: office.id, sop, year, last: 1 })
    .onConflictDoUpdate({ target: [numberSeries.office, numberSeries.sop, numberSeries.year], set: { last: sql`${numberSeries.last} + 1` } })
    .returning({ last: numberSeries.last });
  return `${office.settings.prefix}-${year}-${String(row?.last).padStart(6, '0')}`;
}
