import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

const tangani = async () => (await scene.task('tangani')).id;

test('a pause over a weekend adds the working time in it to the answer (ERR-4), not the hours on the wall', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-14 09:00' });
  // Half a minute after the hour, so that no pause of some seconds moves a minute.
  await scene.sleepUntil('2027-01-14 10:00:30');
  await scene.act('hand-over', { by: 'slt-05', taskId: await tangani(), to: 'technical' });
  expect(await scene.due()).toMatch('answer due 2027-01-19 10:00');
  await scene.sleepUntil('2027-01-15 15:00');
  expect(await scene.act('ask', { by: 'slt-03', taskId: await tangani(), text: 'Mohon kirim tangkapan layar.' })).toBe('menunggu-data');
  expect(await scene.due()).toMatch('data due 2027-01-22 15:00');
  await scene.sleepUntil('2027-01-18 09:30');
  expect(await scene.act('reply', { text: 'Terlampir.' })).toBe('ditangani');
  // Friday 15.00-16.30 and Monday 07.30-09.30: 3 h 30 min of working time from Tuesday 10.00.
  expect(await scene.due()).toMatch('answer due 2027-01-19 14:30');
  await scene.sleepUntil('2027-01-19 14:31');
  expect(await scene.rungs('answer')).toEqual([expect.stringContaining('1 kepala-lpse 2027-01-19 14:30')]);
});

test('while the reporter owes data no reminder and no rung of the answer clock, the target of the SLA (ERR-15), fires', async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 09:00' });
  await scene.act('ask', { by: 'tbb-04', taskId: await tangani(), text: 'Mohon kirim tangkapan layar.' });
  await scene.sleepUntil('2027-01-25 08:00');
  expect(await scene.events('reminded', 'escalated')).toEqual([]);
  expect(await scene.mails('data-asked')).toEqual(['data-asked -> reporter']);
  await scene.act('reply', { text: 'Terlampir.' });
  expect(await scene.due()).toMatch('answer due 2027-01-28 08:00');
  expect(await scene.mails('data-received')).toEqual(['data-received -> tbb-04', 'data-received -> tbb-05']);
});

test('two pauses of one answer both count', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 09:00' });
  await scene.act('ask', { by: 'slt-05', taskId: await tangani(), text: 'Pertama.' });
  await scene.sleepUntil('2027-01-18 10:00');
  await scene.act('reply', { text: 'Jawab.' });
  await scene.sleepUntil('2027-01-18 11:00');
  await scene.act('ask', { by: 'slt-05', taskId: await tangani(), text: 'Kedua.' });
  await scene.sleepUntil('2027-01-18 14:00');
  await scene.act('reply', { text: 'Jawab.' });
  // One hour, then 11.00-12.00 and 13.00-14.00.
  expect((await scene.due())?.slice(0, 27)).toBe('answer due 2027-01-21 13:00');
});

test('an answer that never comes climbs the same ladder under its own name', async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 09:00' });
  await scene.sleepUntil('2027-01-18 10:00');
  await scene.act('hand-over', { by: 'tbb-04', taskId: await tangani(), to: 'technical' });
  await scene.sleepUntil('2027-01-29 12:00');
  expect((await scene.rungs('answer')).map((rung) => rung.slice(0, -3))).toEqual([
    '1 koordinator-help-desk 2027-01-21 10:00', '2 kepala-lpse 2027-01-21 14:45', '3 sekretaris-daerah 2027-01-22 10:00', '4 lkpp 2027-01-22 15:15',
  ]);
  expect((await scene.notices('lkpp-report')).map(({ params }) => params.clock)).toEqual(['answer']);
});
