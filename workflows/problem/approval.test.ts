import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;

/** Salatiga routes the last rung through Kepala UKPBJ (ERR-8): the approval task opens at the third rung. */
beforeEach(async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-20 10:00');
});
afterEach(() => scene.end());

const approval = async () => (await scene.task('setujui-laporan-lkpp')).id;
const report = async () => (await scene.notices('lkpp-report'))[0];

test('at the last rung Kepala UKPBJ gets a task with half a working day to decide, and no mail leaves yet', async () => {
  expect(await scene.tasks()).toMatchObject([
    { kind: 'tangani', state: 'open' },
    { kind: 'setujui-laporan-lkpp', state: 'open', function: 'kepala-ukpbj', dueAt: expect.stringContaining('2027-01-20 14:45') },
  ]);
  expect(await report()).toBeUndefined();
});

test('an approved report goes to LKPP at once, and the silence that would have sent it never comes', async () => {
  await scene.sleepUntil('2027-01-20 11:00');
  expect(await scene.act('approve', { by: 'slt-01', taskId: await approval() })).toBe('diterima');
  expect(await report()).toMatchObject({ recipient: 'lkpp', copyTo: null, urgency: 'deadline', params: { clock: 'follow-up', approval: 'given' } });
  await scene.sleepUntil('2027-01-25 12:00');
  expect(await scene.mails('lkpp-report')).toHaveLength(1);
  expect(await scene.events('lkpp.approved', 'lkpp.approval-silent')).toMatchObject([{ type: 'lkpp.approved', actor: 'slt-01' }]);
});

test('a rejected report never reaches LKPP, and the desk reads the reason', async () => {
  expect(await scene.act('reject', { by: 'slt-01', taskId: await approval(), text: 'Masalah jaringan sendiri.' })).toBe('diterima');
  await scene.sleepUntil('2027-01-25 12:00');
  expect(await report()).toBeUndefined();
  expect(await scene.mails('forward-rejected')).toEqual(['forward-rejected -> slt-05', 'forward-rejected -> slt-06']);
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('when Kepala UKPBJ stays silent the report leaves at the end of the time with Kepala UKPBJ in copy', async () => {
  await scene.sleepUntil('2027-01-20 14:44');
  expect(await report()).toBeUndefined();
  await scene.sleepUntil('2027-01-20 14:46');
  expect(await report()).toMatchObject({ recipient: 'lkpp', copyTo: 'slt-01', params: { approval: 'silent' } });
  expect(await scene.events('lkpp.approval-silent')).toMatchObject([{ at: expect.stringContaining('2027-01-20 14:45') }]);
  expect((await scene.tasks()).find(({ kind }) => kind === 'setujui-laporan-lkpp')).toMatchObject({ state: 'cancelled', outcome: 'silent' });
});

test('a decision on an approval that was already given by silence is refused', async () => {
  const taskId = await approval();
  await scene.sleepUntil('2027-01-20 14:46');
  expect(await scene.act('reject', { by: 'slt-01', taskId, text: 'Terlambat.' })).toBe('refused: task-ended');
  expect(await scene.mails('lkpp-report')).toHaveLength(1);
});

test('a refused request to Kepala UKPBJ becomes one task of the desk to ask by hand', async () => {
  const [asked] = await scene.notices('approval-asked');
  for (const noticeId of [asked!.id, asked!.id + 1000]) {
    await scene.signal('noticeFailed', { noticeId, template: 'approval-asked', recipient: 'slt-01', params: asked!.params, state: 'refused' });
  }
  expect(await scene.openKinds()).toEqual(['hubungi-pejabat', 'setujui-laporan-lkpp', 'tangani']);
  const told = (await scene.notices('task-opened')).filter(({ params }) => params.kind === 'hubungi-pejabat');
  expect(told.map(({ recipient, params }) => [recipient, params.official])).toEqual([['slt-05', 'Kepala UKPBJ'], ['slt-06', 'Kepala UKPBJ']]);
  expect(await scene.act('reached', { by: 'slt-05', taskId: (await scene.task('hubungi-pejabat')).id, text: 'Tatap muka.' })).toBe('diterima');
  expect(await scene.openKinds()).toEqual(['setujui-laporan-lkpp', 'tangani']);
});

test('the request and the report name the deadline that passed and its instant', async () => {
  await scene.sleepUntil('2027-01-20 14:46');
  for (const { params } of await scene.notices('approval-asked', 'lkpp-report')) {
    expect(params.clock).toBe('follow-up');
    expect(scene.time.local(params.deadlineAt as number)).toBe('2027-01-19 10:00:00');
  }
  expect(await scene.notices('approval-asked', 'lkpp-report')).toHaveLength(2);
});

test('a refused copy of the report to Kepala UKPBJ becomes a task of the desk, though nothing waits for a decision any more', async () => {
  await scene.sleepUntil('2027-01-20 14:46');
  const [copy] = await scene.notices('copy');
  expect(copy).toMatchObject({ recipient: 'slt-01' });
  await scene.signal('noticeFailed', { noticeId: copy!.id, template: 'copy', recipient: 'slt-01', params: copy!.params, state: 'refused' });
  expect(await scene.openKinds()).toEqual(['hubungi-pejabat', 'tangani']);
  const [told] = (await scene.notices('task-opened')).filter(({ params }) => params.kind === 'hubungi-pejabat');
  expect(told?.params).toMatchObject({ about: 'copy', official: 'Kepala UKPBJ' });
});
