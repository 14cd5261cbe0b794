import { and, eq, inArray, isNull, lt, notExists, sql } from 'drizzle-orm';
import { acts, events, intakes, papers } from '../db/schema.ts';
import { apart } from './apart.ts';
import type { ApiDeps } from './deps.ts';
import { answerOf, isRefusal } from './engine.ts';
import { draftLastsMs, writingActs } from './papers.ts';

/** So much longer than a draft may be used: an act that was allowed to use it has told its case by then. */
const graceMs = 3_600_000;
const batch = 50;

/**
 * Removes forms that no act used within a day. A number that was typed in is free again. A number of the office's
 * series is not given a second time: it was shown, and may stand in a register by hand already; the series has a gap there.
 * @returns how many. @throws Problem engine-unavailable when Temporal cannot say of some case whether an act is still under way; the forms of the others are gone then
 */
export async function purgePapers(deps: ApiDeps, now = Date.now()): Promise<number> {
  const { db } = deps;
  const used = db.select().from(events).where(and(eq(events.caseId, papers.caseId), sql`${events.data}->>'paper' = ${papers.id}::text`));
  const forgotten = and(isNull(papers.sha256), lt(papers.createdAt, new Date(now - draftLastsMs - graceMs)), notExists(used));
  const old = await db.select({ id: papers.id, intake: intakes }).from(papers).innerJoin(intakes, eq(intakes.id, papers.caseId))
    // By chance, so that forms which must stay do not fill every batch.
    .where(forgotten).orderBy(sql`random()`).limit(batch);
  const { agreed, failure } = await apart(old, ({ intake }) => isSettled(deps, intake));
  const gone = agreed.length === 0 ? [] : await db.delete(papers).where(and(inArray(papers.id, agreed.map(({ id }) => id)), forgotten)).returning({ id: papers.id });
  if (failure !== undefined) throw failure;
  return gone.length;
}

/** No act on a paper of this case is still under way: what Temporal answers has its event, or was refused. */
async function isSettled(deps: ApiDeps, intake: typeof intakes.$inferSelect): Promise<true> {
  const asked = await deps.db.select({ id: acts.id, act: acts.act }).from(acts).where(and(eq(acts.caseId, intake.id), inArray(acts.act, writingActs)));
  for (const { id, act } of asked) {
    try {
      await answerOf(deps, intake, act, id);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return true;
}
