import { and, eq, isNull, notExists, sql } from 'drizzle-orm';
import { events, papers } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import type { Staff } from './plugins/access.ts';

/**
 * Takes a person's own form away whose act was refused, so that the number that was typed in is free for the next try.
 * A form that a case knows stays. Not for a refusal that leaves the act open (a key that came twice, an engine that is away).
 */
export async function dropDraft({ db }: ApiDeps, { office, person }: Staff, id: string): Promise<void> {
  const used = db.select().from(events).where(and(eq(events.caseId, papers.caseId), sql`${events.data}->>'paper' = ${papers.id}::text`));
  await db.delete(papers).where(and(eq(papers.id, id), eq(papers.office, office), eq(papers.person, person), isNull(papers.sha256), notExists(used)));
}
