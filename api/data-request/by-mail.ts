import { and, asc, eq, gt, isNotNull, ne, notExists } from 'drizzle-orm';
import { identifiers, intakes } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';

/** Addresses are opened this many at a time. */
const page = 500;

/** Imported reports have no pseudonym of their address: theirs are opened and compared. @returns ids of cases */
export async function importedByMail({ db, vault }: ApiDeps, { id: requestId, office, reporterMailSealed: sealed }: Intake): Promise<string[]> {
  if (sealed === null) return [];
  const open = (id: string, value: string) => vault.open(value, `intakes:${id}:mail`).toLowerCase();
  const mail = open(requestId, sealed);
  const pseudonym = db.select().from(identifiers).where(and(eq(identifiers.caseId, intakes.id), eq(identifiers.kind, 'mail')));
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const rows: { id: string; sealed: string | null }[] = await db.select({ id: intakes.id, sealed: intakes.reporterMailSealed }).from(intakes)
      .where(and(eq(intakes.office, office), ne(intakes.id, requestId), isNotNull(intakes.reporterMailSealed), notExists(pseudonym), after === null ? undefined : gt(intakes.id, after)))
      .orderBy(asc(intakes.id)).limit(page);
    found.push(...rows.flatMap((row) => (row.sealed !== null && open(row.id, row.sealed) === mail ? [row.id] : [])));
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return found;
    after = last.id;
  }
}
