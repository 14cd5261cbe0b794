import { and, isNull, lt } from 'drizzle-orm';
import { subscribers } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';

const forgottenAfterMs = 7 * 24 * 3_600_000;

/** Forgets addresses whose owner did not confirm within a week. @returns how many. */
export async function purgeSubscriptions({ db }: Pick<ApiDeps, 'db'>, now = Date.now()): Promise<number> {
  const gone = await db.delete(subscribers).where(and(isNull(subscribers.confirmedAt), lt(subscribers.askedAt, new Date(now - forgottenAfterMs)))).returning({ id: subscribers.id });
  return gone.length;
}
