import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../db/client.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { accounts, acts, events, identifiers, texts } from '../db/schema.ts';
import type { Vault } from '../db/vault.ts';
import { registry } from '../workflows/registry.ts';
import type { ApiDeps } from './deps.ts';
import { refOf } from './identifiers.ts';
import type { Intake } from './intake.ts';
import { Problem } from './problems.ts';

type Case = Pick<Intake, 'id' | 'office'>;
const kind = 'user-id';

/** Whether this act records a User ID. */
export const claimsUserId = (sop: string, act: string): boolean => registry[sop]?.acts[act]?.body.shape.userId !== undefined;

/**
 * The case has this User ID in its office from now on (DATA-3), instead of one that it claimed before. That of a deactivated account is free
 * again; one whose case has not answered yet is not.
 * @throws Problem user-id-taken
 */
export async function claimUserId(tx: Transaction, vault: Vault, { id: caseId, office }: Case, userId: string): Promise<void> {
  const ref = refOf(vault, office, { kind, value: userId });
  const [held] = await tx.select({ caseId: identifiers.caseId, state: accounts.state }).from(identifiers).leftJoin(accounts, eq(accounts.caseId, identifiers.caseId))
    .where(and(eq(identifiers.office, office), eq(identifiers.kind, kind), eq(identifiers.ref, ref))).for('update', { of: identifiers });
  if (held && held.caseId !== caseId) {
    if (held.state !== 'nonaktif') throw new Problem('user-id-taken', { field: 'userId' });
    await tx.delete(identifiers).where(claimOf(held.caseId));
  }
  await keep(tx, { id: caseId, office }, ref).catch((error: unknown) => {
    // Somebody else claimed it at the same moment.
    throw isUniqueViolation(error) ? new Problem('user-id-taken', { field: 'userId' }) : error;
  });
}

/**
 * Brings the claim back to what the case took, once an act that recorded a User ID was answered: a refused act leaves none behind, and takes
 * none away that another act of the case had.
 */
export async function settleUserId({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, { id: caseId, office }: Case, act: string): Promise<void> {
  const [taken] = await db.select({ id: texts.id, bodySealed: texts.bodySealed }).from(acts).innerJoin(texts, eq(texts.id, acts.textId))
    .innerJoin(events, and(eq(events.caseId, acts.caseId), sql`${events.data}->>'textId' = ${acts.textId}::text`))
    .where(and(eq(acts.caseId, caseId), eq(acts.act, act))).orderBy(desc(events.id)).limit(1);
  if (!taken) await db.delete(identifiers).where(claimOf(caseId));
  else await keep(db, { id: caseId, office }, refOf(vault, office, { kind, value: vault.open(taken.bodySealed, `texts:${taken.id}`) }));
}

const claimOf = (caseId: string) => and(eq(identifiers.caseId, caseId), eq(identifiers.kind, kind));

const keep = (db: Db | Transaction, { id: caseId, office }: Case, ref: string) =>
  db.insert(identifiers).values({ caseId, office, kind, ref }).onConflictDoUpdate({ target: [identifiers.caseId, identifiers.kind], set: { ref } });
