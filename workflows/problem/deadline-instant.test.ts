import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

test('an act and the deadline that reach the case in the same instant: the act counts, and no rung fires', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', workerStops: true });
  const taskId = (await scene.task('tangani')).id;
  await scene.sleepUntil('2027-01-19 09:50');
  await scene.stopWorker();
  await scene.sleepUntil('2027-01-19 09:59:57');
  const act = scene.act('answer', { by: 'slt-05', taskId, text: 'Sudah diperbaiki.' });
  await scene.clockPasses('2027-01-19 10:00:00');
  await scene.startWorker();
  expect(await act).toBe('menunggu-konfirmasi');
  const { events } = await scene.handle.fetchHistory();
  expect(events?.filter((event) => event.timerFiredEventAttributes), 'two reminders and the deadline itself').toHaveLength(3);
  await scene.sleepUntil('2027-01-20 12:00');
  expect(await scene.rungs()).toEqual([]);
  expect(await scene.mails('escalation')).toEqual([]);
});

test('an act seconds before the deadline leaves nothing to escalate', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-19 09:59:50');
  expect(await scene.act('answer', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Sudah diperbaiki.' })).toBe('menunggu-konfirmasi');
  await scene.sleepUntil('2027-01-20 12:00');
  expect(await scene.rungs()).toEqual([]);
});

test('an act just after the deadline finds the first rung fired and cancels every later one', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.act('answer', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Sudah diperbaiki.' })).toBe('menunggu-konfirmasi');
  await scene.sleepUntil('2027-01-21 09:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
});
