import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../db/client.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { accounts, acts, identifiers, texts } from '../db/schema.ts';
import type { Vault } from '../db/vault.ts';
import { registry } from '../workflows/registry.ts';
import type { ApiDeps } from './deps.ts';
import { refOf } from '../db/identifier-ref.ts';
import type { Intake } from './intake.ts';
import { Problem } from './problems.ts';
import type { StoredAct } from './stored-act.ts';
import { isRecorded } from './taken-act.ts';

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
 * Brings the claim back to what the case took, or to the newest act that it has not answered yet, once another act that recorded a User ID was
 * answered: a refused act leaves none behind, and takes none away. An act that never reached the case holds its claim until the purge takes it.
 */
export async function settleUserId({ db, vault, log }: Pick<ApiDeps, 'db' | 'vault' | 'log'>, { id: caseId, office, number }: Case & Pick<Intake, 'number'>, act: string): Promise<void> {
  const had = await saidIn({ db, vault }, caseId, act);
  if (had === null) await db.delete(identifiers).where(claimOf(caseId));
  else {
    await keep(db, { id: caseId, office }, refOf(vault, office, { kind, value: had })).catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      // The case has taken it, and so has another in between: what was done in SPSE stands, and two people see two accounts.
      log.warn({ number, act }, 'a User ID is claimed by another case, too');
    });
  }
}

/** The User ID that the case took by this act, or the newest that it has not answered yet. */
async function saidIn({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, caseId: string, act: string): Promise<string | null> {
  const [had] = await db.select({ id: texts.id, bodySealed: texts.bodySealed }).from(acts).innerJoin(texts, eq(texts.id, acts.textId))
    .where(and(eq(acts.caseId, caseId), eq(acts.act, act), or(isRecorded(db), isNull(acts.refusedAt)))).orderBy(desc(isRecorded(db)), desc(acts.createdAt)).limit(1);
  return had ? vault.open(had.bodySealed, `texts:${had.id}`) : null;
}

/** An account that is to live again has its User ID again, which was free while it was deactivated. @throws Problem user-id-taken */
export async function claimAgain({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, { caseId, office }: typeof accounts.$inferSelect): Promise<void> {
  const had = await saidIn({ db, vault }, caseId, 'activate');
  if (had !== null) await db.transaction((tx) => claimUserId(tx, vault, { id: caseId, office }, had));
}

/** The case refused the act: what it claimed is free again. */
export async function dropUserId(deps: Pick<ApiDeps, 'db' | 'vault' | 'log'>, intake: Case & Pick<Intake, 'number'>, { id, act }: Pick<StoredAct, 'id' | 'act'>): Promise<void> {
  await deps.db.update(acts).set({ refusedAt: sql`clock_timestamp()` }).where(eq(acts.id, id));
  await settleUserId(deps, intake, act);
}

/** The same click again, after a refusal: it claims anew before it is sent. @throws Problem user-id-taken */
export async function reclaimUserId({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, intake: Case, { id, refusedAt }: Pick<StoredAct, 'id' | 'refusedAt'>, userId: string): Promise<void> {
  if (refusedAt === null) return;
  await db.transaction(async (tx) => {
    await claimUserId(tx, vault, intake, userId);
    await tx.update(acts).set({ refusedAt: null }).where(eq(acts.id, id));
  });
}

const claimOf = (caseId: string) => and(eq(identifiers.caseId, caseId), eq(identifiers.kind, kind));

const keep = (db: Db | Transaction, { id: caseId, office }: Case, ref: string) =>
  db.insert(identifiers).values({ caseId, office, kind, ref }).onConflictDoUpdate({ target: [identifiers.caseId, identifiers.kind], set: { ref } });
