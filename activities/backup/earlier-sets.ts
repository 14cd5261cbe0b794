import { desc, eq } from 'drizzle-orm';
import { backupSets } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { hasShrunk, usualRuns } from './sizes.ts';
import type { Shrunk } from './types.ts';

export type EarlierSet = Pick<typeof backupSets.$inferSelect, 'databases' | 'files' | 'accepted'>;

/** The newest sets of an office, by which the size of the next one is judged; newest first. */
export async function earlierSets(db: Db, office: string): Promise<EarlierSet[]> {
  const { databases, files, accepted } = backupSets;
  return db.select({ databases, files, accepted }).from(backupSets).where(eq(backupSets.office, office)).orderBy(desc(backupSets.takenAt)).limit(usualRuns);
}

/** Sets that are older than one of which a person let this be smaller no longer say what is usual. @param of what a set says of it */
export function hasShrunkSince(earlier: readonly EarlierSet[], what: Shrunk, size: number, of: (set: EarlierSet) => number[]): boolean {
  const accepted = earlier.findIndex((set) => set.accepted.includes(what));
  return hasShrunk(size, earlier.slice(0, accepted === -1 ? undefined : accepted + 1).flatMap(of));
}
