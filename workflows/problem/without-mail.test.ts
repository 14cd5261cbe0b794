import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const taskOf = async (kind: string) => (await scene.task(kind)).id;
const call = () => openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', reporterHasMail: false, enteredBy: 'mlg-06' });

test('a report by telephone without an address: what a mail would have told becomes a task, and the reporter\'s words are taken down (ERR-1, ERR-25)', async () => {
  scene = await call();
  expect(await scene.events('case.opened')).toMatchObject([{ actor: 'mlg-06', data: { channel: 'telepon' } }]);
  expect(await scene.openKinds()).toEqual(['tangani']);
  await scene.act('ask', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Mohon versi peramban.' });
  expect(await scene.openKinds()).toEqual(['hubungi-pelapor', 'tangani']);
  expect((await scene.notices('task-opened')).at(-1)?.params).toMatchObject({ kind: 'hubungi-pelapor', about: 'data-asked' });
  await scene.act('reached', { by: 'mlg-06', taskId: await taskOf('hubungi-pelapor'), text: 'Ditelepon pukul 10.30.' });
  expect(await scene.act('reply-for', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Firefox 128.' })).toBe('ditangani');
  expect(await scene.events('data.received')).toMatchObject([{ actor: 'mlg-06' }]);
  expect(await scene.act('answer', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Perbarui peramban.' })).toBe('menunggu-konfirmasi');
  expect(await scene.openKinds()).toEqual(['hubungi-pelapor', 'tutup']);
  await scene.act('reopen-for', { by: 'mlg-06', taskId: await taskOf('tutup'), text: 'Masih gagal.' });
  await scene.act('answer', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Kosongkan tembolok.' });
  expect(await scene.openKinds()).toEqual(['hubungi-pelapor', 'tutup']);
  expect((await scene.notices('task-opened')).filter(({ params }) => params.about === 'answer').length).toBeGreaterThan(1);
  expect(await scene.act('reopen-for', { by: 'mlg-06', taskId: await taskOf('tutup'), text: 'Masih gagal.' })).toBe('diterima');
  expect(await scene.act('answer', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Sudah diperbaiki di server.' })).toBe('menunggu-konfirmasi');
  expect(await scene.act('close', { by: 'mlg-06', taskId: await taskOf('tutup'), text: 'Pelapor menyatakan selesai lewat telepon.' })).toBe('ditutup');
  expect((await scene.notices()).filter(({ recipient }) => recipient === 'reporter')).toEqual([]);
  await scene.finish();
});

test('a report taken down a year late is late from the first minute: every rung fires at once, marked with its lateness', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2026-01-20 10:00', startAt: '2027-01-18 10:00', enteredBy: 'slt-05' });
  expect(await scene.rungs()).toHaveLength(3);
  expect((await scene.events('escalated')).every(({ lateMs }) => (lateMs ?? 0) > 300 * 86_400_000)).toBe(true);
  expect(await scene.events('reminded')).toEqual([]);
});

test('a visit on a holiday counts from the next opening', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-01 11:00', startAt: '2027-01-04 08:00', enteredBy: 'slt-05' });
  // Monday the 4th opens at 07.30; Tuesday the 5th is Isra Mikraj.
  expect(await scene.due()).toBe('follow-up due 2027-01-06 07:30:00');
});
