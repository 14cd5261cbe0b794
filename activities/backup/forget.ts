import { and, eq, isNull } from 'drizzle-orm';
import { backupCopies, backupHolds, backupSets } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { cases } from '../../db/schema.ts';
import type { Deps } from '../deps.ts';
import { declared } from './declared.ts';
import { expectRegistered } from './registered.ts';
import { listSnapshots, openStore, restic, snapshotsIn } from './restic.ts';
import type { Snapshot, Store } from './restic.ts';
import { keptSets } from './retention.ts';
import type { Work } from './work.ts';

/** Forgets what is past its time, and prunes; asks restic only when there is something. What restic no longer has counts as removed: a try may have died after it. */
export async function forgetCopies(deps: Deps, work: Work, { office, caseId, store: code }: { office: string; caseId: string; store: string }): Promise<{ removed: string[] }> {
  const house = await declared(deps, office);
  const store = await openStore(house, code);
  await expectRegistered(deps.db, work, office, store);
  const held = await heldIn(deps.db, office);
  if (held === 'all') return { removed: [] };
  const [copies, present] = [await copiesWithCase(deps.db, office, code), new Set(await snapshotsIn(store))];
  const { keep } = house.settings;
  const verified = copies.filter(({ verifiedAt, snapshotId }) => verifiedAt !== null && present.has(snapshotId));
  const kept = keptSets(verified, keep, house.office.settings.utcOffsetMinutes);
  const past = copies.filter((copy) => copy.caseId !== caseId && !held.has(copy.set) && (copy.verifiedAt === null ? copy.closed && !copy.isEvidence : !kept.has(copy.set)));
  const gone = copies.filter(({ snapshotId }) => !present.has(snapshotId));
  const known = new Set(copies.map(({ snapshotId }) => snapshotId));
  const unknown = [...present].every((id) => known.has(id)) ? [] : (await listSnapshots(work, store, ['sigap', `office:${office}`])).filter(({ id }) => !known.has(id));
  // Of a failed run, or newer than a database that was itself restored: it goes once enough newer sets stand.
  const left = unknown.filter((one) => !held.has(setOf(one)) && verified.filter(({ takenAt }) => takenAt > one.time).length >= keep.minimum);
  await remove(work, store, [...past.map(({ snapshotId }) => snapshotId).filter((id) => present.has(id)), ...left.map(({ id }) => id)], gone.length > 0);
  return { removed: [...new Set([...past, ...gone].map(({ set }) => set))] };
}

/** Packs are deleted when nothing of them is used, never rewritten: what was read back stays as it was read. */
async function remove(work: Work, store: Store, ids: readonly string[], interrupted: boolean): Promise<void> {
  if (ids.length === 0 && !interrupted) return;
  const only = ['--max-repack-size', '0'];
  await restic(work, store, ids.length > 0 ? ['forget', '--prune', ...only, ...ids] : ['prune', ...only], { cached: true });
  await restic(work, store, ['check'], { otherwise: 'copy-damaged' });
}

const setOf = ({ tags }: Snapshot): string => tags.find((tag) => tag.startsWith('set:'))?.slice(4) ?? '';

async function heldIn(db: Db, office: string): Promise<'all' | Set<string>> {
  const holds = await db.select({ set: backupHolds.set }).from(backupHolds).where(and(eq(backupHolds.office, office), isNull(backupHolds.endedAt)));
  const sets = holds.flatMap(({ set }) => set ?? []);
  return sets.length < holds.length ? 'all' : new Set(sets);
}

interface Copy { set: string; snapshotId: string; verifiedAt: Date | null; /** It was verified once. */ isEvidence: boolean; takenAt: number; caseId: string; /** Its run has ended. */ closed: boolean }

async function copiesWithCase(db: Db, office: string, store: string): Promise<Copy[]> {
  const { set, snapshotId, verifiedAt, doubtedAt, refutedAt } = backupCopies;
  const rows = await db.select({ set, snapshotId, verifiedAt, doubtedAt, refutedAt, takenAt: backupSets.takenAt, caseId: backupSets.caseId, closedAt: cases.closedAt })
    .from(backupCopies).innerJoin(backupSets, eq(backupSets.id, set)).leftJoin(cases, eq(cases.id, backupSets.caseId))
    .where(and(eq(backupCopies.office, office), eq(backupCopies.store, store), isNull(backupCopies.removedAt)));
  return rows.map(({ takenAt, closedAt, doubtedAt: doubted, refutedAt: refuted, ...rest }) => ({ ...rest, isEvidence: doubted !== null || refuted !== null, takenAt: takenAt.getTime(), closed: closedAt !== null }));
}
