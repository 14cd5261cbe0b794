import { and, eq, exists, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { acts, caseDocuments, events } from '../db/schema.ts';

/** The case recorded the act of this row: an event of it names the act, or its words. */
export const isRecorded = (db: Db) => exists(db.select().from(events).where(and(
  eq(events.caseId, acts.caseId), or(sql`${events.data}->>'actId' = ${acts.id}::text`, sql`${events.data}->>'textId' = ${acts.textId}::text`),
)));

/** A copy that the case took, of citations joined with their acts: it came with the start, the answer to its act was heard, or the case recorded it. */
export const isTakenCopy = (db: Db) => or(isNull(caseDocuments.actId), isNotNull(acts.takenAt), isRecorded(db));
