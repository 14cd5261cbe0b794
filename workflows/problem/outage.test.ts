import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

const days = 86_400_000;

test('everything that fell due while the engine was down fires once and late, and reminders of the past are not mailed', async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 10:00', startAt: '2027-01-23 09:00' });
  await scene.sleepUntil('2027-01-26 12:00');
  expect(await scene.rungs()).toEqual([
    '1 koordinator-help-desk 2027-01-20 10:00:00', '2 kepala-lpse 2027-01-20 14:45:00',
    '3 sekretaris-daerah 2027-01-21 10:00:00', '4 lkpp 2027-01-21 14:45:00',
  ]);
  expect((await scene.events('escalated')).map(({ lateMs }) => Math.floor((lateMs ?? 0) / days))).toEqual([2, 2, 1, 1]);
  expect((await scene.events('reminder.missed')).map(({ data }) => data.point)).toEqual(['reminder:0.5', 'reminder:0.8']);
  expect(await scene.mails('reminder', 'escalation', 'lkpp-report')).toEqual([
    'escalation -> tbb-03', 'escalation -> tbb-02', 'escalation -> tbb-01', 'lkpp-report -> lkpp',
  ]);
  expect(Math.floor(((await scene.row()).lateMs ?? 0) / days)).toBe(2);
});

test('a mail of a late rung says how late it is', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', startAt: '2027-01-19 11:00' });
  const [mail] = await scene.notices('escalation');
  expect(scene.time.local(mail?.params.dueAt as number)).toBe('2027-01-19 10:00:00');
  expect(mail?.params.lateMs).toBeGreaterThanOrEqual(3_600_000);
  await scene.sleepUntil('2027-01-21 12:00');
  expect(await scene.rungs()).toHaveLength(3);
});

test('a worker that was down over the deadline fires the rung late when it comes back, once', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', workerStops: true });
  await scene.sleepUntil('2027-01-19 09:50');
  await scene.stopWorker();
  await scene.sleepUntil('2027-01-19 09:59:58');
  await scene.clockPasses('2027-01-19 10:00:02');
  await scene.startWorker();
  await scene.settled();
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
  expect((await scene.events('escalated'))[0]?.lateMs).toBeGreaterThan(2_000);
  expect((await scene.row()).lateMs).toBeGreaterThan(2_000);
  await scene.sleepUntil('2027-01-19 14:45');
  expect(await scene.rungs()).toHaveLength(2);
});
