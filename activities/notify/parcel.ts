import { and, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../../db/client.ts';
import { intakes, notices, people, texts } from '../../db/schema.ts';
import { officeNow } from '../office.ts';
import type { OfficeNow } from '../office.ts';
import { readAccount } from './account.ts';
import type { SealedAccount } from './account.ts';

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
  /** Every text that the params name, under any name that ends in `Id` or, one after the other with commas, in `Ids`. */
  texts: { id: string; bodySealed: string }[];
  /** The account that `params.account` names. */
  account: SealedAccount | null;
  office: OfficeNow;
}

const copies = alias(people, 'copies');
const originals = alias(notices, 'originals');

const named = sql<Parcel['texts'] | null>`(select jsonb_agg(jsonb_build_object('id', ${texts.id}, 'bodySealed', ${texts.bodySealed}))
  from jsonb_each_text(${notices.params}) as param join ${texts} on ${texts.caseId} = ${notices.caseId} and ${texts.id}::text = any(string_to_array(param.value, ','))
  where param.key ~ 'Ids?$')`;

/** Reads claimed rows in one statement: mails come in bursts, and each would else ask four times. Few are about an account, so only they pay for it. */
export async function readParcels(db: Db, ids: number[]): Promise<Parcel[]> {
  const rows = await db.select({ notice: notices, intake: intakes, person: people, copy: copies, original: originals, texts: named }).from(notices)
    .innerJoin(intakes, eq(intakes.id, notices.caseId))
    .leftJoin(people, and(eq(people.office, notices.office), eq(people.id, notices.recipient)))
    .leftJoin(copies, and(eq(copies.office, notices.office), eq(copies.id, notices.copyTo)))
    .leftJoin(originals, eq(originals.key, notices.copyOf))
    .where(inArray(notices.id, ids)).orderBy(notices.nextAt, notices.id);
  const offices = new Map(await Promise.all([...new Set(rows.map(({ notice }) => notice.office))].map(async (id) => [id, await officeNow(db, id)] as const)));
  return Promise.all(rows.map(async (row) => {
    const { office, params: { account } } = row.notice;
    return { ...row, texts: row.texts ?? [], account: typeof account === 'string' ? await readAccount(db, office, account) : null, office: offices.get(office)! };
  }));
}
