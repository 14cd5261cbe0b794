import { appendFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sizeAndHash } from '../../activities/backup/dump.ts';
import { compareFiles } from '../../activities/backup/file-manifest.ts';
import { pathOf, readLines } from '../../activities/backup/file-lines.ts';
import { pattern } from '../../activities/backup/file-sample.ts';
import { type DatabaseManifest, filesFile, manifestFile, readManifest } from '../../activities/backup/manifest.ts';
import { restic, type Store } from '../../activities/backup/restic.ts';
import { type About, extras } from '../../activities/backup/sigap-extras.ts';
import type { Work } from '../../activities/backup/work.ts';
import { exists } from '../files.ts';
import type { SigapSet } from './find-set.ts';

/** A set on this disk, proved against its manifest. */
export interface ReadSet {
  database: DatabaseManifest;
  /** SHA-256 of the manifest, as it stands on papers. */
  manifest: string;
  dump: string;
  documents: string;
  documentCount: number;
  /** Path of one of Sigap's own things. */
  extra(name: keyof typeof extras): string;
}

/**
 * Reads what is Sigap's of a set into a folder, not the other sources, and proves it.
 * @throws Error with one sentence when anything is missing or differs
 */
export async function readSet(work: Work, store: Store, { snapshotId, staging, extras: extrasFolder }: SigapSet, into: string): Promise<ReadSet> {
  const restore = (paths: string[]) => restic(work, store, ['restore', snapshotId, '--target', into, ...paths.map((path) => `--include=${pattern(Buffer.from(path))}`)], { otherwise: 'restore-failed', noLock: true });
  const inSet = (name: string) => join(into, staging, name);
  await restore([join(staging, manifestFile), join(staging, filesFile), extrasFolder]);
  const extra = (name: keyof typeof extras) => join(into, extrasFolder, extras[name]);
  if (!await exists(extra('temporal'))) throw new Error('Cadangan ini berasal dari Sigap yang tidak berjalan dengan "npm start". Pulihkan dengan cara Docker Compose di docs/operators.md, bagian Pencadangan.');
  const about = JSON.parse(await readFile(extra('about'), 'utf8')) as About;
  const { manifest, sha256 } = await readManifest(join(into, staging));
  await requireHash(inSet(filesFile), manifest.files.sha256);
  const database = manifest.databases.find(({ source }) => source === basename(extrasFolder));
  if (!database) throw damaged(manifestFile);
  await restore([join(staging, database.dump), about.documents]);
  await requireHash(inSet(database.dump), database.sha256);
  const documentCount = await requireFiles(work, inSet(filesFile), into, about.documents);
  await requireFiles(work, inSet(filesFile), into, extrasFolder);
  return { database, manifest: sha256, dump: inSet(database.dump), documents: join(into, about.documents), documentCount, extra };
}

const damaged = (what: string) => new Error(`Cadangan ini rusak atau tidak lengkap: ${what} tidak sama dengan yang dicatat. Tidak ada yang dipulihkan; coba cadangan lain dengan --snapshot, atau media portabel.`);

async function requireHash(file: string, sha256: string): Promise<void> {
  if ((await sizeAndHash(file).catch(() => undefined))?.sha256 !== sha256) throw damaged(basename(file));
}

/** Every file below a folder as `files.jsonl` has it. @returns how many there are */
async function requireFiles(work: Work, files: string, into: string, folder: string): Promise<number> {
  const own = `${files}.own`;
  const within = Buffer.from(join(folder, '/'));
  await writeFile(own, '');
  for (const line of readLines(files)) {
    if (pathOf(line).subarray(0, within.length).equals(within)) appendFileSync(own, `${JSON.stringify(line)}\n`);
  }
  const { files: count, different, missing, unsteady } = await compareFiles(work, { manifest: own, root: into });
  const faults = different + missing + unsteady;
  if (faults > 0) throw damaged(`${faults} berkas di ${folder}`);
  return count;
}
