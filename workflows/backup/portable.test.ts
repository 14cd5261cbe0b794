import { inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { backupCopies } from '../../db/backup-schema.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { failing, tools } from '../testing/tools.ts';
import { newest, openPortable, type BackupScene, type Start } from './testing/scene.ts';

/** The copy onto a medium (ARC-2): a medium is told by its repository, asked for until the right one is there, and read back itself. */
let stage: Stage;
let scene: BackupScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start = {}) => { scene = await openPortable(start, stage); };
const words = { text: 'Media rusak, diganti dulu.' };

test('with its medium in place it is copied, read back from it, and the medium alone is tidied; no database is asked', async () => {
  await open();
  expect([await scene.state(), tools.asked()]).toEqual(['ditutup', ['copySet', 'readBackCopy', 'forgetCopies']]);
  expect(await scene.copies()).toEqual([{ set: newest, store: 'media-a', isVerified: true, isRemoved: false }]);
  expect(await scene.events('copy.stored')).toMatchObject([{ data: { set: newest, store: 'media-a', snapshotId: 'ee'.repeat(32), repositoryId: 'dd'.repeat(32) } }]);
  await scene.finish();
});

test('a missing medium is asked for, a wrong one too, one that is pulled out again; then the right one is verified under its own name', async () => {
  tools.next('copySet', failing('medium-missing'), failing('wrong-medium'));
  tools.next('readBackCopy', failing('medium-missing'));
  await open();
  expect([await scene.state(), await scene.openKinds()]).toEqual(['menunggu-media', ['pasang-media']]);
  expect((await scene.notices()).map(({ recipient, params }) => [recipient, params.kind, params.medium, params.code])).toEqual([['tbb-06', 'pasang-media', 'media-a', 'medium-missing']]);
  await scene.keeper('attached', 'pasang-media', { medium: 'media-b' });
  expect(await scene.state()).toBe('menunggu-media');
  expect((await scene.events('medium.asked')).map(({ data }) => [data.medium, data.code])).toEqual([['media-a', 'medium-missing'], ['media-b', 'wrong-medium']]);
  await scene.keeper('attached', 'pasang-media', { medium: 'media-b' });
  expect((await scene.copies()).filter(({ isVerified }) => isVerified)).toEqual([]);
  await scene.keeper('attached', 'pasang-media', { medium: 'media-b' });
  expect(await scene.state()).toBe('ditutup');
  expect((await scene.copies()).find(({ store }) => store === 'media-b')).toEqual({ set: newest, store: 'media-b', isVerified: true, isRemoved: false });
  expect(await scene.events('run.failed')).toEqual([]);
});

test('nobody attaches it: reminded after a working day, and the ladder hears of it from the working day after the interval', async () => {
  tools.next('copySet', failing('medium-missing'));
  await open();
  await scene.sleepUntil('2027-01-20 16:00');
  expect((await scene.events('reminded')).map(({ data }) => data.clock)).toEqual(['attach']);
  expect((await scene.notices('task-opened')).map(({ params, urgency }) => [params.again ?? false, urgency])).toEqual([[false, 'case'], [true, 'reminder']]);
  expect((await scene.rungs('copy')).map((rung) => rung.slice(0, -6))).toEqual(['1 administrator-sistem 2027-01-20 08', '2 kepala-lpse 2027-01-20 10']);
  await scene.keeper('abandon', 'pasang-media', words);
  expect([await scene.state(), await scene.openKinds(), (await scene.events('case.closed')).map(({ data }) => data.outcome)]).toEqual(['ditutup', [], ['abandoned']]);
  expect(tools.asked()).toEqual(['copySet']);
});

test('damage that the read-back finds goes to a person at once, and nothing is called verified', async () => {
  tools.next('readBackCopy', failing('copy-damaged'));
  await open();
  expect([await scene.state(), await scene.openKinds(), await scene.failures()]).toEqual(['gagal', ['perbaiki-cadangan'], ['copy-damaged 2027-01-19 08:00']]);
  expect(await scene.copies().then((all) => all.filter(({ isVerified }) => isVerified))).toEqual([]);
});

test.each([
  { damaged: 'repositori', repository: failing('copy-damaged'), again: ['copySet', 'readBackCopy', 'copySet', 'readBackCopy'] },
  { damaged: 'media-a', repository: undefined, again: ['copySet', 'readBackCopy', 'copySet'] },
])('damage met while copying takes the proof from the store that has it, and names it: $damaged, as reading the repository back once tells', async ({ damaged, repository, again }) => {
  await open();
  const { office } = scene.input.identity;
  await scene.end();
  const verified = new Date('2027-01-18T01:30:00+07:00');
  const earlier = ['repositori', 'media-a'].map((store) => ({ set: crypto.randomUUID(), store, office, repositoryId: 'bb'.repeat(32), snapshotId: 'ab'.repeat(32), storedAt: verified, verifiedAt: verified }));
  await stage.db.insert(backupCopies).values(earlier);
  tools.next('copySet', failing('copy-damaged'), failing('copy-damaged'));
  const read: string[] = [];
  tools.next('readBackCopy', async (of) => {
    read.push(of.store);
    return repository ? repository() : { at: verified.getTime(), bytes: 1, tookMs: 1, doubted: [] };
  });
  await open();
  expect([await scene.state(), await scene.failures(), read]).toEqual(['gagal', ['copy-damaged 2027-01-19 08:00'], ['repositori']]);
  const rows = await scene.db.select().from(backupCopies).where(inArray(backupCopies.set, earlier.map(({ set }) => set)));
  expect(rows.filter(({ verifiedAt }) => verifiedAt === null).map(({ store }) => store)).toEqual([damaged]);
  expect((await scene.events('store.doubted')).map(({ data }) => data.store)).toEqual([damaged]);
  expect((await scene.notices('task-opened')).map(({ params }) => params.damaged)).toEqual([damaged]);
  if (repository) tools.next('readBackCopy', repository);
  await scene.keeper('retry', 'perbaiki-cadangan', words);
  expect([await scene.state(), tools.asked()]).toEqual(['gagal', again]);
});

test('a repository that cannot be read just then leaves it open which store is damaged', async () => {
  tools.next('copySet', failing('copy-damaged'));
  tools.next('readBackCopy', failing('repository-locked'));
  await open();
  expect([await scene.failures(), await scene.events('store.doubted')]).toEqual([['copy-damaged 2027-01-19 08:00'], []]);
});
