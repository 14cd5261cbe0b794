import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { acts } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';
import { hashOf } from './stored-act.ts';

export interface GroupClick {
  staff: Staff;
  idempotencyKey: string;
  act: 'create-group' | 'answer-group' | 'create-recurrence' | 'create-hold';
  /** null: the group, the recurrence or the hold that the click makes. */
  groupId: string | null;
  body: unknown;
}

/**
 * Writes what a click on more than one case does, once. The click is kept beside the acts on cases, so that its key finds
 * the first one. @returns the id that it got. @throws Problem key-reused
 */
export async function once({ db }: ApiDeps, click: GroupClick, write: (tx: Transaction, id: string) => Promise<void>): Promise<string> {
  const { staff: { office, person: principal }, idempotencyKey, act, groupId } = click;
  const bodyHash = hashOf(groupId ?? '', act, click.body);
  const earlier = async (): Promise<string | undefined> => {
    const [row] = await db.select().from(acts).where(and(eq(acts.office, office), eq(acts.principal, principal), eq(acts.idempotencyKey, idempotencyKey)));
    if (row && row.bodyHash !== bodyHash) throw new Problem('key-reused');
    return row?.id;
  };
  const before = await earlier();
  if (before !== undefined) return before;
  const id = randomUUID();
  try {
    await db.transaction(async (tx) => {
      await tx.insert(acts).values({ id, office, caseId: groupId ?? id, principal, idempotencyKey, bodyHash, act });
      await write(tx, id);
    });
    return id;
  } catch (error) {
    const first = isUniqueViolation(error) ? await earlier() : undefined;
    if (first !== undefined) return first;
    throw error;
  }
}
