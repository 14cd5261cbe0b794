import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { backupSets } from '../../db/backup-schema.ts';
import { cases, events, intakes, papers } from '../../db/schema.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { factOf } from '../backup/sets.ts';
import type { ApiDeps } from '../deps.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';

export type Drill = Awaited<ReturnType<typeof drillsOf>>[number];

/** What a drill measured, as its step recorded it: milliseconds, counts, SHA-256 of the manifest that was found in the copy (ARC-1, SEC-16). */
const figures = z.object({
  isEqual: z.boolean(), rtoMs: z.number(), rpoMs: z.number(), databases: z.number(), tables: z.number(), rows: z.number(), files: z.number(), unsteady: z.number(),
  differingTables: z.number(), differingFiles: z.number(), missingTables: z.number(), missingFiles: z.number(), manifest: z.string(), snapshotId: z.string(),
});

/**
 * The newest drills of an office with their figures and their papers.
 * @param of only those from this store, or of a set that lies there too
 * @throws Problem no-function
 */
export async function drillsOf({ db }: Pick<ApiDeps, 'db'>, staff: Staff, { of, limit = 20 }: { of?: { store: string; sets: readonly string[] }; limit?: number } = {}) {
  requireFunction(staff);
  const { office } = staff;
  const rows = await db.select({ caseId: intakes.id, number: intakes.number, facts: intakes.facts, receivedAt: intakes.receivedAt, state: cases.state, closedAt: cases.closedAt }).from(intakes).leftJoin(cases, eq(cases.id, intakes.id))
    .where(and(eq(intakes.office, office), eq(intakes.sop, 'restore-drill'), of && or(eq(factOf('store'), of.store), inArray(factOf('set'), [...of.sets])))).orderBy(desc(intakes.receivedAt)).limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map(({ caseId }) => caseId);
  const [recorded, written, taken] = await Promise.all([
    db.select({ caseId: events.caseId, type: events.type, at: events.at, data: events.data }).from(events).where(and(inArray(events.caseId, ids), inArray(events.type, ['drill.result', 'scratch.destroyed']))).orderBy(asc(events.id)),
    db.select({ id: papers.id, caseId: papers.caseId, number: papers.number, sha256: papers.sha256, signedSha256: papers.signedSha256 }).from(papers).where(inArray(papers.caseId, ids)).orderBy(asc(papers.createdAt)),
    db.select({ set: backupSets.id, run: backupSets.number, manifest: backupSets.manifest }).from(backupSets).where(and(eq(backupSets.office, office), inArray(backupSets.id, rows.flatMap(({ facts }) => facts.set ?? [])))),
  ]);
  return rows.map(({ caseId, number, facts, receivedAt, state, closedAt }) => {
    const last = (type: string) => recorded.findLast((event) => event.caseId === caseId && event.type === type);
    const measured = last('drill.result')?.data;
    const taking = taken.find(({ set }) => set === facts.set);
    return {
      number, receivedAt, closedAt, state: state ?? 'diterima', scope: facts.scope ?? null, store: facts.store ?? repositoryStore, set: facts.set ?? null, takenAt: facts.takenAt ? new Date(facts.takenAt) : null,
      /** The number of the run that took the set, and the manifest as the run recorded it. */
      run: taking?.run ?? null, manifest: taking?.manifest ?? null,
      result: measured === undefined ? null : figures.parse(measured), destroyedAt: last('scratch.destroyed')?.at ?? null,
      papers: written.filter((paper) => paper.caseId === caseId).map(({ id, number: official, sha256, signedSha256 }) => ({ id, number: official, sha256, signedSha256 })),
    };
  });
}
