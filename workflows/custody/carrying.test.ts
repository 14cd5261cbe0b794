import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dayOff } from '../testing/day-off.ts';
import { draftMediaPaper, scannedCopy } from '../testing/papers.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { openCustody, registerMedium, withMedia, type CustodyScene, type Start } from './testing/scene.ts';

/** ARC-2: who has a medium when, and who hears that it is late. */
let stage: Stage;
let scene: CustodyScene;
beforeAll(async () => {
  stage = await openStage();
  for (const code of ['media-a', 'media-b']) await registerMedium(stage, code, { takenAt: new Date(1), verifiedAt: new Date(2) });
});
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start) => { scene = await openCustody(start, stage); };

test('goes out over a carrier to a receiver, who alone receives it, and back again; the paper of each is signed', async () => {
  await open({ move: 'keluar' });
  expect([await scene.state(), await scene.where(), await scene.due()]).toEqual(['menunggu-serah', 'di-ruang-server ruang-server', 'handover due 2027-01-19 10:00:00']);
  expect(await scene.hand('2027-01-18 10:30', { receiver: 'slt-06', receiverFunction: 'helpdesk' })).toBe('refused: receiver-not-apart');
  expect(await scene.hand('2027-01-18 10:30', { receiver: 'slt-03' })).toBe('refused: receiver-not-apart');
  expect(await scene.hand('2027-01-18 10:30', { giver: 'slt-05' })).toBe('refused: receiver-not-apart');
  expect(await scene.hand('2027-01-18 10:30')).toBe('dalam-perjalanan');
  expect([await scene.where(), await scene.due(), await scene.openKinds()]).toEqual(['dalam-perjalanan slt-06', 'receipt due 2027-01-19 10:30:00', ['awasi-perjalanan', 'terima-media']]);
  expect((await scene.asked()).at(-1)).toBe('terima-media -> slt-05');

  expect(await scene.receive('2027-01-18 11:00', 'slt-06')).toBe('refused: not-the-receiver');
  expect(await scene.by('slt-06')('claim', 'terima-media')).toBe('refused: wrong-task');
  expect(await scene.by('slt-06')('lost', 'terima-media', { text: 'Tidak ada.' })).toBe('refused: task-claimed');
  expect(await scene.receive('2027-01-18 10:29')).toBe('refused: before-handover');
  expect(await scene.receive('2027-01-18 11:00')).toBe('menunggu-berita-acara');
  expect([await scene.where(), await scene.openKinds()]).toEqual(['di-tempat-simpan brankas slt-05', ['berita-acara']]);
  expect(await scene.moves()).toEqual(['keluar ruang-server>brankas slt-03/slt-06/slt-05 2027-01-18 10:30:00..2027-01-18 11:00:00']);

  const paper = await draftMediaPaper(scene, 'slt-03');
  expect(await scene.keeper('paper', 'berita-acara', { paper })).toBe('menunggu-berita-acara');
  // Signatures are gathered for days.
  await scene.sleepUntil('2027-01-19 10:35');
  expect((await scene.asked()).at(-1)).toMatch(/^tanda-tangan \(again\)/);
  expect(await scene.keeper('sign', 'tanda-tangan', { paper, file: await scannedCopy(scene, 'slt-03') })).toBe('ditutup');
  await scene.finish();
  await scene.end();

  await open({ move: 'kembali', receivedAt: '2027-01-25 10:00' });
  await scene.hand('2027-01-25 10:00', { giver: 'slt-05', receiver: 'slt-07', receiverFunction: 'administrator-sistem' });
  expect(await scene.receive('2027-01-25 10:00', 'slt-07')).toBe('menunggu-berita-acara');
  expect(await scene.where()).toBe('di-ruang-server ruang-server slt-07');
  expect(await scene.keeper('no-paper', 'berita-acara', { text: 'Dicatat di buku agenda.' })).toBe('ditutup');
  expect((await scene.moves()).at(-1)).toBe('kembali brankas>ruang-server slt-05/slt-06/slt-07 2027-01-25 10:00:00..2027-01-25 10:00:00');
});

test('two media in rotation do not touch each other\'s register', async () => {
  await open({ move: 'keluar', medium: 'media-b' });
  await scene.hand('2027-01-18 10:00');
  expect(await scene.where()).toBe('dalam-perjalanan slt-06');
  expect(await scene.moves()).toHaveLength(1);
  expect(await scene.keeper('redirect', 'awasi-perjalanan', { to: 'arsip', receiver: 'slt-06', receiverFunction: 'helpdesk', inServerRoom: false, text: 'Brankas terkunci.' })).toBe('refused: receiver-not-apart');
  expect(await scene.keeper('redirect', 'awasi-perjalanan', { to: 'arsip', receiver: 'slt-02', receiverFunction: 'kepala-lpse', inServerRoom: false, text: 'Brankas terkunci.' })).toBe('dalam-perjalanan');
  expect((await scene.tasks()).filter(({ kind }) => kind === 'terima-media').map(({ state, claimedBy, dueAt }) => [state, claimedBy, dueAt]))
    .toEqual([['cancelled', 'slt-05', '2027-01-19 10:00:00'], ['open', 'slt-02', '2027-01-19 10:00:00']]);
  expect(await scene.receive('2027-01-18 11:00', 'slt-02')).toBe('menunggu-berita-acara');
  expect(await scene.where()).toBe('di-tempat-simpan arsip slt-02');
});

test('a hand-over and an arrival that are late are asked for, told to the keeper, then to the Kepala LPSE, and asked for again each working day', async () => {
  await open({ move: 'keluar' });
  await scene.sleepUntil('2027-01-19 12:01');
  expect(await scene.rungs('handover')).toEqual(['1 administrator-sistem 2027-01-19 10:00:00', '2 kepala-lpse 2027-01-19 12:00:00']);
  expect(await scene.mails('escalation')).toEqual(['escalation -> slt-03', 'escalation -> slt-07', 'escalation -> slt-02']);
  await scene.sleepUntil('2027-01-20 13:01');
  expect((await scene.asked()).filter((one) => one.startsWith('serahkan-media (again)'))).toEqual(['serahkan-media (again) -> slt-03', 'serahkan-media (again) -> slt-07']);
  // Entered a day late: it must have been there long ago.
  await scene.hand('2027-01-19 08:00');
  expect(await scene.rungs('receipt')).toEqual(['1 administrator-sistem 2027-01-20 08:00:00', '2 kepala-lpse 2027-01-20 10:00:00']);
  expect(await scene.asked()).toContain('terima-media (again) -> slt-05');
  await scene.receive('2027-01-20 12:00');
  expect(await scene.due()).toMatch(/^paper due/);
});

test('a day off that is decreed meanwhile moves the time and the task', async () => {
  await open({ move: 'keluar' });
  await scene.changeOffice((yaml) => dayOff('2027-01-19')(withMedia(yaml)));
  expect([await scene.due(), (await scene.task('serahkan-media')).dueAt?.getTime()]).toEqual(['handover due 2027-01-20 10:00:00', scene.time.at('2027-01-20 10:00')]);
  expect(await scene.keeper('cancel', 'serahkan-media', { text: 'Masih dipakai.' })).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]!.data.outcome).toBe('cancelled');
});
