import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryStore } from '../../offices/backup-names.ts';
import { runChild } from './child.ts';
import type { Ran } from './child.ts';
import type { Declared } from './declared.ts';
import { failed } from './failure.ts';
import { unlockStale } from './stale-locks.ts';
import type { BackupFailure } from './types.ts';
import type { Work } from './work.ts';

/** A restic repository in a folder: the office's repository, or a medium. */
export interface Store {
  code: string;
  folder: string;
  passwordFile: string;
  /** Where restic may write beside it: its cache and what it is packing. */
  beside: string;
}

/** @throws ApplicationFailure not-declared, secret-missing, no-space */
export async function openStore({ settings, secrets }: Pick<Declared, 'settings' | 'secrets'>, code: string): Promise<Store> {
  const found = code === repositoryStore ? settings.repository : settings.media.find((medium) => medium.code === code);
  if (!found) throw failed('not-declared');
  await secrets.read(found.password);
  await mkdir(settings.staging, { recursive: true, mode: 0o700 });
  return { code, folder: found.folder, passwordFile: secrets.path(found.password), beside: settings.staging };
}

interface Options {
  onStdout?: (chunk: Buffer) => void;
  onStderr?: (text: string) => void;
  /** Worth it where trees of earlier snapshots are read; what proves a copy reads the copy itself. */
  cached?: boolean;
  /** For what only looks: nobody else is held up, and a lock of somebody else does not matter. */
  noLock?: boolean;
  /** The code of a failure that says nothing of itself. */
  otherwise?: BackupFailure;
  /** Exit codes beside 0 that the caller judges. */
  accept?: readonly number[];
}

/** The password travels as the name of its file; restic 0.14 reads nothing else of the environment. @throws ApplicationFailure */
export async function restic(work: Work, store: Store, args: readonly string[], { onStdout, onStderr, cached = false, noLock = false, otherwise = 'store-failed', accept = [] }: Options = {}): Promise<Ran> {
  if (!noLock) await unlockStale(work, store);
  const ran = await runChild(work, 'restic', [
    '--repo', store.folder, '--password-file', store.passwordFile,
    ...(cached ? ['--cache-dir', join(store.beside, '.restic')] : ['--no-cache']), ...(noLock ? ['--no-lock'] : []), ...args,
  ], { env: { TMPDIR: store.beside, RESTIC_PROGRESS_FPS: '0.3' }, ...(onStdout ? { onStdout } : {}), ...(onStderr ? { onStderr } : {}) });
  if (ran.code === 0 || (ran.code !== null && accept.includes(ran.code))) return ran;
  throw failed(await reasonOf(store, ran.stderr) ?? otherwise);
}

/** restic 0.14 ends with 1 whatever went wrong: only its words tell. Of a pulled medium every other word would mislead. */
export async function reasonOf(store: Store, stderr: string): Promise<BackupFailure | undefined> {
  if (!await holdsRepository(store)) return store.code === repositoryStore ? 'repository-missing' : 'medium-missing';
  if (/already locked/.test(stderr)) return 'repository-locked';
  if (/no space left on device|file too large|quota exceeded/i.test(stderr)) return 'no-space';
  if (/wrong password or no key found/.test(stderr)) return await keysIntact(store) ? 'wrong-password' : 'copy-damaged';
  if (/ciphertext verification failed|invalid data returned|contains errors|LoadIndex returned errors|hash does not match|input\/output error|unexpected EOF/i.test(stderr)) return 'copy-damaged';
  return undefined;
}

/** Its config lies there: something that restic made, though perhaps another one. */
export const holdsRepository = ({ folder }: Pick<Store, 'folder'>): Promise<boolean> => stat(join(folder, 'config')).then((found) => found.isFile(), () => false);

/** The files of a kind, by their ids. What a killed restic was writing has no name yet (`<id>-tmp-<number>`), and is nothing. */
export const idsIn = async ({ folder }: Pick<Store, 'folder'>, kind: 'keys' | 'snapshots'): Promise<string[]> =>
  (await readdir(join(folder, kind)).catch(() => [])).filter((name) => /^[0-9a-f]{64}$/.test(name));

/** restic names every file after its SHA-256, but reads only the key that its password opens: a recovery key that rots would go unseen. */
export async function keysIntact(store: Pick<Store, 'folder'>): Promise<boolean> {
  const names = await idsIn(store, 'keys');
  const intact = await Promise.all(names.map(async (name) => createHash('sha256').update(await readFile(join(store.folder, 'keys', name))).digest('hex') === name));
  return names.length > 0 && intact.every(Boolean);
}

/** The ids of all snapshots, complete: their files are named after them. restic itself prints the first eight digits. */
export const snapshotsIn = (store: Pick<Store, 'folder'>): Promise<string[]> => idsIn(store, 'snapshots');

/** By the SHA-256 of a config that was read before: it never changes, and each restic command costs a second for the password. */
const known = new Map<string, string>();

/** Which repository lies in the folder, by the id in its sealed config. @throws repository-missing, medium-missing, wrong-password, copy-damaged */
export async function repositoryIdOf(work: Work, store: Store): Promise<string> {
  const config = await readFile(join(store.folder, 'config')).catch(() => null);
  const hash = config && createHash('sha256').update(config).digest('hex');
  const hit = hash === null ? undefined : known.get(hash);
  if (hit !== undefined) return hit;
  const { stdout } = await restic(work, store, ['cat', 'config'], { noLock: true, otherwise: 'copy-damaged' });
  const { id } = JSON.parse(stdout) as { id: string };
  if (hash !== null) known.set(hash, id);
  return id;
}

export interface Snapshot { id: string; tags: string[]; /** Epoch ms. */ time: number }

/** All snapshots, or those with all of these tags. */
export async function listSnapshots(work: Work, store: Store, tags: readonly string[] = []): Promise<Snapshot[]> {
  const { stdout } = await restic(work, store, ['snapshots', '--json', ...(tags.length > 0 ? ['--tag', tags.join(',')] : [])], { noLock: true });
  return (JSON.parse(stdout) as { id: string; tags?: string[]; time: string }[]).map(({ id, tags: found = [], time }) => ({ id, tags: found, time: Date.parse(time) }));
}

/** What a set's snapshot is called in every store. */
export const tagsOf = (office: string, set: string): string[] => ['sigap', `office:${office}`, `set:${set}`];
