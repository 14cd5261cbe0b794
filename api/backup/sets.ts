/** What the house knows of its backups: asked by the sweeper, by the routes that begin a run, a custody or a drill, and by who reads. */
import { and, desc, eq, exists, inArray, isNotNull, isNull, max, min, ne, notInArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { backupCopies, backupSets, backupStores, recoveryKeys } from '../../db/backup-schema.ts';
import type { Queryable } from '../../db/client.ts';
import { cases, events, intakes, officeVersions } from '../../db/schema.ts';
import { repositoryStore } from '../../offices/backup-names.ts';

/** The three SOPs that live by the rules of backups. */
export const backupSops = ['backup', 'custody', 'restore-drill'] as const;
export type BackupSop = (typeof backupSops)[number];

/** One at a time begins something of an office's backups, a person or a sweeper. */
export async function lockBackups(tx: Queryable, office: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`backup:${office}`}, 0))`);
}

export const factOf = (name: string) => sql<string | null>`${intakes.facts}->>${name}::text`;
/** Which cases of an SOP: those with these facts. */
export type Facts = Record<string, string>;
const ofSop = (office: string, sop: BackupSop, facts: Facts) => and(eq(intakes.office, office), eq(intakes.sop, sop), ...Object.entries(facts).map(([name, value]) => eq(factOf(name), value)));

/** Their work is done; only a paper, or an answer about databases, is waited for. */
const past = ['teruji', 'menunggu-berita-acara'];

export interface OpenCase { number: string; caseId: string; sop: string; facts: Record<string, string | null>; state: string }

const whole = { number: intakes.number, caseId: intakes.id, sop: intakes.sop, facts: intakes.facts, state: sql<string>`coalesce(${cases.state}, 'diterima')` };

/** Every run, move and drill that is not closed, also where only its paper is waited for; the newest first. */
export async function notClosed(db: Queryable, office: string): Promise<OpenCase[]> {
  return db.select(whole).from(intakes).leftJoin(cases, eq(cases.id, intakes.id)).where(and(eq(intakes.office, office), inArray(intakes.sop, [...backupSops]), isNull(cases.closedAt))).orderBy(desc(intakes.number)).limit(100);
}

/** What of an SOP is under way; what was taken in and has no row yet is, too. */
export async function underWay(db: Queryable, office: string, sop: BackupSop, facts: Facts = {}): Promise<OpenCase | null> {
  const [row] = await db.select(whole)
    .from(intakes).leftJoin(cases, eq(cases.id, intakes.id))
    .where(and(ofSop(office, sop, facts), isNull(cases.closedAt), or(isNull(cases.state), notInArray(cases.state, past)))).orderBy(intakes.receivedAt).limit(1);
  return row ?? null;
}

/** How many there were, and the newest: its receipt, and the instant for which Sigap itself had planned one. */
export async function begunBefore(db: Queryable, office: string, sop: BackupSop, facts: Facts = {}): Promise<{ before: number; lastAt: number | null; lastScheduledFor: number | null }> {
  const [row] = await db.select({ before: sql<number>`count(*)`.mapWith(Number), lastAt: max(intakes.receivedAt), scheduled: max(factOf('scheduledFor')) }).from(intakes).where(ofSop(office, sop, facts));
  return { before: row?.before ?? 0, lastAt: row?.lastAt?.getTime() ?? null, lastScheduledFor: row?.scheduled == null ? null : Date.parse(row.scheduled) };
}

export interface VerifiedCopy { set: string; takenAt: Date; verifiedAt: Date }

/** The newest data that lies verified in a store. */
export async function newestVerified(db: Queryable, office: string, store: string): Promise<VerifiedCopy | null> {
  const [row] = await db.select({ set: backupCopies.set, takenAt: backupSets.takenAt, verifiedAt: backupCopies.verifiedAt }).from(backupCopies).innerJoin(backupSets, eq(backupSets.id, backupCopies.set))
    .where(and(eq(backupCopies.office, office), eq(backupCopies.store, store), isNotNull(backupCopies.verifiedAt), isNull(backupCopies.removedAt)))
    .orderBy(desc(backupSets.takenAt)).limit(1);
  return row?.verifiedAt ? { ...row, verifiedAt: row.verifiedAt } : null;
}

const gone = ['hilang', 'dimusnahkan'] as const;

/** Of a doubted copy the moment from which it was good for something: a damaged repository begins no new time to wait. */
const provenAt = sql<Date | null>`max(coalesce(${backupCopies.verifiedAt}, case when ${backupCopies.doubtedAt} is not null then ${backupCopies.storedAt} end))`.mapWith(backupCopies.verifiedAt);

/** When a copy was last verified: in the repository, or on any medium that is not lost; epoch ms. */
export async function lastVerifiedAt(db: Queryable, office: string, kind: 'harian' | 'portabel'): Promise<number | null> {
  const [row] = await db.select({ at: kind === 'harian' ? provenAt : max(backupCopies.verifiedAt) }).from(backupCopies)
    .leftJoin(backupStores, and(eq(backupStores.office, backupCopies.office), eq(backupStores.code, backupCopies.store)))
    .where(and(eq(backupCopies.office, office), (kind === 'harian' ? eq : ne)(backupCopies.store, repositoryStore), kind === 'harian' ? undefined : and(isNull(backupCopies.removedAt), notInArray(backupStores.state, [...gone]))));
  return row?.at?.getTime() ?? null;
}

export async function firstVerifiedAt(db: Queryable, office: string): Promise<number | null> {
  const [row] = await db.select({ at: min(backupCopies.verifiedAt) }).from(backupCopies).where(and(eq(backupCopies.office, office), eq(backupCopies.store, repositoryStore)));
  return row?.at?.getTime() ?? null;
}

export type Store = typeof backupStores.$inferSelect & { newestVerifiedAt: Date | null };

/** The registered stores of an office, each with the moment of its newest verification. */
export async function storesOf(db: Queryable, office: string): Promise<Store[]> {
  const rows = await db.select({ store: backupStores, newest: max(backupCopies.verifiedAt) }).from(backupStores)
    .leftJoin(backupCopies, and(eq(backupCopies.office, backupStores.office), eq(backupCopies.store, backupStores.code), isNull(backupCopies.removedAt)))
    .where(eq(backupStores.office, office)).groupBy(backupStores.office, backupStores.code).orderBy(backupStores.code);
  return rows.map(({ store, newest }) => ({ ...store, newestVerifiedAt: newest }));
}

/** Media that can carry a copy, the one to try first at the front: in the server room, with the oldest copy (two take turns). */
export function byTurn(stores: readonly Store[], declared: readonly { code: string }[]): Store[] {
  const isThere = ({ state }: Store) => (state === 'di-ruang-server' ? 0 : 1);
  const age = ({ newestVerifiedAt }: Store) => newestVerifiedAt?.getTime() ?? 0;
  return stores.filter(({ code, state }) => declared.some((medium) => medium.code === code) && !gone.some((one) => one === state))
    .sort((a, b) => isThere(a) - isThere(b) || age(a) - age(b) || (a.code < b.code ? -1 : 1));
}

/** When the office first declared backups, epoch ms. */
export async function declaredAt(db: Queryable, office: string): Promise<number | null> {
  const [row] = await db.select({ at: min(officeVersions.loadedAt) }).from(officeVersions).where(and(eq(officeVersions.office, office), sql`${officeVersions.settings}->'backup' is not null`));
  return row?.at?.getTime() ?? null;
}

/** The undeclared databases that a person was asked about last, as the event has them (JSON): in an open case, or settled. `isSettled`: a person has said what becomes of them. */
export async function askedAbout(db: Queryable, office: string): Promise<{ names: string; isSettled: boolean } | null> {
  const settled = alias(events, 'settled');
  const answer = db.select({ id: settled.id }).from(settled).where(and(eq(settled.caseId, events.caseId), eq(settled.type, 'undeclared.settled'), sql`${settled.id} > ${events.id}`));
  const [row] = await db.select({ names: sql<string>`${events.data}->>'names'`, isSettled: sql<boolean>`${exists(answer)}` }).from(events).innerJoin(cases, eq(cases.id, events.caseId))
    .where(and(eq(events.office, office), eq(events.type, 'undeclared.found'), or(isNull(cases.closedAt), exists(answer)))).orderBy(desc(events.id)).limit(1);
  return row ?? null;
}

/** When a drill of one of these scopes last had a result, epoch ms; one that is not closed counts, too. */
export async function lastDrillAt(db: Queryable, office: string, scopes: string[]): Promise<number | null> {
  const [row] = await db.select({ at: max(events.at) }).from(events).innerJoin(intakes, eq(intakes.id, events.caseId))
    .where(and(eq(intakes.office, office), eq(intakes.sop, 'restore-drill'), eq(events.type, 'drill.result'), inArray(factOf('scope'), scopes)));
  return row?.at?.getTime() ?? null;
}

/** A sealed recovery key of the office's repository is there. */
export async function hasRecoveryKey(db: Queryable, office: string): Promise<boolean> {
  const [row] = await db.select({ keyId: recoveryKeys.keyId }).from(recoveryKeys)
    .innerJoin(backupStores, and(eq(backupStores.office, recoveryKeys.office), eq(backupStores.repositoryId, recoveryKeys.repositoryId), eq(backupStores.code, repositoryStore)))
    .where(and(eq(recoveryKeys.office, office), isNull(recoveryKeys.retiredAt))).limit(1);
  return row !== undefined;
}
