import { and, eq, inArray, ne } from 'drizzle-orm';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { accounts, identifiers } from '../../db/schema.ts';

/**
 * The number of the one account of this office whose registration has an identity number of this applicant; null: none, or several, between which
 * only a person decides. An address alone says nothing: it may be the one that changes, or that of a whole firm.
 */
export async function suggestedAccount({ db }: ApiDeps, { id, office }: Intake): Promise<string | null> {
  const mine = db.select({ ref: identifiers.ref }).from(identifiers).where(and(eq(identifiers.caseId, id), ne(identifiers.kind, 'mail')));
  const found = await db.selectDistinct({ number: accounts.number }).from(accounts).innerJoin(identifiers, eq(identifiers.caseId, accounts.caseId))
    .where(and(eq(accounts.office, office), inArray(identifiers.ref, mine))).limit(2);
  return found.length === 1 ? found[0]?.number ?? null : null;
}
