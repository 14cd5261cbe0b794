import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { accounts } from '../db/schema.ts';
import type { AccountChange, Step } from './types.ts';

/** What a step says of users' accounts in SPSE; the statements are sent, not awaited. Lists and sweepers read the table. */
export function writeAccounts(tx: Transaction, { identity, at, changes }: Step): Promise<unknown>[] {
  const moment = new Date(at);
  return changes.flatMap((change) => (change.type === 'account' ? [write(tx, identity, moment, change)] : []));
}

function write(tx: Transaction, { office, caseId }: Step['identity'], at: Date, { number, kind, state, until, confirmed, unlessDeactivated, contact }: AccountChange): Promise<unknown> {
  if (kind !== undefined) {
    const row = { office, number, caseId, kind, state: 'aktif', until: until ?? null, activatedAt: at, confirmedAt: at, contactCaseId: caseId } as const;
    return tx.insert(accounts).values(row).onConflictDoNothing().execute();
  }
  return tx.update(accounts).set({
    ...(state === undefined ? {} : { state, deactivatedAt: state === 'nonaktif' ? at : null }),
    ...(until === undefined ? {} : { until }), ...(confirmed ? { confirmedAt: at } : {}), ...(contact ? { contactCaseId: caseId } : {}),
  }).where(and(eq(accounts.office, office), eq(accounts.number, number), unlessDeactivated ? ne(accounts.state, 'nonaktif') : undefined)).execute();
}
