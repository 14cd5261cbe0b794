import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Db, Transaction } from '../db/client.ts';
import { refOf } from '../db/identifier-ref.ts';
import { identifiers, intakes } from '../db/schema.ts';
import type { Vault } from '../db/vault.ts';
import type { Identifier } from '../workflows/contract.ts';

/** Keeps the numbers of an applicant as pseudonyms, which say nothing outside this office (DATA-3, REG-22). */
export async function keepIdentifiers(tx: Transaction, vault: Vault, office: string, caseId: string, given: readonly Identifier[]): Promise<void> {
  if (given.length === 0) return;
  await tx.insert(identifiers).values(given.map((one) => ({ caseId, office, kind: one.kind, ref: refOf(vault, office, one) })));
}

/** So many are named; more say nothing that these do not. */
const most = 50;

export interface Twin { kind: Identifier['kind']; number: string }

/** Other registrations of the same office with one of this case's numbers (REG-22); the verifikator judges what it means. `more`: than 50. */
export async function twinsOf(db: Db, office: string, caseId: string): Promise<{ twins: Twin[]; more: boolean }> {
  const mine = await db.select().from(identifiers).where(eq(identifiers.caseId, caseId));
  if (mine.length === 0) return { twins: [], more: false };
  const rows = await db.select({ kind: identifiers.kind, number: intakes.number }).from(identifiers)
    .innerJoin(intakes, eq(intakes.id, identifiers.caseId))
    .where(and(eq(identifiers.office, office), inArray(identifiers.ref, mine.map(({ ref }) => ref)), ne(identifiers.caseId, caseId), eq(intakes.sop, 'registration')))
    .orderBy(intakes.number).limit(most + 1);
  return { twins: rows.slice(0, most).map(({ kind, number }) => ({ kind, number })), more: rows.length > most };
}
