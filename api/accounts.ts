import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { accessLog, accounts, intakes } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

export type Account = typeof accounts.$inferSelect;

/** The account that a body names. @throws Problem unknown-account, also for an account of another office */
export async function namedAccount(db: Db, office: string, number: string): Promise<Account> {
  const account = await findAccount(db, office, number);
  if (!account) throw new Problem('unknown-account', { field: 'account' });
  return account;
}

async function findAccount(db: Db, office: string, number: string): Promise<Account | undefined> {
  const [row] = await db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.number, number)));
  return row;
}

export interface Contact { name: string; mail: string | null; contact: string | null }

/** Whose account it is now, opened from the case that says so. */
export async function contactOf({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, { contactCaseId }: Account): Promise<Contact> {
  const [row] = await db.select({ name: intakes.reporterNameSealed, mail: intakes.reporterMailSealed, contact: intakes.reporterContactSealed })
    .from(intakes).where(eq(intakes.id, contactCaseId));
  if (!row?.name) throw new Problem('internal');
  const open = (sealed: string | null, column: string) => (sealed === null ? null : vault.open(sealed, `intakes:${contactCaseId}:${column}`));
  return { name: vault.open(row.name, `intakes:${contactCaseId}:name`), mail: open(row.mail, 'mail'), contact: open(row.contact, 'contact') };
}

export interface AccountFilter { state?: Account['state'] | undefined; before?: string | undefined; limit: number }

/** Accounts of an office, newest number first; no personal data. */
export function listAccounts({ db }: ApiDeps, office: string, { state, before, limit }: AccountFilter) {
  return db.select({ number: accounts.number, kind: accounts.kind, state: accounts.state, until: accounts.until, activatedAt: accounts.activatedAt }).from(accounts).where(and(
    eq(accounts.office, office), state === undefined ? undefined : eq(accounts.state, state), before === undefined ? undefined : lt(accounts.number, before),
  )).orderBy(desc(accounts.number)).limit(limit);
}

/** One account with its person; the reading is logged (UU 27/2022). @throws Problem no-function, unknown-case */
export async function readAccount(deps: ApiDeps, staff: Staff, number: string) {
  requireFunction(staff);
  const account = await findAccount(deps.db, staff.office, number);
  if (!account) throw new Problem('unknown-case');
  await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'account', caseId: account.contactCaseId });
  return { ...account, holder: await contactOf(deps, account) };
}
