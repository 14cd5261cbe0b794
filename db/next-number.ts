import { sql } from 'drizzle-orm';
import type { Transaction } from './client.ts';
import { numberSeries } from './schema.ts';
import type { OfficeInForce } from './office-in-force.ts';

/** Numbers that follow each other: 'SLT-2026-' and the first of them. */
export interface Series { prefix: string; first: number }

/**
 * One register for all SOPs of an office and local year, without gaps: the series' row stays locked until the transaction
 * ends, so let this be one of its last steps.
 */
export async function reserveNumbers(tx: Transaction, office: OfficeInForce, at: Date, count: number): Promise<Series> {
  const year = new Date(at.getTime() + office.settings.utcOffsetMinutes * 60_000).getUTCFullYear();
  const [row] = await tx.insert(numberSeries).values({ office: office.id, year, last: count })
    .onConflictDoUpdate({ target: [numberSeries.office, numberSeries.year], set: { last: sql`${numberSeries.last} + ${count}` } })
    .returning({ last: numberSeries.last });
  return { prefix: `${office.settings.prefix}-${year}-`, first: Number(row?.last) - count + 1 };
}

/** 'SLT-2026-000123' */
export async function nextNumber(tx: Transaction, office: OfficeInForce, at: Date): Promise<string> {
  const { prefix, first } = await reserveNumbers(tx, office, at, 1);
  return `${prefix}${String(first).padStart(6, '0')}`;
}
