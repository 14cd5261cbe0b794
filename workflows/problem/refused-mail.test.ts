import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
beforeEach(async () => { scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' }); });
afterEach(() => scene.end());

const refused = (noticeId: number, recipient: string, template: string, params = {}) => ({ noticeId, recipient, template, params, state: 'refused' });
/** As the postman tells it: with what stands in the ledger. */
async function refuse(template: string, recipient: string): Promise<void> {
  const row = (await scene.notices(template)).findLast((notice) => notice.recipient === recipient);
  await scene.signal('noticeFailed', refused(row?.id ?? -1, recipient, template, row?.params));
}
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

test('a refused reminder to a colleague is recorded and opens no task', async () => {
  await scene.signal('noticeFailed', refused(3, 'mlg-06', 'reminder'));
  expect(await scene.events('notice.failed')).toMatchObject([{ data: { template: 'reminder', state: 'refused' } }]);
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('a refused mail stops no clock', async () => {
  await scene.signal('noticeFailed', refused(1, 'reporter', 'receipt'));
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-19 10:00:00']);
});

test('an escalation that did not reach its function goes to the next one at once, with the same deadline', async () => {
  await scene.sleepUntil('2027-01-19 10:00');
  await refuse('escalation', 'mlg-02');
  expect(await scene.mails('escalation')).toEqual(['escalation -> mlg-02', 'escalation -> mlg-01']);
  const [first, second] = await scene.notices('escalation');
  expect(second?.params).toMatchObject({ clock: 'follow-up', rung: 2, deadlineAt: first?.params.deadlineAt, unreached: 'Kepala UPT LPSE' });
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('when nobody of the ladder can be reached the desk gets one task to tell them by hand, and its own refused mail ends it there', async () => {
  await scene.sleepUntil('2027-01-19 10:00');
  await refuse('escalation', 'mlg-02');
  await refuse('escalation', 'mlg-01');
  await scene.sleepUntil('2027-01-19 16:00');
  await refuse('escalation', 'mlg-01');
  expect(await scene.mails('escalation')).toHaveLength(3);
  expect(await scene.openKinds()).toEqual(['hubungi-pejabat', 'tangani']);
  const told = await scene.mails('task-opened');
  expect(told.slice(2)).toEqual(['task-opened -> mlg-06', 'task-opened -> mlg-07']);
  await refuse('task-opened', 'mlg-06');
  expect(await scene.mails('task-opened')).toEqual(told);
  expect(await scene.act('reached', { by: 'mlg-06', taskId: await taskOf('hubungi-pejabat'), text: 'Per telepon.' })).toBe('diterima');
  expect(await scene.events('official.reached')).toMatchObject([{ actor: 'mlg-06' }]);
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('an escalation whose refusal comes after the answer goes no further', async () => {
  await scene.sleepUntil('2027-01-19 10:00');
  await scene.act('answer', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Sudah diperbaiki.' });
  await refuse('escalation', 'mlg-02');
  expect(await scene.mails('escalation')).toEqual(['escalation -> mlg-02']);
  expect(await scene.openKinds()).toEqual(['tutup']);
});
