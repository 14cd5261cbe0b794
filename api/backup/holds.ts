import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { backupHolds, backupSets } from '../../db/backup-schema.ts';
import { accessLog } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../group-click.ts';
import { officeInForce, requireSections } from '../offices.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { requireDeclared } from './begin.ts';

const place = (id: string) => `backup_holds:${id}:reason`;

export interface NewHold { set: string | null; reason: string }

/**
 * Nothing of this set, or of any, is forgotten any more until the hold ends, however old it is. It is the keeper's, or of who is told of backups that fail.
 * @throws Problem no-function, wrong-function, backup-not-applicable, backup-undeclared, unknown-set, key-reused
 */
export async function beginHold(deps: ApiDeps, { staff, body, idempotencyKey }: { staff: Staff; body: NewHold; idempotencyKey: string }): Promise<{ id: string }> {
  await requireHolder(deps, staff);
  const { office, person } = staff;
  const { set, reason } = body;
  if (set !== null && await deps.db.$count(backupSets, and(eq(backupSets.office, office), eq(backupSets.id, set))) === 0) throw new Problem('unknown-set');
  const id = await once(deps, { staff, idempotencyKey, act: 'create-hold', groupId: null, body }, async (tx, hold) => {
    await tx.insert(backupHolds).values({ id: hold, office, set, person, reasonSealed: deps.vault.seal(reason, place(hold)) });
    await tx.insert(accessLog).values({ office, person, what: 'backup-hold:begun' });
  });
  return { id };
}

/** Retention applies again with the next run. Ended twice is ended. @throws Problem no-function, wrong-function, unknown-hold */
export async function endHold(deps: ApiDeps, staff: Staff, id: string): Promise<{ id: string; endedAt: Date | null }> {
  await requireHolder(deps, staff);
  const { office, person } = staff;
  return deps.db.transaction(async (tx) => {
    const mine = and(eq(backupHolds.office, office), eq(backupHolds.id, id));
    const ended = await tx.update(backupHolds).set({ endedAt: sql`clock_timestamp()`, endedBy: person }).where(and(mine, isNull(backupHolds.endedAt))).returning({ id: backupHolds.id });
    if (ended.length > 0) await tx.insert(accessLog).values({ office, person, what: 'backup-hold:ended' });
    const [hold] = await tx.select({ id: backupHolds.id, endedAt: backupHolds.endedAt }).from(backupHolds).where(mine);
    if (!hold) throw new Problem('unknown-hold');
    return hold;
  });
}

/** Those that have not ended, oldest first, with their reasons: the caller logs the reading. */
export async function openHolds({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, office: string) {
  const rows = await db.select({ hold: backupHolds, number: backupSets.number }).from(backupHolds).leftJoin(backupSets, eq(backupSets.id, backupHolds.set)).where(and(eq(backupHolds.office, office), isNull(backupHolds.endedAt))).orderBy(asc(backupHolds.createdAt));
  return rows.map(({ hold: { id, set, person, createdAt, reasonSealed }, number }) => ({ id, set, number, person, createdAt, reason: vault.open(reasonSealed, place(id)) }));
}

async function requireHolder({ db }: ApiDeps, staff: Staff): Promise<void> {
  requireFunction(staff);
  const office = await officeInForce(db, staff.office);
  requireSections(office, { sections: ['backup'] });
  const { rules: { keeper, ladder } } = requireDeclared(office);
  if (![keeper, ...ladder.value].some((fn) => staff.functions.includes(fn))) throw new Problem('wrong-function', { function: keeper });
}
