import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

/** Kepala LPSE (slt-02) is Plh Kepala UKPBJ for slt-01 on 18 and 19 January. */
const plh = '  - { person: slt-02, function: kepala-ukpbj, decree: { number: CONTOH/SLT/SPT-1/2027, date: 2027-01-15 }, from: 2027-01-18, until: 2027-01-19, acting: { kind: plh, for: slt-01 } }\n';
const change = (yaml: string) => yaml.replace('\nleaves:', `${plh}\nleaves:`);
const forwarded = async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', change });
  await scene.sleepUntil('2027-01-19 09:00');
  await scene.act('forward', { by: 'slt-05', taskId: (await scene.task('tangani')).id, ground: 'belum-tercakup', text: 'Galat 500.' });
  return (await scene.task('setujui-penerusan')).id;
};

test('a Plh gets the tasks and mails of the term; when it ends in the middle of a task everything falls back', async () => {
  const taskId = await forwarded();
  expect(await scene.mails('approval-asked')).toEqual(['approval-asked -> slt-02']);
  expect(await scene.act('claim', { by: 'slt-02', taskId })).toBe('menunggu-persetujuan');
  await scene.sleepUntil('2027-01-19 13:46');
  expect(await scene.mails('approval-asked')).toEqual(['approval-asked -> slt-02', 'approval-asked -> slt-02']);
  await scene.sleepUntil('2027-01-20 08:00');
  // The API says that the claim has lapsed, because its claimer holds the function no more (api/act.ts).
  expect(await scene.act('approve', { by: 'slt-01', taskId })).toBe('refused: task-claimed');
  expect(await scene.act('approve', { by: 'slt-01', taskId, claimLapsed: true })).toBe('diteruskan');
});

test('a rung inside the term reaches the Plh only, one after it the holder only', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 08:00', change });
  await scene.sleepUntil('2027-01-19 16:00');
  expect(await scene.mails('escalation')).toEqual(['escalation -> slt-02', 'escalation -> slt-02']);
  await scene.end();
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-19 08:00', change });
  await scene.sleepUntil('2027-01-20 16:00');
  expect(await scene.mails('escalation')).toEqual(['escalation -> slt-02', 'escalation -> slt-01']);
}, 180_000);
