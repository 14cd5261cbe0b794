import { and, asc, eq, gt, isNotNull, isNull, ne, notExists, or, exists } from 'drizzle-orm';
import type { Db } from '../../../db/client.ts';
import { refOf } from '../../../db/identifier-ref.ts';
import { accounts, cases, identifiers, intakes } from '../../../db/schema.ts';
import type { PostmanDeps } from '../postman.ts';

/** Addresses are opened this many at a time. */
const page = 500;

/**
 * Gives the addresses of open cases and of users their pseudonym where they have none yet, because they came with an
 * imported register or with a case that Sigap began: one address gets one copy, however it is known.
 */
export async function knowAddresses({ db, vault, log }: Pick<PostmanDeps, 'db' | 'vault' | 'log'>, office: string): Promise<void> {
  for (let after: string | null = null; ;) {
    const rows: Unknown[] = await unknownAddresses(db, office, after);
    const known = rows.flatMap(({ id, sealed }) => {
      try {
        return [{ caseId: id, office, kind: 'mail' as const, ref: refOf(vault, office, { kind: 'mail', value: vault.open(sealed ?? '', `intakes:${id}:mail`) }) }];
      } catch {
        // One that cannot be opened stops nobody else's mail.
        log.error({ caseId: id }, 'bulk postman: an address cannot be opened');
        return [];
      }
    });
    if (known.length > 0) await db.insert(identifiers).values(known).onConflictDoNothing();
    after = rows.at(-1)?.id ?? null;
    if (after === null || rows.length < page) return;
  }
}

interface Unknown { id: string; sealed: string | null }

function unknownAddresses(db: Db, office: string, after: string | null): Promise<Unknown[]> {
  const pseudonym = db.select().from(identifiers).where(and(eq(identifiers.caseId, intakes.id), eq(identifiers.kind, 'mail')));
  const account = db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.contactCaseId, intakes.id), ne(accounts.state, 'nonaktif')));
  return db.select({ id: intakes.id, sealed: intakes.reporterMailSealed }).from(intakes).leftJoin(cases, eq(cases.id, intakes.id))
    .where(and(
      eq(intakes.office, office), isNotNull(intakes.reporterMailSealed), or(isNull(cases.closedAt), exists(account)), notExists(pseudonym),
      after === null ? undefined : gt(intakes.id, after),
    )).orderBy(asc(intakes.id)).limit(page);
}
