import { and, desc, eq } from 'drizzle-orm';
import { backupCopies, backupSets } from '../../db/backup-schema.ts';
import type { Queryable } from '../../db/client.ts';

/** A set on a medium; `removedAt`: since when it lies there no longer. */
export type SetOnStore = Awaited<ReturnType<typeof setsOn>>[number];

/** Every set that lies or lay on a store, the newest data first. */
export async function setsOn(db: Queryable, office: string, store: string) {
  return db.select({
    set: backupCopies.set, number: backupSets.number, snapshotId: backupCopies.snapshotId, takenAt: backupSets.takenAt, manifest: backupSets.manifest,
    storedAt: backupCopies.storedAt, verifiedAt: backupCopies.verifiedAt, doubtedAt: backupCopies.doubtedAt, refutedAt: backupCopies.refutedAt, removedAt: backupCopies.removedAt,
  }).from(backupCopies).innerJoin(backupSets, eq(backupSets.id, backupCopies.set)).where(and(eq(backupCopies.office, office), eq(backupCopies.store, store))).orderBy(desc(backupSets.takenAt));
}

/** Whether it lay there at that instant; what was stored later or gone before did not. */
export const layThere = (at: Date) => ({ storedAt, removedAt }: Pick<SetOnStore, 'storedAt' | 'removedAt'>): boolean => storedAt <= at && (removedAt === null || removedAt >= at);
