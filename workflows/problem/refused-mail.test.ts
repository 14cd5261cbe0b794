import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
beforeEach(async () => { scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' }); });
afterEach(() => scene.end());

const refused = (noticeId: number, recipient: string, template: string) => ({ noticeId, recipient, template, state: 'refused' });
const taskOf = async (kind: string) => (await scene.task(kind)).id;

test('a mail that the reporter\'s server refused becomes one task of the desk to reach the reporter otherwise', async () => {
  await scene.signal('noticeFailed', refused(1, 'reporter', 'receipt'));
  await scene.signal('noticeFailed', refused(2, 'reporter', 'data-asked'));
  expect(await scene.openKinds()).toEqual(['hubungi-pelapor', 'tangani']);
  expect(await scene.events('notice.failed')).toHaveLength(2);
  expect(await scene.act('reached', { by: 'mlg-06', taskId: await taskOf('hubungi-pelapor'), text: 'Per telepon.' })).toBe('diterima');
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('the desk is told of the task to reach the reporter', async () => {
  await scene.signal('noticeFailed', refused(1, 'reporter', 'receipt'));
  expect((await scene.mails('task-opened')).slice(2)).toEqual(['task-opened -> mlg-06', 'task-opened -> mlg-07']);
});

test('a refusal that the postman tells twice counts once', async () => {
  await scene.signal('noticeFailed', refused(7, 'lkpp', 'lkpp-report'));
  await scene.signal('noticeFailed', refused(7, 'lkpp', 'lkpp-report'));
  expect(await scene.events('notice.failed')).toHaveLength(1);
  expect(await scene.openKinds()).toEqual(['beritahu-lkpp', 'tangani']);
});

test('a refused mail to a colleague is recorded and opens no task', async () => {
  await scene.signal('noticeFailed', refused(3, 'mlg-06', 'reminder'));
  expect(await scene.events('notice.failed')).toMatchObject([{ data: { template: 'reminder', state: 'refused' } }]);
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('a refused mail stops no clock', async () => {
  await scene.signal('noticeFailed', refused(1, 'reporter', 'receipt'));
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
});
