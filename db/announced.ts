/** What the house knows of windows and outages: asked by the routes that begin one and by the probes. */
import { and, arrayOverlaps, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from './client.ts';
import { announcements, cases, intakes } from './schema.ts';

/** A window of this office that is planned or running at the same time on one of the same systems. */
export interface Overlap { number: string; startsAt: Date; endsAt: Date | null }
interface Window { office: string; systems: string[]; startsAt: Date; endsAt: Date; /** The number of the window itself. */ besides?: string }

export async function overlapsOf(db: Queryable, { office, systems, startsAt, endsAt, besides = '' }: Window): Promise<Overlap[]> {
  return db.select({ number: announcements.number, startsAt: announcements.startsAt, endsAt: announcements.endsAt }).from(announcements).where(and(
    eq(announcements.office, office), eq(announcements.kind, 'maintenance'), inArray(announcements.state, ['terjadwal', 'berlangsung', 'melewati-jadwal']),
    arrayOverlaps(announcements.systems, systems), ne(announcements.number, besides), lt(announcements.startsAt, endsAt), or(isNull(announcements.endsAt), gt(announcements.endsAt, startsAt)),
  )).orderBy(announcements.startsAt);
}

export interface OpenOutage { number: string; caseId: string; workflowId: string; probe: string | null }

/** The outage of one of these systems that is neither over nor known to be back; one that is not before the public counts. */
export async function openOutage(db: Queryable, office: string, systems: string[]): Promise<OpenOutage | null> {
  const affected = sql`coalesce(${announcements.systems}, string_to_array(${intakes.facts}->>'systems', ','))`;
  const [row] = await db.select({ number: intakes.number, caseId: intakes.id, workflowId: intakes.workflowId, probe: sql<string | null>`${intakes.facts}->>'probe'` })
    .from(intakes).leftJoin(cases, eq(cases.id, intakes.id)).leftJoin(announcements, eq(announcements.caseId, intakes.id))
    .where(and(
      eq(intakes.office, office), eq(intakes.sop, 'outage'), isNull(cases.closedAt), or(isNull(announcements.state), inArray(announcements.state, ['diperiksa', 'gangguan'])),
      sql`${affected} && ${sql.param(systems)}::text[]`,
    )).orderBy(intakes.receivedAt).limit(1);
  return row ?? null;
}

/** Two that would open one at the same moment wait for each other until the end of the transaction. */
export async function lockOutages(tx: Transaction, office: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`outage:${office}`}, 0))`);
}
