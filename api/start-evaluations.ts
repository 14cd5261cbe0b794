import { createHash, randomUUID } from 'node:crypto';
import { and, eq, max, min, sql } from 'drizzle-orm';
import { figuresOf } from '../activities/figures.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { intakes, offices, officeVersions, texts } from '../db/schema.ts';
import { evaluationContract } from '../workflows/evaluation/contract.ts';
import type { ApiDeps } from './deps.ts';
import { lastEndedPeriod } from './evaluation/ended-period.ts';
import type { EndedPeriod } from './evaluation/ended-period.ts';
import { figuresInWords } from './evaluation/figures-in-words.ts';
import { nextNumber } from './next-number.ts';
import { officeInForce } from './offices.ts';
import type { OfficeInForce } from './offices.ts';

const { sop } = evaluationContract;
const principal = 'system';

/**
 * Takes in the evaluation of the last ended period for every office whose rules have one (ERR-17), once; the sweeper starts its
 * workflow. Any number of sweepers may call it at any time. An office that fails holds up no other.
 * @param now epoch ms
 */
export async function startEvaluations(deps: ApiDeps, now = Date.now()): Promise<void> {
  for (const { id } of await deps.db.select({ id: offices.id }).from(offices)) {
    try {
      const office = await officeInForce(deps.db, id);
      const period = await dueFor(deps, office, now);
      if (period) await takeInEvaluation(deps, office, period, now);
    } catch (error) {
      deps.log.warn({ office: id, code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'evaluation not taken in yet; the sweeper tries again');
    }
  }
}

/**
 * The period to evaluate now. None that ended before the record of the office began or before the office came to Sigap, and none
 * that an earlier evaluation covers, were it by another interval.
 */
async function dueFor({ db }: ApiDeps, { id, rules, settings }: OfficeInForce, now: number): Promise<EndedPeriod | null> {
  // Rules that were recorded before there were evaluations do not know them.
  const { evaluation }: Partial<typeof rules.problem> = rules.problem;
  if (!evaluation) return null;
  const period = lastEndedPeriod(evaluation.value, now, settings.utcOffsetMinutes);
  if (period.to < settings.since) return null;
  const [done] = await db.select({ to: max(sql<string>`${intakes.facts}->>'to'`) }).from(intakes)
    .where(and(eq(intakes.office, id), eq(intakes.principal, principal), eq(intakes.sop, sop)));
  if (done?.to && period.to <= done.to) return null;
  const [first] = await db.select({ at: min(officeVersions.loadedAt) }).from(officeVersions).where(eq(officeVersions.office, id));
  return first?.at && first.at.getTime() < period.endedAt ? period : null;
}

/** The intake with the figures of this moment as its text: what was reported stays readable, whatever happens to the cases. */
async function takeInEvaluation({ db, vault }: ApiDeps, office: OfficeInForce, { from, to }: EndedPeriod, now: number): Promise<void> {
  const months = await figuresOf(db, office.id, from.slice(0, 7), to.slice(0, 7), now);
  const words = figuresInWords({ from, to }, months, now, office.settings.utcOffsetMinutes);
  const [id, textId] = [randomUUID(), randomUUID()];
  const idempotencyKey = `${sop}:${from}:${to}`;
  try {
    await db.transaction(async (tx) => {
      await tx.insert(texts).values({ id: textId, office: office.id, caseId: id, author: principal, bodySealed: vault.seal(words, `texts:${textId}`) });
      const number = await nextNumber(tx, office, new Date(now));
      await tx.insert(intakes).values({
        id, office: office.id, sop, number, workflowId: `${sop}-${number}`, principal, idempotencyKey,
        bodyHash: createHash('sha256').update(idempotencyKey).digest('hex'), receivedAt: new Date(now), rules: office.rules, textId,
        facts: { period: `${from.slice(0, 7)}/${to.slice(0, 7)}`, from, to, figures: textId },
      });
    });
  } catch (error) {
    // Another sweeper was first; the number that this one took was never given.
    if (!isUniqueViolation(error)) throw error;
  }
}
