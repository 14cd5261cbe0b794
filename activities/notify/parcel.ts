import { and, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../../db/client.ts';
import { intakes, notices, people, texts } from '../../db/schema.ts';
import { officeNow } from '../office.ts';
import type { OfficeNow } from '../office.ts';

export type Notice = typeof notices.$inferSelect;

/** A claimed row with everything its mail is made of, still sealed. */
export interface Parcel {
  notice: Notice;
  intake: typeof intakes.$inferSelect;
  /** The person it goes to; null for the reporter and for LKPP, or when the office no longer knows that person. */
  person: typeof people.$inferSelect | null;
  copy: typeof people.$inferSelect | null;
  /** The notice that this one is a copy of. */
  original: Notice | null;
  text: typeof texts.$inferSelect | null;
  office: OfficeNow;
}

const copies = alias(people, 'copies');
const originals = alias(notices, 'originals');

/** Reads claimed rows in one statement: mails come in bursts, and each would else ask four times. */
export async function readParcels(db: Db, ids: number[]): Promise<Parcel[]> {
  const rows = await db.select().from(notices)
    .innerJoin(intakes, eq(intakes.id, notices.caseId))
    .leftJoin(people, and(eq(people.office, notices.office), eq(people.id, notices.recipient)))
    .leftJoin(copies, and(eq(copies.office, notices.office), eq(copies.id, notices.copyTo)))
    .leftJoin(originals, eq(originals.key, notices.copyOf))
    .leftJoin(texts, and(eq(texts.caseId, notices.caseId), sql`${texts.id}::text = ${notices.params}->>'textId'`))
    .where(inArray(notices.id, ids)).orderBy(notices.nextAt, notices.id);
  const offices = new Map(await Promise.all([...new Set(rows.map((row) => row.notices.office))].map(async (id) => [id, await officeNow(db, id)] as const)));
  return rows.map((row) => ({
    notice: row.notices, intake: row.intakes, person: row.people, copy: row.copies, original: row.originals, text: row.texts, office: offices.get(row.notices.office)!,
  }));
}
