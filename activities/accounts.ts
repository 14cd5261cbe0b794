import { and, eq, ne, sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { accounts } from '../db/schema.ts';
import type { AccountChange, Step } from './types.ts';

type Term = NonNullable<AccountChange['ofTerm']>;

/** What a step says of users' accounts in SPSE, whatever their term; the statements are sent, not awaited. Lists and sweepers read the table. */
export function writeAccounts(tx: Transaction, step: Step): Promise<unknown>[] {
  return changesOf(step).flatMap((change) => (change.ofTerm === undefined ? [write(tx, step, change)] : []));
}

/** What it says of an account while its term is still this one. @returns whether it was; undefined: the step says nothing of the kind */
export async function writeTerms(tx: Transaction, step: Step): Promise<boolean | undefined> {
  let held: boolean | undefined;
  for (const change of changesOf(step)) if (change.ofTerm !== undefined) held = (await write(tx, step, change)).length > 0;
  return held;
}

const changesOf = ({ changes }: Step): AccountChange[] => changes.flatMap((change) => (change.type === 'account' ? [change] : []));

function write(tx: Transaction, { identity: { office, caseId }, at: moment }: Step, { number, kind, state, until, confirmed, ofTerm, contact }: AccountChange): Promise<{ number: string }[]> {
  const at = new Date(moment);
  const written = { number: accounts.number };
  if (kind !== undefined) {
    const row = { office, number, caseId, kind, state: 'aktif', until: until ?? null, activatedAt: at, confirmedAt: at, contactCaseId: caseId } as const;
    return tx.insert(accounts).values(row).onConflictDoNothing().returning(written).execute();
  }
  // Who is deactivated a second time was so before.
  const deactivatedAt = state === 'nonaktif' ? sql`coalesce(${accounts.deactivatedAt}, ${at.toISOString()}::timestamptz)` : null;
  return tx.update(accounts).set({
    ...(state === undefined ? {} : { state, deactivatedAt }),
    ...(until === undefined ? {} : { until }), ...(confirmed ? { confirmedAt: at } : {}), ...(contact ? { contactCaseId: caseId } : {}),
  }).where(and(eq(accounts.office, office), eq(accounts.number, number), ofTerm && isTerm(ofTerm))).returning(written).execute();
}

/** An open-ended term is another one after each confirmation. */
function isTerm({ until, confirmedAt }: Term) {
  return and(
    ne(accounts.state, 'nonaktif'), sql`${accounts.until} is not distinct from ${until}::date`,
    until === null && confirmedAt !== null ? sql`date_trunc('milliseconds', ${accounts.confirmedAt}) = ${confirmedAt}::timestamptz` : undefined,
  );
}
