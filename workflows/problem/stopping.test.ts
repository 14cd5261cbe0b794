import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

const tangani = async () => (await scene.task('tangani')).id;
const mondayAtTen = () => openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });

test('a claim stops no clock: the ladder goes on', async () => {
  scene = await mondayAtTen();
  expect(await scene.act('claim', { by: 'slt-05', taskId: await tangani() })).toBe('diterima');
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
});

test('handing over to the technical level stops the follow-up clock and starts the answer clock', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-18 14:00');
  expect(await scene.act('hand-over', { by: 'slt-05', taskId: await tangani(), to: 'technical' })).toBe('ditangani');
  expect(await scene.due()).toMatch('answer due 2027-01-21 14:00');
  expect(await scene.tasks()).toMatchObject([{ kind: 'tangani', state: 'open', function: 'administrator-sistem', claimedBy: null }]);
  expect((await scene.mails('task-opened')).slice(2)).toEqual(['task-opened -> slt-03', 'task-opened -> slt-07']);
  await scene.sleepUntil('2027-01-20 12:00');
  expect(await scene.rungs()).toEqual([]);
});

test('handing over to a colleague of the desk stops nothing, and the colleague is told', async () => {
  scene = await mondayAtTen();
  expect(await scene.act('hand-over', { by: 'slt-05', taskId: await tangani(), to: 'desk', person: 'slt-06' })).toBe('diterima');
  expect(await scene.due()).toBe('follow-up due 2027-01-19 10:00:00');
  expect((await scene.mails('task-opened')).at(-1)).toBe('task-opened -> slt-06');
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.rungs()).toHaveLength(1);
});

test('an act after the first rung cancels the rest of the ladder, and the fired rung stands', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-19 10:30');
  expect(await scene.act('ask', { by: 'slt-05', taskId: await tangani(), text: 'Mohon kirim tangkapan layar.' })).toBe('menunggu-data');
  await scene.sleepUntil('2027-01-22 12:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
  expect(await scene.mails('escalation', 'lkpp-report', 'approval-asked')).toEqual(['escalation -> slt-02']);
});

test('an answer stops both clocks, and only the confirmation of the reporter is waited for', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-18 11:00');
  expect(await scene.act('answer', { by: 'slt-05', taskId: await tangani(), text: 'Sudah diperbaiki.' })).toBe('menunggu-konfirmasi');
  expect(await scene.due()).toMatch('confirm due 2027-01-21 11:00');
  expect((await scene.events()).map(({ type, actor }) => `${type} by ${actor}`)).toEqual(['case.opened by reporter', 'followed-up by slt-05', 'answered by slt-05']);
  expect(await scene.openKinds()).toEqual(['tutup']);
});

test('an answer after the last rung withdraws the report to LKPP that still waits for its approval', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-20 10:00');
  expect(await scene.openKinds()).toEqual(['setujui-laporan-lkpp', 'tangani']);
  await scene.act('answer', { by: 'slt-05', taskId: await tangani(), text: 'Sudah diperbaiki.' });
  await scene.sleepUntil('2027-01-21 08:00');
  expect(await scene.openKinds()).toEqual(['tutup']);
  expect(await scene.mails('lkpp-report')).toEqual([]);
});
