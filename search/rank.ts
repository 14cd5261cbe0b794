import { and, desc, eq, ne, not, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { SQL } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import { cases, solutions } from '../db/schema.ts';
import { weights } from './terms.ts';

/** A term counts as common from here on; the cases of the others are all looked at. */
const common = 1000;
/** How many of the newest cases are looked at that hold common terms only. */
const newest = 500;

interface Question { office: string; terms: string[]; category?: string | undefined; except?: string | undefined; limit: number }

interface Asked { term: string; weight: number }

/**
 * Solved cases with any of the terms, best first, the newer of two equal ones first. Each term found adds how often and where
 * it stands (`ts_rank`) times how rare it is: `ts_rank_cd` would give a word of every report as much as the one that matters,
 * and the distances that it measures mean nothing between words of which any will do.
 */
export async function rankSolved(db: Queryable, { office, terms, category, except, limit }: Question) {
  const { telling, rest } = split(await countTerms(db, terms));
  const asked = [...telling, ...rest];
  if (asked.length === 0) return [];
  const those = (...more: (SQL | undefined)[]) => db.select({
    caseId: solutions.caseId, number: solutions.number, closedAt: solutions.closedAt, category: solutions.category, terms: solutions.terms,
  }).from(solutions).where(and(
    eq(solutions.office, office), category === undefined ? undefined : eq(solutions.category, category), except === undefined ? undefined : ne(solutions.caseId, except), ...more,
  ));
  const byTelling = those(holds(telling)).limit(common);
  const byRest = those(holds(rest), telling.length > 0 ? not(holds(telling)) : undefined).orderBy(desc(solutions.closedAt)).limit(newest);
  const looked = (telling.length === 0 ? byRest : rest.length === 0 ? byTelling : unionAll(byTelling, byRest)).as('looked');
  const score = scoreOf(asked, sql`${looked.terms}`).as('score');
  return db.select({ caseId: looked.caseId, number: looked.number, closedAt: looked.closedAt, category: looked.category, cause: cases.cause, score })
    .from(looked).innerJoin(cases, eq(cases.id, looked.caseId)).orderBy(sql`score desc`, desc(looked.closedAt), desc(looked.number)).limit(limit);
}

const knownCommon = new WeakMap<Queryable, Set<string>>();

/**
 * In how many cases each term stands, rarest first; a term of no case is left out. It counts no further than `common`, and a
 * common term is counted once: solved cases only become more.
 */
async function countTerms(db: Queryable, terms: string[]): Promise<{ term: string; cases: number }[]> {
  const always = knownCommon.get(db) ?? new Set<string>();
  knownCommon.set(db, always);
  const counted = await db.execute<{ term: string; cases: number }>(sql`
    select asked.term, held.cases
    from jsonb_array_elements_text(${JSON.stringify(terms.filter((term) => !always.has(term)))}::jsonb) as asked(term),
      lateral (select count(*)::int as cases from (select from ${solutions} where terms @@ quote_literal(asked.term)::tsquery limit ${common}) as counted) as held
    where held.cases > 0 order by held.cases`);
  const before = terms.filter((term) => always.has(term)).map((term) => ({ term, cases: common }));
  for (const { term, cases } of counted) if (cases >= common) always.add(term);
  return [...counted, ...before];
}

/** The rarest terms, as many as have fewer cases than `common` between them, and the rest. */
function split(counted: { term: string; cases: number }[]): { telling: Asked[]; rest: Asked[] } {
  const telling: Asked[] = [];
  const rest: Asked[] = [];
  let sum = 0;
  for (const { term, cases } of counted) {
    sum += cases;
    (sum < common ? telling : rest).push({ term, weight: Math.log(1 + common / cases) });
  }
  return { telling, rest };
}

/** Terms are base64url: quoted, none of them is syntax. */
function holds(asked: Asked[]): SQL {
  return sql`${solutions.terms} @@ ${asked.map(({ term }) => `'${term}'`).join(' | ')}::tsquery`;
}

/** From 0 to 1: the share of the question that a case holds. */
function scoreOf(asked: Asked[], terms: SQL): SQL<number> {
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const each = JSON.stringify(asked.map(({ term, weight }) => ({ term: `'${term}'`, weight: weight / total })));
  return sql<number>`(select sum(asked.weight * ts_rank(${weights}::float4[], ${terms}, asked.term)) from jsonb_to_recordset(${each}::jsonb) as asked(term tsquery, weight float8))`;
}
