import { and, eq, inArray, isNotNull, isNull, lt, notExists, sql } from 'drizzle-orm';
import { acts, events, groupAnswers, intakes, texts } from '../db/schema.ts';
import { apart } from './apart.ts';
import type { ApiDeps } from './deps.ts';
import { answerOf, isRefusal } from './engine.ts';

const forgottenAfterMs = 24 * 3_600_000;
const batch = 50;

/**
 * Removes the words of acts that the case refused, together with the act: its key may then be used again. An act that the
 * case took is in its events; where the events do not have it yet, Temporal is asked first.
 * @returns how many. @throws Problem engine-unavailable when Temporal cannot say so of some act; the others are gone then
 */
export async function purgeRefusedActs(deps: ApiDeps, now = Date.now()): Promise<number> {
  const { db } = deps;
  const taken = db.select().from(events).where(and(eq(events.caseId, acts.caseId), sql`${events.data}->>'textId' = ${acts.textId}::text`));
  // A common answer on its way is nobody's refusal yet.
  const underWay = db.select().from(groupAnswers).where(and(eq(groupAnswers.actId, acts.id), isNull(groupAnswers.outcome)));
  const old = await db.select().from(acts).innerJoin(intakes, eq(intakes.id, acts.caseId))
    .where(and(isNotNull(acts.textId), lt(acts.createdAt, new Date(now - forgottenAfterMs)), notExists(taken), notExists(underWay))).orderBy(sql`random()`).limit(batch);
  const { agreed, failure } = await apart(old, ({ acts: act, intakes: intake }) => wasRefused(deps, intake, act));
  const refused = agreed.map(({ acts: act }) => act.id);
  const forgotten = refused.length === 0 ? 0 : await db.transaction(async (tx) => {
    const gone = await tx.delete(acts).where(inArray(acts.id, refused)).returning({ textId: acts.textId });
    await tx.delete(texts).where(inArray(texts.id, gone.flatMap(({ textId }) => textId ?? [])));
    return gone.length;
  });
  if (failure !== undefined) throw failure;
  return forgotten;
}

/** @throws Problem engine-unavailable */
async function wasRefused(deps: ApiDeps, intake: typeof intakes.$inferSelect, act: typeof acts.$inferSelect): Promise<boolean> {
  try {
    return await answerOf(deps, intake, act.act, act.id) === null;
  } catch (error) {
    if (isRefusal(error)) return true;
    throw error;
  }
}
