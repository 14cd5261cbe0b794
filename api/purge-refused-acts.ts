import { and, eq, exists, inArray, isNotNull, isNull, lt, not, notExists, or, sql } from 'drizzle-orm';
import { isClosed } from '../activities/refusals.ts';
import { acts, caseDocuments, groupAnswers, intakes, texts } from '../db/schema.ts';
import { apart } from './apart.ts';
import type { ApiDeps } from './deps.ts';
import { answerOf, isRefusal } from './engine.ts';
import { markTaken } from './stored-act.ts';
import { isRecorded } from './taken-act.ts';
import { claimsUserId, settleUserId } from './user-id.ts';

const forgottenAfterMs = 24 * 3_600_000;
const batch = 50;

/**
 * Removes the words, the cited files and the User ID of acts that the case refused, together with the act: its key may then be used again.
 * An act that the case took is in its events, or is marked; where neither says so yet, Temporal is asked first.
 * @returns how many. @throws Problem engine-unavailable when Temporal cannot say so of some act; the others are gone then
 */
export async function purgeRefusedActs(deps: ApiDeps, now = Date.now()): Promise<number> {
  const { db } = deps;
  const cited = db.select().from(caseDocuments).where(eq(caseDocuments.actId, acts.id));
  // A common answer on its way is nobody's refusal yet.
  const underWay = db.select().from(groupAnswers).where(and(eq(groupAnswers.actId, acts.id), isNull(groupAnswers.outcome)));
  const old = await db.select({ act: acts, intake: intakes, hasFiles: sql<boolean>`${exists(cited)}` }).from(acts).innerJoin(intakes, eq(intakes.id, acts.caseId))
    .where(and(isNull(acts.takenAt), or(isNotNull(acts.textId), exists(cited)), lt(acts.createdAt, new Date(now - forgottenAfterMs)), not(isRecorded(db)), notExists(underWay)))
    .orderBy(sql`random()`).limit(batch);
  const { agreed, failure } = await apart(old, (one) => wasRefused(deps, one));
  const refused = agreed.map(({ act }) => act.id);
  const forgotten = refused.length === 0 ? 0 : await db.transaction(async (tx) => {
    const gone = await tx.delete(acts).where(inArray(acts.id, refused)).returning({ textId: acts.textId });
    await tx.delete(caseDocuments).where(inArray(caseDocuments.actId, refused));
    await tx.delete(texts).where(inArray(texts.id, gone.flatMap(({ textId }) => textId ?? [])));
    return gone.length;
  });
  for (const { act, intake } of agreed) if (claimsUserId(intake.sop, act.act)) await settleUserId(deps, intake, act.act);
  if (failure !== undefined) throw failure;
  return forgotten;
}

interface Old { act: typeof acts.$inferSelect; intake: typeof intakes.$inferSelect; hasFiles: boolean }

/** @throws Problem engine-unavailable */
async function wasRefused(deps: ApiDeps, { act, intake, hasFiles }: Old): Promise<boolean> {
  try {
    // Temporal forgets closed cases after a while: no document goes because of that.
    if (await answerOf(deps, intake, act.act, act.id) === null && !(hasFiles && await isClosed(deps.db, intake.id))) return true;
    await markTaken(deps, act.id);
    return false;
  } catch (error) {
    if (isRefusal(error)) return true;
    throw error;
  }
}
