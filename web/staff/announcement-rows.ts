import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { ApiDeps } from '../../api/deps.ts';
import { announcements, cases, intakes } from '../../db/schema.ts';
import { reported } from './announced.ts';
import type { Announced } from './announced.ts';
import type { Desk } from './desk.ts';

/** A window or an outage that is not over. */
export interface OpenAnnounced extends Omit<Announced, 'overlaps' | 'days'> { number: string; sop: string; state: string }

/** Newest first; one whose workflow has not begun yet is there too. */
export async function openAnnounced({ db }: ApiDeps, { staff }: Desk): Promise<OpenAnnounced[]> {
  const rows = await db.select({ number: intakes.number, sop: intakes.sop, facts: intakes.facts, state: cases.state, announced: announcements }).from(intakes)
    .leftJoin(cases, eq(cases.id, intakes.id)).leftJoin(announcements, eq(announcements.caseId, intakes.id))
    .where(and(eq(intakes.office, staff.office), inArray(intakes.sop, ['maintenance', 'outage']), isNull(cases.closedAt))).orderBy(desc(intakes.number)).limit(200);
  return rows.map(({ number, sop, facts, state, announced }) => {
    const { systems, startsAt, endsAt, isOfficial, isPublic } = announced ?? reported(facts);
    return { number, sop, state: state ?? 'diterima', systems, startsAt, endsAt, isOfficial, isPublic };
  });
}
