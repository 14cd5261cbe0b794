import { and, eq, max, min, sql } from 'drizzle-orm';
import { figuresOf } from '../activities/figures.ts';
import { intakes, officeVersions } from '../db/schema.ts';
import { evaluationContract } from '../workflows/evaluation/contract.ts';
import type { ApiDeps } from './deps.ts';
import { lastEndedPeriod } from './evaluation/ended-period.ts';
import type { EndedPeriod } from './evaluation/ended-period.ts';
import { figuresInWords } from './evaluation/figures-in-words.ts';
import type { OfficeInForce } from './offices.ts';
import { principal, takeInSystem } from '../db/take-in-system.ts';
import { inEveryOffice } from './in-every-office.ts';

const { sop } = evaluationContract;

/**
 * Takes in the evaluation of the last ended period for every office whose rules have one (ERR-17), once; the sweeper starts its
 * workflow. Any number of sweepers may call it at any time. An office that fails holds up no other.
 * @param now epoch ms
 */
export async function startEvaluations(deps: ApiDeps, now = Date.now()): Promise<void> {
  await inEveryOffice(deps, sop, async (office) => {
    const period = await dueFor(deps, office, now);
    if (period) await takeInEvaluation(deps, office, period, now);
  });
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
async function takeInEvaluation(deps: ApiDeps, office: OfficeInForce, { from, to }: EndedPeriod, now: number): Promise<void> {
  const months = await figuresOf(deps.db, office.id, from.slice(0, 7), to.slice(0, 7), now);
  const words = figuresInWords({ from, to }, months, now, office.settings.utcOffsetMinutes);
  const period = `${from.slice(0, 7)}/${to.slice(0, 7)}`;
  await takeInSystem(deps, office, { sop, key: `${from}:${to}`, text: words, facts: (textId) => ({ period, from, to, figures: textId }), now });
}
