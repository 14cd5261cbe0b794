import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { backupCopies } from '../../db/backup-schema.ts';
import { refuseMail } from '../testing/account.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { openCustody, registerMedium, type CustodyScene, type Start } from './testing/scene.ts';

/** UU 27/2022 Pasal 46, and the end of a medium: what becomes of one that does not come back. */
let stage: Stage;
let scene: CustodyScene;
beforeAll(async () => {
  stage = await openStage();
  for (const code of ['media-a', 'media-b']) await registerMedium(stage, code, { takenAt: new Date(1), verifiedAt: new Date(2) });
});
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start) => { scene = await openCustody(start, stage); };
const words = { text: 'Tas pembawa tertinggal di angkutan umum.' };

test('lost on the way: those above know at once, the notice is owed within 72 clock hours, asked for before and told upwards after', async () => {
  await open({ move: 'keluar', receivedAt: '2027-01-21 10:00' });
  await scene.hand('2027-01-21 10:00');
  await scene.sleepUntil('2027-01-21 20:00');
  expect(await scene.keeper('lost', 'awasi-perjalanan', { ...words, at: scene.iso('2027-01-21 18:00') })).toBe('hilang');
  expect([await scene.where(), await scene.due(), await scene.openKinds()]).toEqual(['hilang', 'notice due 2027-01-24 18:00:00', ['beri-tahu-kehilangan', 'cari-media']]);
  expect((await scene.notices('medium-lost')).map(({ recipient, urgency }) => [recipient, urgency])).toEqual([['slt-03', 'deadline'], ['slt-07', 'deadline'], ['slt-02', 'deadline']]);
  expect((await scene.moves()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['keluar ruang-server>brankas', 'hilang ->-']);
  expect(await scene.keeper('give-up', 'cari-media', words)).toBe('refused: notice-owed');
  // A Sunday: the law counts hours, and people are told then, too.
  await scene.sleepUntil('2027-01-24 17:00');
  expect((await scene.asked()).filter((one) => one.startsWith('beri-tahu-kehilangan'))).toEqual(['beri-tahu-kehilangan -> slt-02', 'beri-tahu-kehilangan (again) -> slt-02', 'beri-tahu-kehilangan (again) -> slt-02']);
  await scene.sleepUntil('2027-01-24 20:01');
  expect(await scene.rungs('notice')).toEqual(['1 administrator-sistem 2027-01-24 18:00:00', '2 kepala-lpse 2027-01-24 20:00:00']);
  expect(await scene.head('notified', 'beri-tahu-kehilangan', { at: scene.iso('2027-01-21 17:00'), text: 'Surat.' })).toBe('refused: before-loss');
  expect(await scene.head('notified', 'beri-tahu-kehilangan', { at: scene.iso('2027-01-24 20:00'), text: 'Surat kepada pengguna dan lembaga.' })).toBe('hilang');
  // Still searched for, and asked about every week.
  await scene.sleepUntil('2027-01-28 20:05');
  expect((await scene.asked()).at(-1)).toMatch(/^cari-media \(again\)/);
  expect(await scene.keeper('give-up', 'cari-media', words)).toBe('ditutup');
  expect([await scene.where(), (await scene.events('case.closed'))[0]!.data.outcome]).toEqual(['hilang', 'lost']);
});

test('told while no worker ran, the 72 hours count from when it was known, and what was missed is told late', async () => {
  await open({ move: 'hilang', enteredBy: 'slt-05', receivedAt: '2027-01-18 10:00', startAt: '2027-01-21 11:00' });
  expect(await scene.due()).toBe('notice due 2027-01-21 10:00:00');
  expect(await scene.rungs('notice')).toEqual(['1 administrator-sistem 2027-01-21 10:00:00']);
  expect((await scene.events('reminder.missed')).map(({ data }) => data.clock)).toEqual(['notice', 'notice']);
  expect((await scene.events('escalated'))[0]!.lateMs).toBeGreaterThan(3_500_000);
});

test('found before the notice: none is owed any more, and the register says where it is', async () => {
  await open({ move: 'hilang', medium: 'media-b', enteredBy: 'slt-05', facts: { since: '2027-01-18T08:00:00+07:00' } });
  expect(await scene.due()).toBe('notice due 2027-01-21 08:00:00');
  await refuseMail(scene, 'medium-lost');
  expect(await scene.openKinds()).toContain('hubungi-pejabat');
  expect(await scene.keeper('found', 'cari-media', { place: 'arsip', inServerRoom: false, text: 'Di laci arsip.' })).toBe('ditutup');
  expect(await scene.events('medium.found')).toMatchObject([{ actor: 'slt-03', data: { place: 'arsip', wasTold: false } }]);
  expect([await scene.where(), await scene.openKinds(), await scene.due()]).toEqual(['di-tempat-simpan arsip slt-03', [], null]);
  expect(await scene.mails('medium-found')).toHaveLength(3);
  expect((await scene.moves()).map((line) => line.split(' ')[0])).toEqual(['hilang', 'ditemukan']);
});

test('a worn-out medium is destroyed before another person, and nothing lies on it any more', async () => {
  await open({ move: 'musnah', medium: 'media-b' });
  expect(await scene.due()).toBe('destruction due 2027-01-19 10:00:00');
  expect(await scene.keeper('destroy', 'musnahkan-media', { at: scene.iso('2027-01-18 11:00'), witness: 'slt-03', text: 'Dibor.' })).toBe('refused: witness-not-apart');
  expect(await scene.keeper('destroy', 'musnahkan-media', { at: scene.iso('2027-01-18 11:00'), witness: 'slt-05', text: 'Dibor.' })).toBe('menunggu-berita-acara');
  expect([await scene.where(), (await scene.moves()).at(-1)]).toEqual(['dimusnahkan', 'musnah ruang-server>- slt-03/-/slt-05 2027-01-18 11:00:00..2027-01-18 11:00:00']);
  expect((await stage.db.select().from(backupCopies).where(eq(backupCopies.store, 'media-b'))).map(({ removedAt }) => removedAt !== null)).toEqual([true]);
  expect((await stage.db.select().from(backupCopies).where(eq(backupCopies.store, 'media-a'))).map(({ removedAt }) => removedAt)).toEqual([null]);
  expect(await scene.keeper('no-paper', 'berita-acara', { text: 'Dicatat di agenda.' })).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]!.data.outcome).toBe('destroyed');
});
