import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { renameSync, rmSync, readdirSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupCopies, backupHolds, backupStores } from '../../db/backup-schema.ts';
import { copySet } from './copy-set.ts';
import { failed } from './failure.ts';
import { forgetCopies } from './forget.ts';
import { prepareStores } from './prepare-stores.ts';
import { readBackCopy } from './read-back.ts';
import { restic } from './restic.ts';
import { restoreFiles } from './restore-files.ts';
import { storeSet } from './store-set.ts';
import { office, openHouseOfStores } from './testing/house-of-stores.ts';
import type { HouseOfStores } from './testing/house-of-stores.ts';
import type { OfCopy } from './types.ts';
import { whileThere } from './while-there.ts';
import { silentWork } from './work.ts';

let house: HouseOfStores;
let first: OfCopy;
beforeAll(async () => { house = await openHouseOfStores(); });
afterAll(() => house?.end());

const work = silentWork();
const prepare = () => prepareStores(house.deps, office);
const repository = () => ({ code: 'repositori', folder: house.at('repositori'), passwordFile: house.at('rahasia', office, 'repositori'), beside: house.at('sementara') });
const onto = (of: OfCopy, store: string) => ({ ...of, store });
/** The repository, in the middle of being read back by another run: at a thousand bytes a second, so that it does not end before it is stopped. */
async function lockedAlone() {
  const watching = watch(house.at('repositori', 'locks'));
  const reading = spawn('restic', ['--repo', house.at('repositori'), '--password-file', house.at('rahasia', office, 'repositori'), '--no-cache', '--limit-download', '1', 'check', '--read-data'], { stdio: 'ignore' });
  // Its file is named whole once it holds.
  for await (const _ of watching) if (readdirSync(house.at('repositori', 'locks')).some((name) => name.length === 64)) break;
  reading.kill('SIGSTOP');
  return { async end() { reading.kill('SIGKILL'); await once(reading, 'exit'); } };
}
const snapshotsOf = (store: string) => readdirSync(house.at(store, 'snapshots'));

it('makes and registers repository and media once, says which secret is missing and how to make it, and never takes another in its place', { timeout: 60_000 }, async () => {
  rmSync(house.at('rahasia', office, 'media-b'));
  await expect(prepare()).rejects.toThrow(/rahasia\/contoh\/media-b belum ada.*openssl rand/);
  house.secret('media-b');
  renameSync(house.at('media-b'), house.at('dilepas'));
  expect(await prepare()).toEqual([
    expect.stringMatching(/^Repositori sudah terdaftar/), expect.stringMatching(/^Media 'media-a' sudah terdaftar/), expect.stringContaining('disk yang sama'), expect.stringMatching(/^Media 'media-b' tidak terpasang/),
  ]);
  renameSync(house.at('dilepas'), house.at('media-b'));
  expect((await prepare())[3]).toMatch(/^Media 'media-b' dibuat dan didaftarkan/);
  const rows = await house.db.select().from(backupStores);
  expect(rows.map(({ code, state }) => [code, state]).toSorted()).toEqual([['media-a', 'di-ruang-server'], ['media-b', 'di-ruang-server'], ['repositori', 'di-ruang-server']]);
  renameSync(house.at('repositori'), house.at('aslinya'));
  await restic(work, repository(), ['init']);
  await expect(prepare()).rejects.toThrow(/ada repositori lain .* daripada yang terdaftar/);
  expect(await house.db.select().from(backupStores)).toEqual(rows);
  await expect(house.stored('2027-01-01T01:00:00+07:00')).rejects.toMatchObject({ type: 'repository-other' });
  rmSync(house.at('repositori'), { recursive: true });
  renameSync(house.at('aslinya'), house.at('repositori'));
});

it('copies what was read back, and nothing else, onto the medium, also while the repository is read; a second time it is the same copy', { timeout: 60_000 }, async () => {
  const unproven = await house.stored('2027-01-02T01:00:00+07:00', { verified: false });
  await expect(copySet(house.deps, work, onto(unproven, 'media-a'))).rejects.toMatchObject({ type: 'copy-missing' });
  const change = (copy: Partial<typeof backupCopies.$inferInsert>) => house.db.update(backupCopies).set(copy).where(eq(backupCopies.set, unproven.set)).returning();
  const [stored] = await change({ doubtedAt: new Date() });
  first = await house.stored('2027-01-02T02:00:00+07:00');
  expect(await readBackCopy(house.deps, work, first)).toMatchObject({ bytes: expect.any(Number), doubted: [unproven.set] });
  await change({ snapshotId: 'ab'.repeat(32) });
  expect(await readBackCopy(house.deps, work, first)).toMatchObject({ doubted: [] });
  await change({ ...stored, doubtedAt: null });
  const copy = await copySet(house.deps, work, onto(first, 'media-a'));
  const reading = await lockedAlone();
  expect(await copySet(house.deps, work, onto(first, 'media-a'))).toEqual(copy);
  await restoreFiles(work, { store: repository(), snapshotId: snapshotsOf('repositori').at(-1)!, target: house.at('dipulihkan'), staging: house.at('sementara', office), sampling: null });
  await expect(readBackCopy(house.deps, work, first)).rejects.toMatchObject({ type: 'repository-locked' });
  await reading.end();
  expect(snapshotsOf('media-a')).toEqual([copy.snapshotId]);
  await house.record(onto(first, 'media-a'), copy, true);
  expect((await readBackCopy(house.deps, work, onto(first, 'media-a'))).bytes).toBeGreaterThan(0);
});

it('knows a medium by its id: swapped ones, one that is not there, one whose folder is empty', { timeout: 60_000 }, async () => {
  const swap = () => {
    renameSync(house.at('media-a'), house.at('sebentar'));
    renameSync(house.at('media-b'), house.at('media-a'));
    renameSync(house.at('sebentar'), house.at('media-b'));
  };
  swap();
  for (const code of ['media-a', 'media-b']) await expect(copySet(house.deps, work, onto(first, code))).rejects.toMatchObject({ type: 'wrong-medium' });
  await expect(readBackCopy(house.deps, work, onto(first, 'media-a'))).rejects.toMatchObject({ type: 'wrong-medium' });
  swap();
  renameSync(house.at('media-b'), house.at('dilepas'));
  await expect(copySet(house.deps, work, onto(first, 'media-b'))).rejects.toMatchObject({ type: 'medium-missing' });
  renameSync(house.at('dilepas'), house.at('media-b'));
});

it('says that the medium is missing, whatever the work fell over first once it was pulled', async () => {
  const medium = { ...repository(), code: 'media-b', folder: house.at('media-b') };
  const pulled = whileThere(work, medium, async () => {
    renameSync(house.at('media-b'), house.at('dilepas'));
    throw failed('copy-missing');
  });
  await expect(pulled).rejects.toMatchObject({ type: 'medium-missing' });
  renameSync(house.at('dilepas'), house.at('media-b'));
  await expect(whileThere(work, medium, async () => { throw failed('copy-missing'); })).rejects.toMatchObject({ type: 'copy-missing' });
});

it('ends soon when the medium is pulled in the middle of the copy, and copies once it is back', { timeout: 60_000 }, async () => {
  // Some packs of 16 MiB: the first of them is on the medium while the others are still to come.
  writeFileSync(house.at('sumber', 'besar.bin'), randomBytes(60_000_000));
  const large = await house.stored('2027-01-03T02:00:00+07:00');
  const watching = watch(house.at('media-b', 'data'), { recursive: true });
  const pulled = expect(copySet(house.deps, work, onto(large, 'media-b'))).rejects.toMatchObject({ type: 'medium-missing' });
  for await (const _ of watching) break;
  renameSync(house.at('media-b'), house.at('dilepas'));
  await pulled;
  rmSync(house.at('media-b'), { recursive: true, force: true });
  renameSync(house.at('dilepas'), house.at('media-b'));
  const copy = await copySet(house.deps, work, onto(large, 'media-b'));
  await house.record(onto(large, 'media-b'), copy, false);
  expect((await readBackCopy(house.deps, work, onto(large, 'media-b'))).bytes).toBeGreaterThan(60_000_000);
  rmSync(house.at('sumber', 'besar.bin'));
});

it('forgets by verified sets only, never what is held or a stranger\'s, and counts as removed what a dead try had removed', { timeout: 90_000 }, async () => {
  await restic(work, repository(), ['backup', '--tag', 'milik-orang-lain', house.at('sumber')]);
  const orphan = new Set(snapshotsOf('repositori'));
  await restic(work, repository(), ['backup', '--time', '2027-01-01 00:00:00', '--tag', 'sigap', '--tag', `office:${office}`, '--tag', `set:${crypto.randomUUID()}`, house.at('sumber')]);
  const [orphanId = ''] = snapshotsOf('repositori').filter((id) => !orphan.has(id));
  const newest = await house.stored('2027-01-04T02:00:00+07:00');
  const now = { office, caseId: newest.caseId, store: 'repositori' };
  const hold = async (set: string | null) => {
    const id = crypto.randomUUID();
    await house.db.insert(backupHolds).values({ id, office, set, person: 'p', reasonSealed: '' });
  };
  await hold(first.set);
  const before = snapshotsOf('repositori').length;
  const { removed } = await forgetCopies(house.deps, work, now);
  expect(removed).toHaveLength(1);
  expect(removed).not.toContain(first.set);
  // The verified one past its day, and what a failed run had left; the open run's own unproven set, the held, the newest and the stranger's stay.
  expect(snapshotsOf('repositori')).toHaveLength(before - 2);
  expect(snapshotsOf('repositori')).not.toContain(orphanId);
  expect(await forgetCopies(house.deps, work, now)).toEqual({ removed });
  expect((await readBackCopy(house.deps, work, newest)).bytes).toBeGreaterThan(0);
  await hold(null);
  expect(await forgetCopies(house.deps, work, { ...now, caseId: crypto.randomUUID() })).toEqual({ removed: [] });
});

it('stores no set of which a file went between its manifest and the backup: no drill could find it', async () => {
  rmSync(house.at('sumber', 'a.txt'));
  await expect(storeSet(house.deps, work, { ...first, set: crypto.randomUUID(), manifest: house.manifest })).rejects.toMatchObject({ type: 'source-changed' });
});

it('a lost repository gets a successor only where nothing of it lies any more; its copies leave the records, those on media stand', async () => {
  const stores = async () => new Map((await house.db.select().from(backupStores)).map(({ code, repositoryId }) => [code, repositoryId]));
  const standing = async () => new Set((await house.db.select().from(backupCopies).where(isNull(backupCopies.removedAt))).map(({ store }) => store));
  const [before, copies] = [await stores(), await standing()];
  await expect(prepareStores(house.deps, office, { replace: true })).rejects.toThrow(/masih ada repositori.*Pindahkan/);
  expect(await stores()).toEqual(before);
  renameSync(house.at('repositori'), house.at('sisa'));
  expect((await prepare())[0]).toMatch(/tidak terpasang.*--ganti/);
  expect((await prepareStores(house.deps, office, { replace: true }))[0]).toMatch(/^Repositori dibuat dan didaftarkan/);
  const after = await stores();
  expect([after.get('repositori') === before.get('repositori'), after.get('media-a')]).toEqual([false, before.get('media-a')]);
  expect(await standing()).toEqual(new Set([...copies].filter((store) => store !== 'repositori')));
});
