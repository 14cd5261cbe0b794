import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { accessLog, accounts, identifiers, intakes } from '../db/schema.ts';
import { identifierOf, numberOf } from '../workflows/registration/numbers.ts';
import type { ApiDeps } from './deps.ts';
import { refOf } from '../db/identifier-ref.ts';
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

interface Contact { name: string; mail: string | null; contact: string | null }

/** Whose account it is now, opened from the case that says so. */
export async function contactOf({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, { contactCaseId }: Account): Promise<Contact> {
  const [row] = await db.select({ name: intakes.reporterNameSealed, mail: intakes.reporterMailSealed, contact: intakes.reporterContactSealed })
    .from(intakes).where(eq(intakes.id, contactCaseId));
  if (!row?.name) throw new Problem('internal');
  const open = (sealed: string | null, column: string) => (sealed === null ? null : vault.open(sealed, `intakes:${contactCaseId}:${column}`));
  return { name: vault.open(row.name, `intakes:${contactCaseId}:name`), mail: open(row.mail, 'mail'), contact: open(row.contact, 'contact') };
}

interface AccountFilter { state?: Account['state'] | undefined; before?: string | undefined; limit: number }

const listed = { number: accounts.number, kind: accounts.kind, state: accounts.state, until: accounts.until, activatedAt: accounts.activatedAt };

/** Accounts of an office, newest number first; no personal data. */
export function listAccounts({ db }: ApiDeps, office: string, { state, before, limit }: AccountFilter) {
  return db.select(listed).from(accounts).where(and(
    eq(accounts.office, office), state === undefined ? undefined : eq(accounts.state, state), before === undefined ? undefined : lt(accounts.number, before),
  )).orderBy(desc(accounts.number)).limit(limit);
}

const identityKinds = ['nik', 'npwp', 'nib', 'nip'] as const;

/**
 * The accounts of an office that this names exactly: by the number of the registration, the User ID, or an identity number as people write it. Names
 * are sealed, so nothing is found by one. Who has such a number is personal data: the search is logged on every account that it finds (UU 27/2022).
 * @throws Problem no-function
 */
export async function findAccounts({ db, vault }: ApiDeps, staff: Staff, typed: string) {
  requireFunction(staff);
  const { office, person } = staff;
  const numbers = identityKinds.flatMap((kind) => { const { data } = numberOf(kind).safeParse(typed); return data === undefined ? [] : [identifierOf(kind, data)]; });
  const refs = [{ kind: 'user-id' as const, value: typed }, ...numbers].map((one) => refOf(vault, office, one));
  const theirs = db.select({ caseId: identifiers.caseId }).from(identifiers).where(and(eq(identifiers.office, office), inArray(identifiers.ref, refs)));
  const found = await db.select({ ...listed, contactCaseId: accounts.contactCaseId }).from(accounts).where(and(
    eq(accounts.office, office), or(eq(accounts.number, typed.toUpperCase()), inArray(accounts.caseId, theirs), inArray(accounts.contactCaseId, theirs)),
  )).orderBy(desc(accounts.number)).limit(100);
  const cases = found.length === 0 ? [null] : found.map(({ contactCaseId }) => contactCaseId);
  await db.insert(accessLog).values(cases.map((caseId) => ({ office, person, what: 'account-search', caseId })));
  return found.map(({ contactCaseId: _contact, ...account }) => account);
}

/** One account with its person; the reading is logged (UU 27/2022). @throws Problem no-function, unknown-case */
export async function readAccount(deps: ApiDeps, staff: Staff, number: string) {
  requireFunction(staff);
  const account = await findAccount(deps.db, staff.office, number);
  if (!account) throw new Problem('unknown-case');
  await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'account', caseId: account.contactCaseId });
  return { ...account, holder: await contactOf(deps, account) };
}
