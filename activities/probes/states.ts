import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { probeStates } from '../../db/schema.ts';
import type { ProbeState } from './judge.ts';

/** A probe's state with what a case knows of it. */
export interface ToldState extends ProbeState {
  told: 'warning' | 'down' | null;
  toldCaseId: string | null;
}

const ms = (instant: Date | null): number | null => instant?.getTime() ?? null;
const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));

export async function readStates(tx: Transaction, office: string): Promise<ToldState[]> {
  const rows = await tx.select().from(probeStates).where(eq(probeStates.office, office));
  return rows.map(({ office: _office, ...row }) => ({ ...row, firstFailedAt: ms(row.firstFailedAt), backAt: ms(row.backAt), checkedAt: row.checkedAt.getTime() }));
}

export async function writeStates(tx: Transaction, office: string, states: ToldState[]): Promise<void> {
  const rows = states.map((state) => ({ ...state, office, firstFailedAt: instant(state.firstFailedAt), backAt: instant(state.backAt), checkedAt: new Date(state.checkedAt) }));
  const { office: _office, probe: _probe, ...columns } = getTableColumns(probeStates);
  const set = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]));
  await tx.insert(probeStates).values(rows).onConflictDoUpdate({ target: [probeStates.office, probeStates.probe], set });
}
