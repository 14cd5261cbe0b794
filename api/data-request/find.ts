import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { events, intakes } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { Problem } from '../problems.ts';

/** The cases that go out: the request itself, and those that its giver named. A number or an address that a person typed opens none. */
export async function casesOf({ db }: ApiDeps, { id, office }: Intake): Promise<Intake[]> {
  const [given] = await db.select({ data: events.data }).from(events).where(and(eq(events.caseId, id), eq(events.type, 'data.given'))).orderBy(desc(events.id)).limit(1);
  const named = typeof given?.data.cases === 'string' ? given.data.cases.split(',') : [];
  return db.select().from(intakes).where(and(eq(intakes.office, office), or(eq(intakes.id, id), inArray(intakes.number, named)))).orderBy(asc(intakes.receivedAt), asc(intakes.number));
}

/** What who gives the data names must be cases of this office. @throws Problem unknown-case with the numbers that are not */
export async function requireCases({ db }: ApiDeps, office: string, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  const rows = await db.select({ number: intakes.number }).from(intakes).where(and(eq(intakes.office, office), inArray(intakes.number, [...numbers])));
  const missing = numbers.filter((number) => !rows.some((row) => row.number === number));
  if (missing.length > 0) throw new Problem('unknown-case', { missing });
}
