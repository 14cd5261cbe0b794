import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { events, texts } from './schema.ts';

/** The sealed text with the User ID that a registration ended with (DATA-3); undefined: none was recorded, as with a central account. */
export async function userIdText(db: Db, caseId: string): Promise<{ id: string; bodySealed: string } | undefined> {
  const [activated] = await db.select({ id: texts.id, bodySealed: texts.bodySealed }).from(events)
    .innerJoin(texts, and(eq(texts.caseId, events.caseId), eq(texts.id, sql`(${events.data}->>'textId')::uuid`)))
    .where(and(eq(events.caseId, caseId), eq(events.type, 'activated'))).orderBy(desc(events.id)).limit(1);
  return activated;
}
