import { desc, eq } from 'drizzle-orm';
import { backupSets } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { usualRuns } from './sizes.ts';

export type EarlierSet = Pick<typeof backupSets.$inferSelect, 'databases' | 'files'>;

/** The newest sets of an office, by which the size of the next one is judged; newest first. */
export const earlierSets = (db: Db, office: string): Promise<EarlierSet[]> =>
  db.select({ databases: backupSets.databases, files: backupSets.files }).from(backupSets).where(eq(backupSets.office, office)).orderBy(desc(backupSets.takenAt)).limit(usualRuns);
