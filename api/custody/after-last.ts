import { and, eq, max, ne } from 'drizzle-orm';
import { backupCopies, backupStores, mediaMoves } from '../../db/backup-schema.ts';
import type { Queryable } from '../../db/client.ts';
import { Problem } from '../problems.ts';

interface Of { office: string; medium: string; /** Its own line in the register does not count. */ caseId?: string }

/**
 * A medium cannot leave, be lost or end before it was registered and has come, nor before the last copy on it was read back where it stood.
 * To the minute, as people write it. @param at ISO 8601 @throws Problem before-last-move
 */
export async function requireAfterLast(db: Queryable, { office, medium, caseId }: Of, at: string, field: string): Promise<void> {
  const moves = and(eq(mediaMoves.office, office), eq(mediaMoves.medium, medium), caseId === undefined ? undefined : ne(mediaMoves.caseId, caseId));
  const [[registered], [last], [copied]] = await Promise.all([
    db.select({ at: backupStores.registeredAt }).from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, medium))),
    db.select({ at: max(mediaMoves.receivedAt) }).from(mediaMoves).where(moves),
    db.select({ at: max(backupCopies.verifiedAt) }).from(backupCopies).where(and(eq(backupCopies.office, office), eq(backupCopies.store, medium))),
  ]);
  const since = Math.max(...[registered, last, copied].map((known) => known?.at?.getTime() ?? 0));
  if (Date.parse(at) < since - since % 60_000) throw new Problem('before-last-move', { field, since: new Date(since).toISOString() });
}
