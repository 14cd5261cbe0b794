import { desc, eq } from 'drizzle-orm';
import { backupSets } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { usualRuns } from './sizes.ts';

export type EarlierSet = Pick<typeof backupSets.$inferSelect, 'databases' | 'files'>;

/** The newest sets of an office, by which the size of the next one is judged, newest first; none older than one that a person let be smaller. */
export async function earlierSets(db: Db, office: string): Promise<EarlierSet[]> {
  const { databases, files, isAccepted } = backupSets;
  const sets = await db.select({ databases, files, isAccepted }).from(backupSets).where(eq(backupSets.office, office)).orderBy(desc(backupSets.takenAt)).limit(usualRuns);
  const accepted = sets.findIndex((set) => set.isAccepted);
  return accepted === -1 ? sets : sets.slice(0, accepted + 1);
}
