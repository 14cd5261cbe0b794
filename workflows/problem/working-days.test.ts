import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

test('a report of Friday 15.00 in Salatiga is due on Monday 15.00, one working day by ERR-2', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-15 15:00' });
  expect(await scene.due()).toBe('follow-up due 2027-01-18 15:00:00');
  await scene.sleepUntil('2027-01-18 14:59:00');
  expect(await scene.rungs()).toEqual([]);
  await scene.sleepUntil('2027-01-18 15:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-18 15:00:00']);
  expect((await scene.row()).lateMs).toBeLessThan(5_000);
});

test('over Lebaran 2027 the working day ends after the holidays and the joint leave', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-03-05 14:00' });
  expect(await scene.due()).toBe('follow-up due 2027-03-16 14:00:00');
});

test('over Lebaran 2026, whose days have to be moved once they have passed, the scene keeps its holidays and its people', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2026-03-17 14:00' });
  expect(await scene.due()).toBe('follow-up due 2026-03-25 14:00:00');
  await scene.sleepUntil('2026-03-25 14:00');
  expect(await scene.mails('escalation')).toEqual(['escalation -> slt-02']);
});

test('in Ramadan the shorter day decides: what came after its closing counts from the next opening', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-02-10 15:30' });
  expect(await scene.due()).toBe('follow-up due 2027-02-12 08:00:00');
  await scene.sleepUntil('2027-02-12 08:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-02-12 08:00:00']);
});

test('a report of the night is due one working day after the opening', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-12 22:10' });
  expect(await scene.due()).toBe('follow-up due 2027-01-14 07:30:00');
});

test('a deadline past the last decreed year is provisional, and says so', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-12-31 15:00' });
  expect(await scene.due()).toBe('follow-up due 2028-01-03 15:00:00 (provisional)');
});

test('a report that reached the office before its entry counts from the receipt', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 09:00', startAt: '2027-01-18 11:30' });
  expect(await scene.due()).toBe('follow-up due 2027-01-19 09:00:00');
});
