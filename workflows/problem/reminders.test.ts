import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

const reminders = async () => (await scene.events('reminded')).map(({ data, dueAt }) => `${data.point} ${dueAt}`);

test('the desk is reminded at half and at four fifths of the working time, inside it', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-15 15:00' });
  await scene.sleepUntil('2027-01-18 14:59');
  // 1 h 30 min of Friday and 6 h 30 min of Monday: after 4 h and after 6 h 24 min of 8 h.
  expect(await reminders()).toEqual(['reminder:0.5 2027-01-18 10:00:00', 'reminder:0.8 2027-01-18 13:24:00']);
  expect(await scene.mails('reminder')).toEqual(['reminder -> slt-05', 'reminder -> slt-06', 'reminder -> slt-05', 'reminder -> slt-06']);
});

test('a reminder is a reminder: the case is not late because of it', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-19 09:59');
  expect(await reminders()).toHaveLength(2);
  expect((await scene.row()).lateMs).toBeNull();
});

test('only the person who claimed the task is reminded', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  expect(await scene.act('claim', { by: 'slt-06', taskId: (await scene.task('tangani')).id })).toBe('diterima');
  await scene.sleepUntil('2027-01-19 09:59');
  expect(await scene.mails('reminder')).toEqual(['reminder -> slt-06', 'reminder -> slt-06']);
});

test('a deadline of seconds in an office that never closes reminds at the same shares', async () => {
  scene = await openCase({ office: 'kota-contoh', receivedAt: '2027-01-16 23:59:50' });
  expect(await scene.due()).toBe('follow-up due 2027-01-17 00:00:10');
  await scene.sleepUntil('2027-01-17 00:00:09');
  expect(await reminders()).toEqual(['reminder:0.5 2027-01-17 00:00:00', 'reminder:0.8 2027-01-17 00:00:06']);
});
