import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
const taskId = async (kind: string) => (await scene.task(kind)).id;

/** Tulang Bawang Barat closes nothing before the root cause is recorded (ERR-16). */
beforeEach(async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 10:00' });
});
afterEach(() => scene.end());

test('the silence of the reporter does not close the case: the desk is asked for the root cause, which then closes it', async () => {
  await scene.act('ask', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Mohon kirim tangkapan layar.' });
  await scene.sleepUntil('2027-01-25 10:01');
  expect(await scene.state()).toBe('menunggu-akar-masalah');
  expect(await scene.openKinds()).toEqual(['tutup']);
  expect(await scene.mails('root-cause-wanted', 'closed')).toEqual(['root-cause-wanted -> tbb-04', 'root-cause-wanted -> tbb-05']);
  expect(await scene.act('root-cause', { by: 'tbb-05', taskId: await taskId('tutup'), text: 'Sertifikat server kedaluwarsa.' })).toBe('ditutup');
  expect((await scene.events('case.closed'))[0]).toMatchObject({ actor: 'tbb-05', data: { outcome: 'reporter-silent' } });
  expect(await scene.events('concluded')).toHaveLength(1);
  expect((await scene.notices('closed'))[0]?.params).toMatchObject({ outcome: 'reporter-silent' });
  await scene.finish();
});

test('a confirmed answer waits for the root cause too', async () => {
  await scene.act('answer', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Sudah diperbaiki.' });
  expect(await scene.act('confirm')).toBe('menunggu-akar-masalah');
  expect(await scene.due()).toMatch('root-cause due 2027-01-21 10:00');
  expect(await scene.act('reopen', { text: 'Masih gagal.' })).toBe('refused: wrong-state');
  expect(await scene.act('root-cause', { by: 'tbb-04', taskId: await taskId('tutup'), text: 'Sertifikat.' })).toBe('ditutup');
});

test('with the root cause recorded in time the confirmation closes at once', async () => {
  await scene.act('root-cause', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Sertifikat.' });
  await scene.act('answer', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Sudah diperbaiki.' });
  expect(await scene.act('confirm')).toBe('ditutup');
});

test('the root cause alone is no follow-up: the ladder goes on', async () => {
  await scene.act('root-cause', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Sertifikat.' });
  await scene.sleepUntil('2027-01-20 10:00');
  expect(await scene.rungs()).toEqual(['1 koordinator-help-desk 2027-01-20 10:00:00']);
});

test('the desk cannot close before the root cause, and is told so', async () => {
  await scene.act('answer', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Sudah diperbaiki.' });
  expect(await scene.act('close', { by: 'tbb-04', taskId: await taskId('tutup'), text: 'Per telepon.' })).toBe('refused: root-cause-missing');
  expect(await scene.state()).toBe('menunggu-konfirmasi');
  await scene.act('root-cause', { by: 'tbb-04', taskId: await taskId('tutup'), text: 'Sertifikat.' });
  expect(await scene.act('close', { by: 'tbb-04', taskId: await taskId('tutup'), text: 'Per telepon.' })).toBe('ditutup');
});

test('a case that waits for its root cause reminds the desk each time the window is over, until one is recorded', async () => {
  await scene.act('answer', { by: 'tbb-04', taskId: await taskId('tangani'), text: 'Sudah diperbaiki.' });
  await scene.act('confirm');
  await scene.sleepUntil('2027-01-26 10:01');
  expect((await scene.mails('root-cause-wanted')).filter((mail) => mail.endsWith('tbb-05'))).toHaveLength(3);
  expect(await scene.events('reminded')).toMatchObject([{ data: { clock: 'root-cause' } }, { data: { clock: 'root-cause' } }]);
  expect(await scene.act('root-cause', { by: 'tbb-04', taskId: await taskId('tutup'), text: 'Sertifikat.' })).toBe('ditutup');
  expect(await scene.due()).toBeNull();
  await scene.finish();
});
