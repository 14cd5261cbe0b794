import { randomBytes } from 'node:crypto';
import { access, constants, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import { recoveryKeys } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { failures } from '../../workflows/backup/failures.ts';
import { declared } from './declared.ts';
import type { Declared } from './declared.ts';
import type { BackupHouse } from './house.ts';
import { expectRegistered } from './registered.ts';
import { idsIn, openStore, restic } from './restic.ts';
import type { Store } from './restic.ts';
import type { BackupFailure } from './types.ts';
import { silentWork } from './work.ts';
import type { Work } from './work.ts';

interface Asked {
  deps: { db: Db; backup: BackupHouse };
  office: string;
  /** Reads the key as it was typed from its paper. */
  ask(): Promise<string>;
  say(sentence: string): void;
  /** The keys of the attached stores are taken away, the rest another time. */
  revoke?: boolean;
  work?: Work;
}

interface At { db: Db; office: string; work: Work }

/** A store that is attached and registered, with the recovery key that is recorded of it. */
interface Attached { store: Store; repositoryId: string; keyId: string | null }

/**
 * The recovery key of an office: a second key of its repository and media, on paper in a sealed envelope, for the day on which the secrets are gone
 * with the server. Without one it is made and shown once; with one it is tried, alone. It is kept in no file longer than restic reads it.
 * @throws Error with a sentence that says the cure
 */
export async function recoveryKey({ deps, office, ask, say, revoke = false, work = silentWork() }: Asked): Promise<void> {
  const house = await declared(deps, office).catch(said);
  const at: At = { db: deps.db, office, work };
  const found = await attached(at, house);
  const [repository] = found;
  if (!repository) throw new Error(`Repositori kantor ${office} belum terdaftar: jalankan cadangan-siapkan ${office} dahulu.`);
  if (revoke) {
    for (const one of found) await retire(at, one, say);
    return;
  }
  const isNew = repository.keyId === null;
  const key = isNew ? newKey() : plain(await ask());
  for (const one of found) {
    await (one.keyId === null ? addKey(at, one, key) : tryKey(at, one, key));
    say(`${nameOf(one.store)}: ${one.keyId === null ? 'kunci pemulihan ditambahkan' : 'terbuka dengan kunci pemulihan ini saja'}.`);
    // At once: a medium that fails afterwards must not leave a key that nobody has seen.
    if (isNew && one === repository) say(`\nTulis kunci ini di kertas, masukkan ke amplop, segel, dan simpan terpisah dari server dan media. Kunci ini hanya ditampilkan sekali:\n\n  ${inGroups(key)}\n`);
  }
  if (!isNew) say('Segel kembali kuncinya, lalu catat di uji pemulihan bahwa sudah dicoba.');
}

/** Five bits a letter; none that is read as another: no I, O, 0, 1. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newKey = (): string => [...randomBytes(40)].map((byte) => letters[byte % letters.length]).join('');
const inGroups = (key: string): string => key.replace(/(.{5})(?=.)/g, '$1-');
/** As restic knows it, however it was typed. */
const plain = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

const nameOf = ({ code }: Store): string => (code === repositoryStore ? 'Repositori' : `Media '${code}'`);

/** The repository first. A medium that is elsewhere gets its key when it is attached. */
async function attached({ db, office, work }: At, house: Declared): Promise<Attached[]> {
  const found: Attached[] = [];
  for (const code of [repositoryStore, ...house.settings.media.map((medium) => medium.code)]) {
    const store = await openStore(house, code).catch(said);
    const repositoryId = await expectRegistered(db, work, office, store).catch((error: unknown) => (code === repositoryStore ? said(error) : null));
    if (repositoryId === null) continue;
    const [row] = await db.select({ keyId: recoveryKeys.keyId }).from(recoveryKeys).where(and(eq(recoveryKeys.office, office), eq(recoveryKeys.repositoryId, repositoryId), isNull(recoveryKeys.retiredAt)));
    found.push({ store, repositoryId, keyId: row?.keyId ?? null });
  }
  return found;
}

async function addKey({ db, office, work }: At, { store, repositoryId }: Attached, key: string): Promise<void> {
  const keys = () => idsIn(store, 'keys');
  const before = await keys();
  await withFile(key, (file) => restic(work, store, ['key', 'add', '--new-password-file', file])).catch(said);
  // Its file is named by its whole id.
  const keyId = (await keys()).find((name) => !before.includes(name));
  if (keyId === undefined) throw new Error(`${nameOf(store)}: restic tidak menambahkan kuncinya.`);
  await db.insert(recoveryKeys).values({ office, repositoryId, keyId });
}

/** With this password and no other; that it is the recorded key, and not the ordinary password that was typed, restic itself tells. */
async function tryKey({ db, office, work }: At, { store, keyId }: Attached, key: string): Promise<void> {
  const { stdout } = await withFile(key, (file) => restic(work, { ...store, passwordFile: file }, ['key', 'list', '--json'], { noLock: true })).catch((error: unknown) => {
    if ((error as { type?: string }).type === 'wrong-password') throw new Error(`${nameOf(store)} tidak terbuka dengan kunci itu. Periksa ketikannya; bila memang tidak cocok, cabut dengan --cabut dan buat yang baru.`);
    return said(error);
  });
  const used = (JSON.parse(stdout) as { current: boolean; id: string }[]).find(({ current }) => current);
  if (used === undefined || !keyId?.startsWith(used.id)) throw new Error(`${nameOf(store)} terbuka, tetapi bukan dengan kunci pemulihan yang tercatat.`);
  await db.update(recoveryKeys).set({ triedAt: new Date() }).where(and(eq(recoveryKeys.office, office), eq(recoveryKeys.keyId, keyId)));
}

async function retire({ db, office, work }: At, { store, keyId }: Attached, say: (sentence: string) => void): Promise<void> {
  if (keyId === null) return;
  if ((await idsIn(store, 'keys')).includes(keyId)) await restic(work, store, ['key', 'remove', keyId]).catch(said);
  await db.update(recoveryKeys).set({ retiredAt: new Date() }).where(and(eq(recoveryKeys.office, office), eq(recoveryKeys.keyId, keyId)));
  say(`${nameOf(store)}: kunci pemulihan dicabut.`);
}

/** In memory, where the system has such a folder: what was deleted on a disk can be found on it again. */
const memory = '/dev/shm';

/** For this account only, and gone when restic has read it. */
async function withFile<T>(text: string, use: (file: string) => Promise<T>): Promise<T> {
  const above = await access(memory, constants.W_OK | constants.X_OK).then(() => memory, tmpdir);
  const folder = await mkdtemp(join(above, 'sigap-kunci-'));
  try {
    const file = join(folder, 'kunci');
    await writeFile(file, text, { mode: 0o600 });
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A code of the tools as a sentence for the operator. */
function said(error: unknown): never {
  const code = (error as { type?: string }).type ?? '';
  throw Object.hasOwn(failures, code) ? new Error(failures[code as BackupFailure].words) : error;
}
