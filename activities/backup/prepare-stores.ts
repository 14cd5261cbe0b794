import { mkdir, readdir, stat } from 'node:fs/promises';
import { and, eq, isNull } from 'drizzle-orm';
import { backupCopies, backupStores, recoveryKeys } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { declared } from './declared.ts';
import type { Declared } from './declared.ts';
import type { BackupHouse } from './house.ts';
import { holdsRepository, openStore, repositoryIdOf, restic } from './restic.ts';
import type { Store } from './restic.ts';
import { silentWork } from './work.ts';
import type { Work } from './work.ts';

/**
 * `npm run sigap -- cadangan-siapkan KANTOR`: makes the repository, every attached medium and the folder of drills that do not exist yet, and registers their ids; never overwrites.
 * Media are made with the repository's chunker, so that copies of the same data share their packs.
 * @param replace `--ganti`: the registered repository is lost or damaged for good; another one takes its place
 * @returns a sentence for each store, for the operator @throws Error with a sentence that says the cure
 */
export async function prepareStores(deps: { db: Db; backup: BackupHouse }, office: string, { replace = false, work = silentWork() }: { replace?: boolean; work?: Work } = {}): Promise<string[]> {
  const house = await declared(deps, office).catch(() => { throw new Error(`Kantor ${office} belum mendaftarkan pencadangan: isi bagian \`backup\` di berkas kantornya, lalu jalankan muat-kantor.`); });
  const { repository: { folder }, scratch } = house.settings;
  for (const path of [folder, ...(scratch ? [scratch.folder] : [])]) await mkdir(path, { recursive: true, mode: 0o700 });
  const repository = await storeOf(house, repositoryStore, house.settings.repository.password);
  if (replace) await giveUpRepository(deps.db, office, repository);
  const said = [await prepare(work, deps.db, office, repository, [])];
  // With another office's repository in its place, media would be made to fit that one.
  if (!await isRegistered(deps.db, office)) return said;
  for (const { code, password } of house.settings.media) {
    const medium = await storeOf(house, code, password);
    said.push(await prepare(work, deps.db, office, medium, ['--from-repo', repository.folder, '--from-password-file', repository.passwordFile, '--copy-chunker-params']));
    if (await sameDisk(medium, repository)) said.push(`  Perhatian: folder media '${code}' berada di disk yang sama dengan repositori; pastikan medianya sudah terpasang di sana.`);
  }
  return said;
}

const isRegistered = async (db: Db, office: string): Promise<boolean> => await db.$count(backupStores, and(eq(backupStores.office, office), eq(backupStores.code, repositoryStore))) > 0;

/** Its copies are gone from the records, so that nothing calls them verified; those on media stand. @throws Error while it still lies in its folder */
async function giveUpRepository(db: Db, office: string, repository: Store): Promise<void> {
  const ours = and(eq(backupStores.office, office), eq(backupStores.code, repositoryStore));
  const [row] = await db.select().from(backupStores).where(ours);
  if (!row) return;
  if (await holdsRepository(repository)) throw new Error(`Di ${repository.folder} masih ada repositori. Pindahkan ke tempat lain lebih dahulu (jangan dihapus: mungkin masih dapat dibaca), lalu jalankan lagi dengan --ganti.`);
  await db.transaction(async (tx) => {
    const now = new Date();
    await tx.delete(backupStores).where(ours);
    await tx.update(backupCopies).set({ removedAt: now }).where(and(eq(backupCopies.office, office), eq(backupCopies.store, repositoryStore), isNull(backupCopies.removedAt)));
    await tx.update(recoveryKeys).set({ retiredAt: now }).where(and(eq(recoveryKeys.office, office), eq(recoveryKeys.repositoryId, row.repositoryId), isNull(recoveryKeys.retiredAt)));
  });
}

async function storeOf(house: Declared, code: string, password: string): Promise<Store> {
  return openStore(house, code).catch((error: unknown) => {
    if ((error as { type?: string }).type !== 'secret-missing') throw error;
    const path = house.secrets.path(password);
    throw new Error(`Berkas kata sandi ${path} belum ada atau kosong. Buat dengan: (umask 077; openssl rand -base64 32 > '${path}'), simpan salinannya di tempat aman, lalu jalankan lagi.`);
  });
}

async function prepare(work: Work, db: Db, office: string, store: Store, init: readonly string[]): Promise<string> {
  const called = store.code === repositoryStore ? 'Repositori' : `Media '${store.code}'`;
  const [row] = await db.select().from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, store.code)));
  const listing = await readdir(store.folder).catch(() => null);
  if (listing === null) return `${called} tidak terpasang di ${store.folder}; dilewati.`;
  const found = await holdsRepository(store) ? await idIn(work, store, called) : null;
  const [owner] = found === null ? [] : await db.select().from(backupStores).where(eq(backupStores.repositoryId, found));
  if (row && found === row.repositoryId) return `${called} sudah terdaftar: ${found}.`;
  if (owner) return `${called} tidak terpasang: di ${store.folder} ada '${owner.code}' milik kantor ${owner.office}; dilewati.`;
  if (row && found === null) return `${called} tidak terpasang di ${store.folder} (terdaftar dengan nomor ${row.repositoryId}); dilewati.${store.code === repositoryStore ? ' Bila hilang atau rusak untuk selamanya, jalankan lagi dengan --ganti.' : ''}`;
  if (row) throw new Error(`Di ${store.folder} ada repositori lain (${found}) daripada yang terdaftar untuk ${called} (${row.repositoryId}). Pasang yang benar, atau daftarkan yang baru dengan kode lain di berkas kantor.`);
  if (found === null) {
    if (listing.some((name) => name !== 'lost+found')) throw new Error(`Folder ${store.folder} tidak kosong dan bukan repositori restic. Kosongkan dahulu, atau sebut folder lain di berkas kantor.`);
    await restic(work, store, ['init', ...init]);
  }
  const id = found ?? await repositoryIdOf(work, store);
  await db.insert(backupStores).values({ office, code: store.code, repositoryId: id });
  return found === null ? `${called} dibuat dan didaftarkan: ${id}.` : `${called} sudah ada di ${store.folder} dan kini didaftarkan: ${id}.`;
}

const idIn = (work: Work, store: Store, called: string): Promise<string> => repositoryIdOf(work, store).catch((error: unknown) => {
  if ((error as { type?: string }).type !== 'wrong-password') throw error;
  throw new Error(`Kata sandi untuk ${called} di ${store.folder} tidak cocok. Periksa isi ${store.passwordFile}, dan apakah medianya benar.`);
});

const sameDisk = async (one: Store, other: Store): Promise<boolean> => {
  const [a, b] = await Promise.all([one, other].map(({ folder }) => stat(folder).catch(() => null)));
  return a != null && b != null && a.dev === b.dev;
};
