import { and, eq, inArray, like } from 'drizzle-orm';
import type { ApiDeps } from '../../api/deps.ts';
import { accessLog, cases, intakes } from '../../db/schema.ts';
import type { Desk } from './desk.ts';

/** What a row of the list says beside its state. */
export interface RowFacts { category: string | null; reporter: string | null }

/**
 * Category and reporter of the reports on one page of the list, by number. Names are for who holds a function; the
 * reading is logged once for the page (UU 27/2022).
 */
export async function factsOfRows({ db, vault }: ApiDeps, { office, staff }: Desk, numbers: string[]): Promise<Map<string, RowFacts>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.select({ id: intakes.id, number: intakes.number, facts: intakes.facts, nameSealed: intakes.reporterNameSealed, category: cases.category }).from(intakes)
    .leftJoin(cases, eq(cases.id, intakes.id)).where(and(eq(intakes.office, staff.office), inArray(intakes.number, numbers)));
  const mayRead = staff.functions.length > 0;
  if (mayRead && rows.some(({ nameSealed }) => nameSealed !== null)) await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'cases' });
  const { categories } = office.rules.problem;
  return new Map(rows.map(({ id, number, facts, nameSealed, category }) => {
    const code = category ?? facts.category ?? null;
    return [number, {
      category: categories.find((one) => one.code === code)?.label ?? code,
      reporter: mayRead && nameSealed !== null ? vault.open(nameSealed, `intakes:${id}:name`) : null,
    }];
  }));
}

/** How many reports of one running number are shown: one a year. */
const most = 50;

/** Numbers of the office that somebody may mean who typed this: whole, or without prefix, year and zeros ('6', '2026-000006'). */
export async function numbersLike({ db }: ApiDeps, office: string, typed: string): Promise<string[]> {
  const [, prefix = '%', year = '____', count] = /^(?:([A-Z]{3})-)?(?:(\d{4})-)?0*(\d{1,12})$/.exec(typed.toUpperCase()) ?? [];
  if (count === undefined) return [];
  const rows = await db.select({ number: intakes.number }).from(intakes)
    .where(and(eq(intakes.office, office), like(intakes.number, `${prefix}-${year}-${count.padStart(6, '0')}`))).limit(most);
  return rows.map(({ number }) => number);
}
