/** What the house knows of windows and outages: asked by the routes that begin one and by the probes. */
import { and, arrayContains, arrayOverlaps, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
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

export interface OpenOutage { number: string; caseId: string; workflowId: string; systems: string[]; probe: string | null }

/** As the case says now, else as it began. */
const affected = sql`coalesce(${announcements.systems}, string_to_array(${intakes.facts}->>'systems', ','))`.mapWith(announcements.systems);
const factOf = (name: 'probe' | 'kind') => sql<string | null>`${intakes.facts}->>${name}`;

function outages(db: Queryable) {
  return db.select({ number: intakes.number, caseId: intakes.id, workflowId: intakes.workflowId, systems: affected, probe: factOf('probe') })
    .from(intakes).leftJoin(cases, eq(cases.id, intakes.id)).leftJoin(announcements, eq(announcements.caseId, intakes.id));
}

/**
 * The outage of one of these systems that is neither over nor known to be back; one that is not before the public counts. A warning stands in
 * nobody's way, unless it was announced as an outage.
 */
export async function openOutage(db: Queryable, office: string, systems: string[]): Promise<OpenOutage | null> {
  const [row] = await outages(db).where(and(
    eq(intakes.office, office), eq(intakes.sop, 'outage'), isNull(cases.closedAt), or(isNull(announcements.state), inArray(announcements.state, ['diperiksa', 'gangguan'])),
    or(sql`${factOf('kind')} is distinct from 'peringatan'`, eq(announcements.state, 'gangguan')), sql`${affected} && ${sql.param(systems, announcements.systems)}`,
  )).orderBy(intakes.receivedAt).limit(1);
  return row ?? null;
}

/** The outage of this system that was taken for over since that moment, and whose official times nobody has fixed yet. */
export async function outageBackSince(db: Queryable, office: string, system: string, since: Date): Promise<OpenOutage | null> {
  const [row] = await outages(db).where(and(
    eq(intakes.office, office), eq(intakes.sop, 'outage'), isNull(cases.closedAt), eq(announcements.state, 'pulih'), gt(announcements.endsAt, since), arrayContains(announcements.systems, [system]),
  )).orderBy(intakes.receivedAt).limit(1);
  return row ?? null;
}

/** A person fixed the official end of that outage, and it was before this moment. */
export async function wasOverBefore(db: Queryable, caseId: string | null, at: Date): Promise<boolean> {
  return caseId !== null && await db.$count(announcements, and(eq(announcements.caseId, caseId), eq(announcements.state, 'selesai'), lt(announcements.endsAt, at))) > 0;
}

/** What this outage takes in. */
export async function systemsOf(db: Queryable, caseId: string): Promise<string[]> {
  const [row] = await outages(db).where(eq(intakes.id, caseId));
  return row?.systems ?? [];
}

/** Cases about an outage that are open still: the one that was told of a probe, and its warning. */
export async function casesOfProbe(db: Queryable, office: string, probe: string, told: string | null): Promise<OpenOutage[]> {
  return outages(db).where(and(
    eq(intakes.office, office), eq(intakes.sop, 'outage'), isNull(cases.closedAt),
    or(told === null ? undefined : eq(intakes.id, told), and(eq(factOf('probe'), probe), eq(factOf('kind'), 'peringatan'))),
  )).orderBy(intakes.receivedAt);
}

/** So long after its planned end a window is a forgotten one, which must not hide outages for ever. */
const forgottenAfterMs = 24 * 3_600_000;

/** A window of this system is running: planned work is no outage, nor is its overrun, of a day at most. @param now epoch ms */
export async function isInWindow(db: Queryable, office: string, system: string, now: number): Promise<boolean> {
  return await db.$count(announcements, and(
    eq(announcements.office, office), eq(announcements.kind, 'maintenance'), inArray(announcements.state, ['berlangsung', 'melewati-jadwal']), arrayContains(announcements.systems, [system]),
    or(isNull(announcements.endsAt), gt(announcements.endsAt, new Date(now - forgottenAfterMs))),
  )) > 0;
}

/** Two that would open one at the same moment wait for each other until the end of the transaction. */
export async function lockOutages(tx: Transaction, office: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`outage:${office}`}, 0))`);
}
