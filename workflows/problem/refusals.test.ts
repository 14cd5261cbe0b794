import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
let taskId: string;
beforeEach(async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  taskId = (await scene.task('tangani')).id;
});
afterEach(() => scene.end());

const text = 'Sudah diperbaiki.';

test('two people answer at once: exactly one answer stands, the other person is told that the task has ended', async () => {
  const answers = await Promise.all([scene.act('answer', { by: 'slt-05', taskId, text }), scene.act('answer', { by: 'slt-06', taskId, text })]);
  expect(answers.sort()).toEqual(['menunggu-konfirmasi', 'refused: task-ended']);
  expect(await scene.events('answered')).toHaveLength(1);
  expect(await scene.mails('answer')).toEqual(['answer -> reporter']);
});

test('the same click sent twice is one act with one answer', async () => {
  const actId = randomUUID();
  const click = { args: [{ actId, by: 'slt-05', taskId }], updateId: actId } as const;
  const first = await scene.handle.executeUpdate<unknown, [unknown]>('claim', { args: [...click.args], updateId: actId });
  const again = await scene.handle.executeUpdate<unknown, [unknown]>('claim', { args: [...click.args], updateId: actId });
  expect(again).toEqual(first);
  expect(await scene.events('task.claimed')).toHaveLength(1);
});

test('a stale click on a task that has ended is refused and leaves no trace in the record', async () => {
  await scene.act('answer', { by: 'slt-05', taskId, text });
  expect(await scene.act('ask', { by: 'slt-06', taskId, text })).toBe('refused: task-ended');
  expect(await scene.act('claim', { by: 'slt-06', taskId: randomUUID() })).toBe('refused: task-ended');
  expect(await scene.events('data.asked', 'task.claimed')).toEqual([]);
});

test('a task that a colleague claimed is refused to everyone else until it is handed over', async () => {
  await scene.act('claim', { by: 'slt-05', taskId });
  expect(await scene.act('claim', { by: 'slt-06', taskId })).toBe('refused: already-claimed');
  expect(await scene.act('answer', { by: 'slt-06', taskId, text })).toBe('refused: task-claimed');
  await scene.act('hand-over', { by: 'slt-05', taskId, to: 'desk', person: 'slt-06' });
  expect(await scene.act('answer', { by: 'slt-06', taskId, text })).toBe('menunggu-konfirmasi');
});

test('an act on a task of another kind is refused', async () => {
  expect(await scene.act('approve', { by: 'slt-01', taskId })).toBe('refused: wrong-task');
  expect(await scene.act('close', { by: 'slt-05', taskId, text })).toBe('refused: wrong-task');
});

test('the reporter can reply only to a question and confirm or reopen only an answer', async () => {
  expect(await scene.act('reply', { text })).toBe('refused: wrong-state');
  expect(await scene.act('confirm')).toBe('refused: wrong-state');
  expect(await scene.act('reopen', { text })).toBe('refused: wrong-state');
});

test('a forward without one of the two legal grounds is refused', async () => {
  expect(await scene.act('forward', { by: 'slt-05', taskId, ground: 'malas', text })).toBe('refused: wrong-state');
});

test('a second question while the first is open is refused', async () => {
  await scene.act('ask', { by: 'slt-05', taskId, text });
  expect(await scene.act('ask', { by: 'slt-05', taskId, text })).toBe('refused: wrong-state');
});

test('after the close every act is refused, before and after the workflow has ended', async () => {
  await scene.act('answer', { by: 'slt-05', taskId, text });
  const closing = (await scene.task('tutup')).id;
  await scene.act('confirm');
  expect(await scene.act('confirm')).toBe('refused: case-closed');
  expect(await scene.act('reopen', { text })).toBe('refused: case-closed');
  expect(await scene.act('close', { by: 'slt-05', taskId: closing, text })).toBe('refused: task-ended');
  await scene.finish();
  expect(await scene.act('reopen', { text })).toBe('refused: not-found');
  expect(await scene.state()).toBe('ditutup');
});

test('a cancellation request from outside is not obeyed: people close cases', async () => {
  await scene.handle.cancel();
  await scene.settled();
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
  expect(await scene.act('answer', { by: 'slt-05', taskId, text })).toBe('menunggu-konfirmasi');
  await scene.sleepUntil('2027-01-22 10:01');
  expect(await scene.state()).toBe('ditutup');
});
