import { mkdir, readFile, realpath, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { backupSets } from '../../db/backup-schema.ts';
import type { Deps } from '../deps.ts';
import { runChild } from './child.ts';
import { declared } from './declared.ts';
import type { Declared } from './declared.ts';
import { sizeAndHash } from './dump.ts';
import { failed } from './failure.ts';
import { compareFiles } from './file-manifest.ts';
import type { Sampling } from './file-sample.ts';
import { keptBy, liesIn } from './kept.ts';
import { filesFile, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { copiesIn, expectRegistered } from './registered.ts';
import { openStore, restic } from './restic.ts';
import type { Store } from './restic.ts';
import { restoreFiles } from './restore-files.ts';
import { compareDatabases, dropScratchDatabases, restoreDatabases, scratchServer } from './scratch-database.ts';
import { stagingOf } from './staging.ts';
import type { Compared, DrillScope, OfCopy, Restored } from './types.ts';
import type { Work } from './work.ts';

type OfDrill = OfCopy & { scope: DrillScope };

/** What a comparison must know of the restore before it, also when the office file has changed meanwhile; lies beside the files. */
interface Note { staging: string; sampling: Sampling | null }

/** The set as it lies in the store, into a folder and databases of this drill only: nothing listens there. The restored manifest must be the one of the record. */
export async function restoreScratch(deps: Deps, work: Work, { office, caseId, set, store: code, scope }: OfDrill): Promise<Restored> {
  const began = performance.now();
  const house = await declared(deps, office);
  const { root, folder, server } = await scratchOf(house, caseId);
  const store = await openStore(house, code);
  await expectRegistered(deps.db, work, office, store);
  const copy = (await copiesIn(deps.db, office, code)).find((one) => one.set === set);
  const [row] = await deps.db.select().from(backupSets).where(eq(backupSets.id, set));
  if (!copy || !row) throw failed('copy-missing');
  await destroyScratch(deps, work, { office, caseId });
  const sampling = scope === 'penuh' ? null : { share: house.settings.sample, seed: caseId };
  const { databases: dumps, files } = row;
  await expectRoom(root, dumps.reduce((sum, { bytes }) => sum + bytes, 0) + files.bytes * (sampling?.share ?? 1));
  const { snapshotId } = copy;
  const note: Note = { staging: await stagingIn(work, store, snapshotId, stagingOf(house)), sampling };
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, noteFile), JSON.stringify(note), { mode: 0o600 });
  work.say({ step: 'berkas' });
  await restoreFiles(work, { store, snapshotId, target: join(folder, filesFolder), staging: note.staging, sampling });
  const { manifest, staged } = await openRestored(folder, note, row.manifest);
  for (const { dump, sha256 } of manifest.databases) await expectHash(join(staged, dump), sha256);
  const { databases } = await restoreDatabases(work, { server, caseId }, manifest, staged);
  return { tookMs: Math.round(performance.now() - began), snapshotId, databases };
}

export async function compareScratch(deps: Deps, work: Work, { office, caseId, set }: OfDrill): Promise<Compared> {
  const { folder, server } = await scratchOf(await declared(deps, office), caseId);
  const [row] = await deps.db.select().from(backupSets).where(eq(backupSets.id, set));
  const note = await readFile(join(folder, noteFile), 'utf8').then((text) => JSON.parse(text) as Note, () => { throw failed('restore-failed'); });
  const { manifest, sha256, staged } = await openRestored(folder, note, row?.manifest ?? '');
  const tables = await compareDatabases(work, { server, caseId }, manifest);
  const files = await compareFiles(work, { manifest: join(staged, filesFile), root: join(folder, filesFolder), sampling: note.sampling });
  return {
    ...tables, manifest: sha256, files: files.files, bytes: files.bytes + dumped(manifest), unsteady: files.unsteady, differingFiles: files.different, missingFiles: files.missing,
  };
}

/** @throws ApplicationFailure restore-failed while anything is left */
export async function destroyScratch(deps: Deps, work: Work, { office, caseId }: { office: string; caseId: string }): Promise<{ at: number }> {
  const { folder, server } = await scratchOf(await declared(deps, office), caseId);
  await dropScratchDatabases(work, { server, caseId });
  await deleteFolder(work, folder);
  if (await stat(folder).catch(() => null)) throw failed('restore-failed');
  return { at: await deps.now() };
}

/** What the staging folder was called when the set was stored: the office may have another by now. */
async function stagingIn(work: Work, store: Store, snapshotId: string, present: string): Promise<string> {
  const { stdout } = await restic(work, store, ['cat', 'snapshot', snapshotId], { noLock: true, otherwise: 'copy-damaged' });
  const { paths } = JSON.parse(stdout) as { paths: string[] };
  const named = paths.filter((path) => basename(path) === basename(present));
  return named.find((path) => path === present) ?? named[0] ?? present;
}

const noteFile = 'uji.json';
const filesFolder = 'isi';

/** Where this drill restores to. @throws ApplicationFailure scratch-missing: none declared, not mounted, or inside of what is backed up */
async function scratchOf(house: Declared, caseId: string) {
  const { settings } = house;
  const root = settings.scratch && await realpath(settings.scratch.folder).catch(() => null);
  if (!root) throw failed('scratch-missing');
  if (await liesIn(root, [settings.staging, ...keptBy(house)])) throw failed('scratch-missing');
  return { root, folder: join(root, `uji-${caseId}`), server: await scratchServer(house) };
}

/** Both must be what the record says, for everything else is held against them. @throws ApplicationFailure copy-differs */
async function openRestored(folder: string, { staging }: Note, recorded: string) {
  const staged = join(folder, filesFolder, staging);
  const found = await readManifest(staged).catch(() => { throw failed('copy-differs'); });
  if (found.sha256 !== recorded) throw failed('copy-differs');
  await expectHash(join(staged, filesFile), found.manifest.files.sha256);
  return { ...found, staged };
}

const dumped = ({ databases }: Pick<Manifest, 'databases'>): number => databases.reduce((sum, { bytes }) => sum + bytes, 0);

async function expectHash(path: string, sha256: string): Promise<void> {
  const found = await sizeAndHash(path).catch(() => null);
  if (found?.sha256 !== sha256) throw failed('copy-differs');
}

async function expectRoom(root: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize < bytes) throw failed('no-space');
}

/** Folders come back with the rights that they had: one that its owner may not write keeps what is in it. */
async function deleteFolder(work: Work, folder: string): Promise<void> {
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove().catch(async () => {
    await runChild(work, 'chmod', ['-R', 'u+rwX', folder]);
    await remove().catch(() => { throw failed('restore-failed'); });
  });
}
