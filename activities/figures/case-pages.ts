import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { cases, intakes } from '../../db/schema.ts';
import type { Moment, Planned } from './clock-runs.ts';

/** What the figures and the register are read from: the report, its case (none before its workflow has begun) and its record. */
export type CaseRecord = Awaited<ReturnType<typeof page>>[number];

/** Enough to be worth a round trip, few enough that nobody waits behind the counting of one page. */
const pageSize = 250;

/** Events that clocks, figures and the register know; the rest of a long record stays where it is. */
const read = [
  'followed-up', 'data.asked', 'answered', 'concluded', 'refused-substance', 'case.closed', 'case.imported', 'reopened',
  'forwarded', 'lkpp.ticket', 'root-cause.recorded',
];

/**
 * All reports of an office by number, page by page: memory stays flat, and between two pages a slow reader holds no
 * connection and no snapshot. Each row is as it stood when its page was read.
 */
export async function* casePages(db: Db, office: string, filter: (SQL | undefined)[]): AsyncGenerator<CaseRecord[]> {
  for (let last = ''; ;) {
    const rows = await page(db, office, [...filter, gt(intakes.number, last)]);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.number ?? '';
  }
}

function page(db: Db, office: string, filter: (SQL | undefined)[]) {
  const { rules: _rules, ...intake } = getTableColumns(intakes);
  return db.select({
    ...intake,
    regulation: sql<string>`${intakes.rules}->>'regulation'`, officeVersion: sql<number>`(${intakes.rules}->>'officeVersion')::int`,
    answerHasNumber: sql<boolean>`jsonb_typeof(${intakes.rules}->'problem'->'answer') = 'object'`,
    state: cases.state, closedAt: cases.closedAt, category: cases.category, kind: cases.kind, cause: cases.cause,
    events: sql<Moment[]>`(select coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'type', e.type, 'actor', e.actor, 'data', e.data,
      'at', floor(extract(epoch from e.at) * 1000)) order by e.seq, e.part), '[]') from events e where e.case_id = ${intakes.id} and e.type in ${read})`,
    plans: sql<Planned[]>`(select coalesce(jsonb_agg(jsonb_build_object('seq', m.seq, 'clock', p->'clock', 'dueAt', p->'dueAt') order by m.seq), '[]')
      from commits m, jsonb_array_elements(m.result->'plans') p where m.case_id = ${intakes.id} and p->>'clock' in ('follow-up', 'answer'))`,
  }).from(intakes).leftJoin(cases, eq(cases.id, intakes.id))
    .where(and(eq(intakes.office, office), eq(intakes.sop, 'problem'), ...filter)).orderBy(asc(intakes.number)).limit(pageSize);
}
