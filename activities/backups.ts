import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { backupCopies, backupSets, backupStores, mediaMoves } from '../db/backup-schema.ts';
import type { Transaction } from '../db/client.ts';
import type { Change, MediumChange, Step } from './types.ts';

/** What a step says of sets, of their copies and of media; the statements are sent, not awaited. */
export function writeBackups(tx: Transaction, step: Step): Promise<unknown>[] {
  return step.changes.flatMap((change) => write(tx, step, change));
}

/** Nor any other copy of the same set, one that was being copied when the drill found it out. */
const isNotRefuted = sql`not exists (select from ${backupCopies} other where other.set_id = ${backupCopies}.set_id and other.refuted_at is not null)`;

function write(tx: Transaction, step: Step, change: Change): Promise<unknown>[] {
  const { identity: { office, caseId, number }, at } = step;
  const moment = new Date(at);
  const copyOf = (store: string) => and(eq(backupCopies.office, office), eq(backupCopies.store, store));
  switch (change.type) {
    case 'backup-set': {
      const { id, takenAt, manifest, databases, files, accepted } = change;
      return [tx.insert(backupSets).values({ id, office, caseId, number, takenAt: new Date(takenAt), manifest, databases, files, accepted }).execute()];
    }
    case 'backup-copy': {
      const { set, store, repositoryId, snapshotId } = change;
      const stored = { repositoryId, snapshotId, storedAt: moment, verifiedAt: null, readBytes: null, removedAt: null, doubtedAt: null };
      // Copied once more, it is another copy: what was read before was not this one. What is refuted stays so: it is of the same snapshot.
      return [tx.insert(backupCopies).values({ set, store, office, ...stored }).onConflictDoUpdate({ target: [backupCopies.set, backupCopies.store], set: stored }).execute()];
    }
    case 'copy-verified': {
      const { set, store, at: readAt, bytes, doubted } = change;
      return [tx.update(backupCopies).set({ verifiedAt: new Date(readAt), readBytes: bytes, doubtedAt: null })
        .where(and(copyOf(store), inArray(backupCopies.set, [set, ...doubted]), isNull(backupCopies.removedAt), isNotRefuted)).execute()];
    }
    case 'store-damaged': {
      return [tx.update(backupCopies).set({ verifiedAt: null, doubtedAt: new Date(change.at) })
        .where(and(copyOf(change.store), isNull(backupCopies.removedAt), isNotNull(backupCopies.verifiedAt))).execute()];
    }
    case 'set-refuted': {
      return [tx.update(backupCopies).set({ verifiedAt: null, refutedAt: new Date(change.at) }).where(and(eq(backupCopies.office, office), eq(backupCopies.set, change.set))).execute()];
    }
    case 'copies-removed': {
      return change.sets.length === 0 ? [] : [tx.update(backupCopies).set({ removedAt: moment }).where(and(copyOf(change.store), inArray(backupCopies.set, change.sets))).execute()];
    }
    case 'medium': return moveMedium(tx, step, change);
    default: return [];
  }
}

/** Where it is now, and the line in its register; a later step of the same move completes its line. */
function moveMedium(tx: Transaction, { identity: { office, caseId }, at }: Step, { code, state, place, holder, move }: MediumChange): Promise<unknown>[] {
  const { kind, handedAt, receivedAt, ...rest } = move;
  const line = { ...rest, handedAt: new Date(handedAt), receivedAt: receivedAt === null ? null : new Date(receivedAt) };
  return [
    // What lay on a destroyed medium is gone with it.
    ...(state === 'dimusnahkan' ? [tx.update(backupCopies).set({ removedAt: new Date(at) }).where(and(eq(backupCopies.office, office), eq(backupCopies.store, code), isNull(backupCopies.removedAt))).execute()] : []),
    tx.update(backupStores).set({ state, place, holder, caseId, since: new Date(at) }).where(and(eq(backupStores.office, office), eq(backupStores.code, code))).execute(),
    tx.insert(mediaMoves).values({ caseId, kind, office, medium: code, ...line }).onConflictDoUpdate({ target: [mediaMoves.caseId, mediaMoves.kind], set: line }).execute(),
  ];
}
