import { basename, dirname, join } from 'node:path';
import { restic, type Store } from '../../activities/backup/restic.ts';
import { manifestFile } from '../../activities/backup/manifest.ts';
import { extras } from '../../activities/backup/sigap-extras.ts';
import type { Work } from '../../activities/backup/work.ts';

export interface SigapSet {
  snapshotId: string;
  /** When it was stored, as restic writes it. */
  time: string;
  /** The next ones to try should it be damaged, newest first; of the same repository, perhaps without Sigap in them. */
  older: { id: string; time: string }[];
  /** The staging folder of the set, as it was called then. */
  staging: string;
  /** Where in it Sigap's own things lie. */
  extras: string;
}

interface Snapshot { id: string; time: string; tags?: string[]; paths: string[] }

/**
 * The newest set of the store that holds Sigap itself, or the one that is named.
 * @throws Error with one sentence when there is none
 */
export async function findSigapSet(work: Work, store: Store, wanted?: string): Promise<SigapSet> {
  const { stdout } = await restic(work, store, ['snapshots', '--json', '--tag', 'sigap'], { noLock: true });
  const snapshots = JSON.parse(stdout) as Snapshot[];
  snapshots.sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
  for (const [index, snapshot] of snapshots.entries()) {
    if (wanted !== undefined && !snapshot.id.startsWith(wanted)) continue;
    const found = await sigapIn(work, store, snapshot);
    if (found) return { ...found, time: snapshot.time, older: snapshots.slice(index + 1, index + 4).map(({ id, time }) => ({ id, time })) };
  }
  throw new Error(wanted === undefined
    ? `Di ${store.folder} tidak ada cadangan Sigap sendiri (sumber berjenis sigap).`
    : `Di ${store.folder} tidak ada cadangan Sigap sendiri dengan nomor ${wanted}. Lihat yang ada dengan "restic -r ${store.folder} snapshots".`);
}

/** Nothing is restored to find out: the staging folder is the one that holds the manifest. */
async function sigapIn(work: Work, store: Store, { id, tags = [], paths }: Snapshot): Promise<Omit<SigapSet, 'time' | 'older'> | undefined> {
  const office = tags.find((tag) => tag.startsWith('office:'))?.slice('office:'.length);
  for (const staging of paths.filter((path) => basename(path) === office)) {
    const { stdout } = await restic(work, store, ['ls', '--json', '--recursive', id, staging], { noLock: true, otherwise: 'restore-failed' });
    const files = new Set(stdout.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { path?: string }).path));
    const about = [...files].find((path) => path !== undefined && basename(path) === extras.about);
    if (about !== undefined && files.has(join(staging, manifestFile))) return { snapshotId: id, staging, extras: dirname(about) };
  }
  return undefined;
}
