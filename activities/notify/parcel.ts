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
  /** What the text is about. */
  about: typeof texts.$inferSelect | null;
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
  const about = await secondTexts(db, rows.map((row) => row.notices));
  return rows.map((row) => ({
    notice: row.notices, intake: row.intakes, person: row.people, copy: row.copies, original: row.originals, text: row.texts, about: about.get(row.notices.id) ?? null, office: offices.get(row.notices.office)!,
  }));
}

/** Few mails have one, so only they pay for it. */
async function secondTexts(db: Db, rows: Notice[]): Promise<Map<number, typeof texts.$inferSelect>> {
  const ids = rows.filter(({ params }) => typeof params.aboutId === 'string').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await db.select({ id: notices.id, text: texts }).from(notices)
    .innerJoin(texts, and(eq(texts.caseId, notices.caseId), sql`${texts.id}::text = ${notices.params}->>'aboutId'`)).where(inArray(notices.id, ids));
  return new Map(found.map(({ id, text }) => [id, text]));
}
