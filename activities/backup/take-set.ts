import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { declared } from './declared.ts';
import { dump, expectComplete, sizeAndHash } from './dump.ts';
import { earlierSets, hasShrunkSince } from './earlier-sets.ts';
import type { EarlierSet } from './earlier-sets.ts';
import { failed } from './failure.ts';
import { writeFileManifest } from './file-manifest.ts';
import { filesFile, manifestFile } from './manifest.ts';
import type { DatabaseManifest, FilesManifest, Manifest } from './manifest.ts';
import { withSnapshots } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { databasesOf, foldersOf } from './sources.ts';
import { asNoSpace, emptyStaging, stagingOf, syncFolder } from './staging.ts';
import { tableManifest } from './table-manifest.ts';
import { together } from './together.ts';
import type { OfSet, Shrunk, Taken } from './types.ts';
import type { Work } from './work.ts';

/** Takes a set into the staging folder: `manifest.json` is its last file, so where it lies all the others do. */
export async function takeSet(deps: Deps, work: Work, { office, set, accepted = [] }: OfSet & { accepted?: readonly Shrunk[] }): Promise<Taken> {
  const began = performance.now();
  const house = await declared(deps, office);
  const folder = stagingOf(house);
  const sources = await databasesOf(house);
  const usual = new Usual(await earlierSets(deps.db, office), accepted);
  try {
    await emptyStaging(deps, house);
    // Nothing in the set is older, by the one clock that all ages are counted with; a server's own clock stands beside each database.
    const takenAt = new Date(await deps.now()).toISOString();
    const manifest = await withSnapshots(work, sources, { house: house.house, folder }, async (held): Promise<Manifest> => {
      const folders = [...foldersOf(house), ...sources.filter(({ own }) => own).map(({ source }) => join(folder, source))];
      const [databases, files] = await together(work, [
        (shared) => takeDatabases(shared, held, folder, usual),
        (shared) => takeFiles(shared, folders, join(folder, filesFile), usual),
      ]);
      return { format: 1, set, office, takenAt, databases, files };
    });
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    await writeFile(join(folder, manifestFile), text, { mode: 0o600 });
    await syncFolder(folder);
    return { ...taken(manifest), accepted: [...usual.accepted], manifest: createHash('sha256').update(text).digest('hex'), tookMs: Math.round(performance.now() - began) };
  } catch (error) {
    throw asNoSpace(error);
  }
}

/** What the sets before say of the sizes of this one, and what of it a person lets be smaller. */
class Usual {
  /** What was smaller, and was let be. */
  readonly accepted = new Set<Shrunk>();
  private readonly earlier: readonly EarlierSet[];
  private readonly allowed: readonly Shrunk[];

  constructor(earlier: readonly EarlierSet[], allowed: readonly Shrunk[]) {
    this.earlier = earlier;
    this.allowed = allowed;
  }

  /** @throws ApplicationFailure of that code */
  expect(what: Shrunk, size: number, of: (set: EarlierSet) => number[]): void {
    if (!hasShrunkSince(this.earlier, what, size, of)) return;
    if (!this.allowed.includes(what)) throw failed(what);
    this.accepted.add(what);
  }
}

/** One after the other: each is read twice at once already, by pg_dump and for its manifest. */
async function takeDatabases(work: Work, held: readonly Snapshot[], folder: string, usual: Usual): Promise<DatabaseManifest[]> {
  const databases: DatabaseManifest[] = [];
  for (const [index, snapshot] of held.entries()) {
    const { source: { source, connection: { database } }, takenAt, encoding, collate, ctype } = snapshot;
    const name = `${index + 1}.dump`;
    const file = join(folder, name);
    const [tables] = await together(work, [(shared) => tableManifest(shared, snapshot.query, snapshot.tables), (shared) => dump(shared, snapshot, file)]);
    const [{ bytes, sha256 }] = await together(work, [() => sizeAndHash(file), (shared) => expectComplete(shared, file, snapshot.tables, tables)]);
    usual.expect('dump-shrunk', bytes, ({ databases: all }) => all.filter((one) => one.source === source && one.database === database).map((one) => one.bytes));
    databases.push({ source, database, dump: name, bytes, sha256, takenAt: new Date(takenAt).toISOString(), encoding, collate, ctype, tables });
  }
  return databases;
}

/** A share that is not mounted looks like a folder that has lost its files. */
async function takeFiles(work: Work, folders: readonly string[], target: string, usual: Usual): Promise<FilesManifest> {
  const { sha256, count, bytes } = await writeFileManifest(work, folders, target);
  usual.expect('files-shrunk', count, ({ files }) => [files.count]);
  return { sha256, count, bytes };
}

/** What the record keeps of it. */
function taken({ takenAt, databases, files }: Manifest): Pick<Taken, 'takenAt' | 'databases' | 'files'> {
  return {
    takenAt: Date.parse(takenAt), files: { count: files.count, bytes: files.bytes },
    databases: databases.map(({ source, database, bytes, tables }) => ({ source, database, bytes, tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) })),
  };
}
