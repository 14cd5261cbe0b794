import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Planned } from '../../activities/figures/clock-runs.ts';
import type { StepResult } from '../../activities/types.ts';
import { commits, events, people, texts } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';

/** A line of the audit trail; instants in epoch ms. */
export interface Recorded { seq: number; type: string; actor: string; at: number; recordedAt: number; data: Record<string, unknown> }

export async function eventsIn({ db }: ApiDeps, intake: Intake): Promise<Recorded[]> {
  const rows = await db.select().from(events).where(eq(events.caseId, intake.id)).orderBy(asc(events.seq), asc(events.part));
  return rows.map(({ seq, type, actor, at, recordedAt, data }) => ({ seq, type, actor, at: at.getTime(), recordedAt: recordedAt.getTime(), data }));
}

/** Every plan that a step of the case was answered with, in order. */
export async function plansIn({ db }: ApiDeps, intake: Intake): Promise<Planned[]> {
  const rows = await db.select({ seq: commits.seq, result: commits.result }).from(commits).where(eq(commits.caseId, intake.id)).orderBy(asc(commits.seq));
  return rows.flatMap(({ seq, result }) => (result as StepResult).plans.map(({ clock, dueAt }) => ({ seq, clock, dueAt })));
}

/** The texts of the case by id, opened. */
export async function wordsIn({ db, vault }: ApiDeps, intake: Intake): Promise<Map<string, string>> {
  const rows = await db.select({ id: texts.id, bodySealed: texts.bodySealed }).from(texts).where(eq(texts.caseId, intake.id));
  return new Map(rows.map(({ id, bodySealed }) => [id, vault.open(bodySealed, `texts:${id}`)]));
}

/** Names by person id, opened; of those who are known to the office, also after they left it. */
export async function namesOf({ db, vault }: ApiDeps, office: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: people.id, nameSealed: people.nameSealed }).from(people).where(and(eq(people.office, office), inArray(people.id, ids)));
  return new Map(rows.map(({ id, nameSealed }) => [id, vault.open(nameSealed, `people:${office}:${id}:name`)]));
}
