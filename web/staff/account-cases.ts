import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { Account } from '../../api/accounts.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { cases, intakes } from '../../db/schema.ts';

/** Every case about an account: its registration, what changed it, its terms and its end; no personal data. */
export function casesOfAccount({ db }: ApiDeps, office: string, { number, caseId, contactCaseId }: Account) {
  return db.select({ number: intakes.number, sop: intakes.sop, state: cases.state, receivedAt: intakes.receivedAt }).from(intakes)
    .leftJoin(cases, eq(cases.id, intakes.id))
    .where(and(eq(intakes.office, office), or(eq(intakes.id, caseId), eq(intakes.id, contactCaseId), sql`${intakes.facts}->>'account' = ${number}`)))
    .orderBy(desc(intakes.number));
}
