import { and, asc, inArray } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import { events, intakes, texts } from '../db/schema.ts';
import type { Vault } from '../db/vault.ts';

/** Text ids of what makes a closed case a known solution. */
export interface Solved { description: string; answers: string[]; causes: string[] }

const telling = ['answered', 'root-cause.recorded', 'case.imported'];

/** What the cases were about and how they were solved; answers in the order in which they were given. */
export async function solvedTexts(db: Queryable, caseIds: string[]): Promise<Map<string, Solved>> {
  if (caseIds.length === 0) return new Map();
  const told = await db.select({ id: intakes.id, textId: intakes.textId }).from(intakes).where(inArray(intakes.id, caseIds));
  const solved = new Map<string, Solved>(told.map(({ id, textId }) => [id, { description: textId, answers: [], causes: [] }]));
  const rows = await db.select({ caseId: events.caseId, type: events.type, data: events.data }).from(events)
    .where(and(inArray(events.caseId, caseIds), inArray(events.type, telling))).orderBy(asc(events.caseId), asc(events.seq), asc(events.part));
  for (const { caseId, type, data } of rows) {
    const one = solved.get(caseId);
    if (type === 'root-cause.recorded') keep(one?.causes, data.textId);
    else keep(one?.answers, data.textId ?? data.answerTextId);
    keep(one?.causes, data.causeTextId);
  }
  return solved;
}

function keep(ids: string[] | undefined, id: unknown): void {
  if (typeof id === 'string') ids?.push(id);
}

/** Sealed texts by id. */
export async function sealedTexts(db: Queryable, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: texts.id, bodySealed: texts.bodySealed }).from(texts).where(inArray(texts.id, ids));
  return new Map(rows.map(({ id, bodySealed }) => [id, bodySealed]));
}

/** The words of some of these texts, one after another. @throws Error when one cannot be opened: its key is gone, or it was changed. */
export function openTexts(vault: Vault, sealed: Map<string, string>, ids: string[]): string {
  return ids.map((id) => vault.open(sealed.get(id) ?? '', `texts:${id}`)).join('\n');
}
