import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryStore } from '../../offices/backup-names.ts';
import type { Deps } from '../deps.ts';
import { declared } from './declared.ts';
import { failed } from './failure.ts';
import { copiesIn, expectRegistered } from './registered.ts';
import { listSnapshots, openStore, restic, snapshotsIn, tagsOf } from './restic.ts';
import type { Store } from './restic.ts';
import { expectUntouched } from './staged.ts';
import { stagingOf } from './staging.ts';
import { foldersOf } from './sources.ts';
import type { OfSet, Stored } from './types.ts';
import type { Work } from './work.ts';

/** The staging folder of the set and all folders as one snapshot, so that no half of a set can stand. */
export async function storeSet(deps: Deps, work: Work, { office, set, manifest }: OfSet & { manifest: string }): Promise<Stored> {
  const house = await declared(deps, office);
  const store = await openStore(house, repositoryStore);
  const repositoryId = await expectRegistered(deps.db, work, office, store);
  const recorded = new Set((await copiesIn(deps.db, office, store.code)).filter((copy) => copy.set !== set).map(({ snapshotId }) => snapshotId));
  const staging = stagingOf(house);
  const snapshotId = await storePaths(work, store, { office, set, paths: [staging, ...foldersOf(house)], recorded });
  await expectUntouched(work, staging, manifest);
  return { repositoryId, snapshotId };
}

interface What { office: string; set: string; paths: readonly string[]; /** Snapshots that other sets are known by. */ recorded: ReadonlySet<string> }

/** Called again after a crash it begins anew: what an earlier try left is forgotten first. @returns the id of the snapshot */
export async function storePaths(work: Work, store: Store, { office, set, paths, recorded }: What): Promise<string> {
  const tags = tagsOf(office, set);
  // A folder that is a link would be stored as a link; one that is gone restic only passes over.
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => { throw failed('source-unreadable'); })));
  await forgetEarlier(work, store, tags, recorded);
  await mkdir(join(store.beside, '.restic'), { recursive: true });
  const summary = summaryOf(work);
  // The host's name would change with every container, and with it the snapshot that unchanged files are told by.
  const ran = await restic(work, store, ['backup', '--json', '--host', `sigap-${office}`, ...tags.flatMap((tag) => ['--tag', tag]), '--', ...real], { cached: true, accept: [3], onStdout: summary.read });
  const id = (await snapshotsIn(store)).find((name) => summary.snapshot() !== '' && name.startsWith(summary.snapshot()));
  if (ran.code === 3) {
    if (id !== undefined) await restic(work, store, ['forget', id]);
    throw failed(onlyVanished(ran.stderr) ? 'source-changed' : 'source-unreadable');
  }
  if (id === undefined) throw failed('store-failed');
  return id;
}

/** Asks restic only when a snapshot stands that no set is known by. */
async function forgetEarlier(work: Work, store: Store, tags: readonly string[], recorded: ReadonlySet<string>): Promise<void> {
  if ((await snapshotsIn(store)).every((id) => recorded.has(id))) return;
  const earlier = await listSnapshots(work, store, tags);
  if (earlier.length > 0) await restic(work, store, ['forget', ...earlier.map(({ id }) => id)]);
}

interface Line { message_type?: string; percent_done?: number; files_done?: number; snapshot_id?: string }

/** Reads restic's lines of JSON as they come; only numbers of them are said. */
function summaryOf(work: Work): { read(chunk: Buffer): void; snapshot(): string } {
  let rest = '';
  let snapshot = '';
  return {
    read(chunk) {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines.filter((line) => line.startsWith('{'))) {
        const line = JSON.parse(text) as Line;
        if (line.message_type === 'status') work.say({ step: 'restic', percent: Math.floor((line.percent_done ?? 0) * 100), files: line.files_done ?? 0 });
        if (line.message_type === 'summary') snapshot = line.snapshot_id ?? '';
      }
    },
    snapshot: () => snapshot,
  };
}

/** Every file that could not be read is simply gone since the folder was listed (ENOENT): the next try has a good chance. */
function onlyVanished(stderr: string): boolean {
  const codes = [...stderr.matchAll(/"message_type":"error","error":\{[^}]*?(?:"Err":(\d+))?\}/g)].map(([, code]) => code);
  return codes.length > 0 && codes.every((code) => code === '2');
}
