import { and, asc, desc, eq, gt, inArray, isNotNull, or } from 'drizzle-orm';
import { events, identifiers, intakes } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { Problem } from '../problems.ts';

/** Addresses are opened this many at a time. */
const page = 500;

/**
 * Every case of the office that is the person's: by a number of theirs, by their mail address, or named by who gave the data.
 * What the person only named is not among them: a number is easily guessed.
 */
export async function casesOf(deps: ApiDeps, request: Intake): Promise<Intake[]> {
  const { db } = deps;
  const { office } = request;
  const ids = [...new Set([request.id, ...await byNumber(deps, request), ...await byMail(deps, request)])];
  const named = await namedBy(deps, request);
  return db.select().from(intakes)
    .where(and(eq(intakes.office, office), or(inArray(intakes.id, ids), inArray(intakes.number, named)))).orderBy(asc(intakes.receivedAt), asc(intakes.number));
}

/** A pseudonym says its kind and its office, so an equal one is the same number. */
async function byNumber({ db }: ApiDeps, { id, office }: Intake): Promise<string[]> {
  const mine = db.select({ ref: identifiers.ref }).from(identifiers).where(eq(identifiers.caseId, id));
  const rows = await db.selectDistinct({ caseId: identifiers.caseId }).from(identifiers).where(and(eq(identifiers.office, office), inArray(identifiers.ref, mine)));
  return rows.map(({ caseId }) => caseId);
}

/** Reports of problems have no pseudonyms: their sealed addresses are opened and compared. */
async function byMail({ db, vault }: ApiDeps, request: Intake): Promise<string[]> {
  const { office, reporterMailSealed: sealed } = request;
  if (sealed === null) return [];
  const open = (id: string, value: string) => vault.open(value, `intakes:${id}:mail`).toLowerCase();
  const mail = open(request.id, sealed);
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const rows: { id: string; sealed: string | null }[] = await db.select({ id: intakes.id, sealed: intakes.reporterMailSealed }).from(intakes)
      .where(and(eq(intakes.office, office), isNotNull(intakes.reporterMailSealed), after === null ? undefined : gt(intakes.id, after))).orderBy(asc(intakes.id)).limit(page);
    found.push(...rows.flatMap((row) => (row.sealed !== null && open(row.id, row.sealed) === mail ? [row.id] : [])));
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return found;
    after = last.id;
  }
}

async function namedBy({ db }: ApiDeps, { id }: Intake): Promise<string[]> {
  const [given] = await db.select({ data: events.data }).from(events).where(and(eq(events.caseId, id), eq(events.type, 'data.given'))).orderBy(desc(events.id)).limit(1);
  return typeof given?.data.cases === 'string' ? given.data.cases.split(',') : [];
}

/** What who gives the data names must be cases of this office. @throws Problem unknown-case with the numbers that are not */
export async function requireCases({ db }: ApiDeps, office: string, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  const rows = await db.select({ number: intakes.number }).from(intakes).where(and(eq(intakes.office, office), inArray(intakes.number, [...numbers])));
  const missing = numbers.filter((number) => !rows.some((row) => row.number === number));
  if (missing.length > 0) throw new Problem('unknown-case', { missing });
}
