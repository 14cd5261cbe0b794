import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { writeBackups } from '../../activities/backups.ts';
import { backupCopies } from '../../db/backup-schema.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { failing, tools } from '../testing/tools.ts';
import { openDrill, type DrillScene } from './testing/scene.ts';

/** A restore drill from its beginning to its end (ARC-1, SEC-16, SEC-17). */
let stage: Stage;
let scene: DrillScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());

const words = { text: 'Sudah diperiksa.' };
const equal = { tables: 12, rows: 3_400, files: 240, bytes: 10_000, manifest: 'aa'.repeat(32), unsteady: 2, differingTables: 0, differingFiles: 0, missingFiles: 0, missingTables: 0 };

test('is restored, compared, destroyed and put on paper; it ends once paper and key are done', async () => {
  tools.next('compareScratch', async () => equal);
  scene = await openDrill({}, stage);
  expect(tools.asked()).toEqual(['restoreScratch', 'compareScratch', 'destroyScratch']);
  expect(await scene.names()).toEqual(['case.opened', 'drill.restored', 'drill.result', 'scratch.destroyed']);
  expect(await scene.result()).toMatchObject({ isEqual: true, scope: 'penuh', store: 'repositori', snapshotId: 'cc'.repeat(32), manifest: 'aa'.repeat(32), tables: 12, rows: 3_400, files: 240, unsteady: 2 });
  const { rtoMs, rpoMs } = (await scene.result())!;
  expect(Number(rtoMs)).toBeLessThan(60_000);
  expect(Math.round(Number(rpoMs) / 3_600_000)).toBe(8);
  expect(await scene.state()).toBe('menunggu-berita-acara');
  expect(await scene.openKinds()).toEqual(['berita-acara', 'coba-kunci']);
  expect(await scene.mails()).toEqual(['task-opened -> slt-03', 'task-opened -> slt-07', 'task-opened -> slt-03', 'task-opened -> slt-07']);

  expect(await scene.keeper('no-paper', 'berita-acara', words)).toBe('menunggu-berita-acara');
  expect(await scene.keeper('key-tried', 'coba-kunci', words)).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]?.data).toEqual({ outcome: 'equal' });
});

test('that compares only a sample asks for the key only where there is none, and both paper and key are asked for again and again', async () => {
  scene = await openDrill({ facts: { scope: 'contoh' } }, stage);
  expect(await scene.openKinds()).toEqual(['berita-acara']);
  await scene.end();
  scene = await openDrill({ facts: { scope: 'contoh', recoveryKey: 'belum' } }, stage);
  expect(await scene.openKinds()).toEqual(['berita-acara', 'coba-kunci']);
  await scene.sleepUntil('2027-01-25 09:30');
  expect((await scene.events('reminded')).map(({ data }) => data.clock).sort()).toEqual(['key', 'paper', 'paper', 'paper', 'paper', 'paper']);
});

test.each([['differs in a table', () => tools.next('compareScratch', async () => ({ ...equal, differingTables: 1 }))], ['has another manifest', () => tools.next('restoreScratch', failing('copy-differs'))]])(
  'whose copy %s refutes every copy of that set: none is called verified again, read back or copied anew', async (_what, fails) => {
    scene = await openDrill({}, stage);
    const set = crypto.randomUUID();
    const { office } = scene.input.identity;
    const copy = (store: string) => ({ set, store, office, repositoryId: store, snapshotId: store, storedAt: new Date(1), verifiedAt: new Date(2) });
    await stage.db.insert(backupCopies).values(['repositori', 'media-a'].map(copy));
    await scene.end();
    fails();
    scene = await openDrill({ facts: { scope: 'contoh', set } }, stage);
    const verified = async () => (await scene.db.select().from(backupCopies).where(eq(backupCopies.set, set))).filter(({ verifiedAt }) => verifiedAt !== null).map(({ store }) => store);
    expect(await verified()).toEqual([]);
    expect(await scene.mails('drill-different')).toContain('drill-different -> slt-02');
    for (const store of ['media-a', 'media-b']) await scene.db.transaction((tx) => Promise.all(writeBackups(tx, {
      identity: scene.input.identity, seq: 99, at: 3, plans: [], running: [],
      changes: [{ type: 'backup-copy', set, store, repositoryId: store, snapshotId: store }, { type: 'copy-verified', set, store, at: 4, bytes: 1, doubted: [] }],
    })));
    expect(await verified()).toEqual([]);
  });

test('whose copy is not equal is told at once to everybody above, is explained, and gets its paper all the same', async () => {
  tools.next('compareScratch', async () => ({ ...equal, differingTables: 1, missingFiles: 3 }));
  scene = await openDrill({ facts: { scope: 'contoh' } }, stage);
  expect(await scene.state()).toBe('berbeda');
  expect(await scene.openKinds()).toEqual(['jelaskan-perbedaan']);
  expect(await scene.mails('drill-different')).toEqual(['drill-different -> slt-03', 'drill-different -> slt-07', 'drill-different -> slt-02']);
  expect((await scene.names()).slice(-1)).toEqual(['scratch.destroyed']);
  await scene.sleepUntil('2027-01-19 09:30');
  expect((await scene.events('reminded')).map(({ data }) => data.clock)).toEqual(['explain']);

  expect(await scene.keeper('explain', 'jelaskan-perbedaan', words)).toBe('menunggu-berita-acara');
  expect(await scene.keeper('no-paper', 'berita-acara', words)).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]?.data).toEqual({ outcome: 'different' });
});

test('that fails is destroyed first, told upwards day after day, and tried again from the beginning when a person says so', async () => {
  tools.next('compareScratch', failing('scratch-missing'));
  scene = await openDrill({ facts: { scope: 'contoh' } }, stage);
  expect(tools.asked()).toEqual(['restoreScratch', 'compareScratch', 'destroyScratch']);
  expect(await scene.state()).toBe('gagal');
  expect(await scene.openKinds()).toEqual(['perbaiki-uji']);
  expect((await scene.notices('task-opened'))[0]?.params).toMatchObject({ code: 'scratch-missing', isScratchLeft: false });
  await scene.sleepUntil('2027-01-21 09:30');
  expect((await scene.rungs('mend')).map((rung) => rung.slice(0, -3))).toEqual(['1 administrator-sistem 2027-01-19 09:00', '2 kepala-lpse 2027-01-20 09:00']);
  expect((await scene.events('reminded')).map(({ at }) => at.slice(0, 16))).toEqual(['2027-01-21 09:00']);

  await scene.keeper('retry', 'perbaiki-uji');
  expect(await scene.state()).toBe('menunggu-berita-acara');
  expect(tools.asked().slice(3)).toEqual(['restoreScratch', 'compareScratch', 'destroyScratch']);
  // How long it took counts from the beginning of the try that came to its end, the age of the data from that of the drill.
  const { rtoMs, rpoMs } = (await scene.result())!;
  expect([Number(rtoMs) < 60_000, Math.round(Number(rpoMs) / 3_600_000)]).toEqual([true, 8]);
});

test('that time may mend is tried again by itself, twice, and may be given up', async () => {
  tools.next('restoreScratch', failing('repository-locked'), failing('repository-locked'), failing('repository-locked'));
  scene = await openDrill({}, stage);
  expect(await scene.state()).toBe('memusnahkan');
  await scene.sleepUntil('2027-01-18 09:12');
  expect((await scene.events('drill.failed')).map(({ data }) => `${data.code} ${data.during}`)).toEqual(Array.from({ length: 3 }, () => 'repository-locked memulihkan'));
  await scene.keeper('abandon', 'perbaiki-uji', words);
  expect(await scene.state()).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]?.data).toEqual({ outcome: 'abandoned' });
  expect(await scene.openKinds()).toEqual([]);
});

test('cannot end while what was restored lies there: it is told upwards within hours, and destroyed when a person has mended the cause', async () => {
  tools.next('restoreScratch', failing('no-space'));
  tools.next('destroyScratch', failing('server-unreachable'), failing('server-unreachable'));
  scene = await openDrill({ facts: { scope: 'contoh' } }, stage);
  expect(await scene.openKinds()).toEqual(['perbaiki-uji']);
  expect((await scene.notices('task-opened'))[0]?.params).toMatchObject({ code: 'server-unreachable', isScratchLeft: true });
  expect(await scene.keeper('abandon', 'perbaiki-uji', words)).toBe('refused: scratch-left');
  await scene.sleepUntil('2027-01-18 13:30');
  expect((await scene.rungs('mend')).map((rung) => rung.slice(0, -3))).toEqual(['1 administrator-sistem 2027-01-18 11:00', '2 kepala-lpse 2027-01-18 13:00']);

  await scene.keeper('retry', 'perbaiki-uji');
  await scene.keeper('retry', 'perbaiki-uji');
  // Gone now; what it had failed with before is still a person's to decide.
  expect(await scene.events('scratch.destroyed')).toHaveLength(1);
  expect((await scene.notices('task-opened')).at(-1)?.params).toMatchObject({ code: 'no-space', isScratchLeft: false });
  await scene.keeper('abandon', 'perbaiki-uji', words);
  expect(await scene.state()).toBe('ditutup');
});
