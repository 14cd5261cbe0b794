import { and, isNotNull, lt } from 'drizzle-orm';
import { intakes } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';

const forgottenAfterMs = 7 * 24 * 3_600_000;

/** Frees the Idempotency-Keys of reports that are older than a week: nobody retries that late. @returns how many. */
export async function forgetKeys({ db }: Pick<ApiDeps, 'db'>, now = Date.now()): Promise<number> {
  const freed = await db.update(intakes).set({ idempotencyKey: null })
    .where(and(isNotNull(intakes.idempotencyKey), lt(intakes.enteredAt, new Date(now - forgottenAfterMs)))).returning({ id: intakes.id });
  return freed.length;
}
