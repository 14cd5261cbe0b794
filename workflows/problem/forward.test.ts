import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

const ground = 'tidak-dapat-diselesaikan';
async function forwarded(office: string, by: string): Promise<string> {
  scene = await openCase({ office, receivedAt: '2027-01-18 10:00' });
  return scene.act('forward', { by, taskId: (await scene.task('tangani')).id, ground, text: 'Galat 500 pada SPSE.' });
}
const approval = async () => (await scene.task('setujui-penerusan')).id;

test('in Malang a forward goes straight to LKPP on its legal ground, and the reporter is told', async () => {
  expect(await forwarded('kota-malang', 'mlg-06')).toBe('diteruskan');
  expect(await scene.mails('lkpp-forward', 'forwarded')).toEqual(['lkpp-forward -> lkpp', 'forwarded -> reporter']);
  expect(await scene.events('forwarded')).toMatchObject([{ data: { ground } }]);
  await scene.sleepUntil('2027-01-22 12:00');
  expect(await scene.rungs()).toEqual([]);
});

test('in Salatiga a forward waits for Kepala UKPBJ, and stops the follow-up clock when it is submitted', async () => {
  expect(await forwarded('kota-salatiga', 'slt-05')).toBe('menunggu-persetujuan');
  expect(await scene.due()).toMatch('forward-approval due 2027-01-18 14:45');
  expect(await scene.mails('approval-asked', 'lkpp-forward')).toEqual(['approval-asked -> slt-01']);
  await scene.sleepUntil('2027-01-20 12:00');
  expect(await scene.rungs('follow-up')).toEqual([]);
  expect(await scene.act('approve', { by: 'slt-01', taskId: await approval() })).toBe('diteruskan');
  expect(await scene.mails('lkpp-forward', 'forwarded')).toEqual(['lkpp-forward -> lkpp', 'forwarded -> reporter']);
});

test('an approver who says nothing about a forward is reminded each time the window is over, and nothing is sent without a decision', async () => {
  await forwarded('kota-salatiga', 'slt-05');
  await scene.sleepUntil('2027-01-18 14:44');
  expect(await scene.mails('approval-asked')).toHaveLength(1);
  await scene.sleepUntil('2027-01-18 14:46');
  expect((await scene.notices('approval-asked')).map(({ recipient, urgency, params }) => [recipient, urgency, params.again])).toEqual([['slt-01', 'case', undefined], ['slt-01', 'reminder', true]]);
  expect(await scene.due()).toMatch('forward-approval due 2027-01-19 10:00');
  expect(await scene.state()).toBe('menunggu-persetujuan');
  await scene.sleepUntil('2027-01-20 12:00');
  expect(await scene.mails('lkpp-forward')).toEqual([]);
});

test('a forward that was decided in time reminds nobody', async () => {
  await forwarded('kota-salatiga', 'slt-05');
  await scene.act('approve', { by: 'slt-01', taskId: await approval() });
  await scene.sleepUntil('2027-01-19 12:00');
  expect(await scene.mails('approval-asked')).toHaveLength(1);
});

test('a rejected forward comes back to the desk with the reason, and can be submitted again', async () => {
  await forwarded('kota-salatiga', 'slt-05');
  expect(await scene.act('reject', { by: 'slt-01', taskId: await approval(), text: 'Belum dicoba sendiri.' })).toBe('ditangani');
  expect(await scene.mails('lkpp-forward')).toEqual([]);
  expect(await scene.mails('forward-rejected')).toEqual(['forward-rejected -> slt-05', 'forward-rejected -> slt-06']);
  expect(await scene.act('forward', { by: 'slt-05', taskId: (await scene.task('tangani')).id, ground, text: 'Sudah dicoba.' })).toBe('menunggu-persetujuan');
});

test('an approval and a rejection at once: exactly one counts, the other is told that the task has ended', async () => {
  await forwarded('kota-salatiga', 'slt-05');
  const taskId = await approval();
  const answers = await Promise.all([scene.act('approve', { by: 'slt-01', taskId }), scene.act('reject', { by: 'slt-01', taskId, text: 'Tidak.' })]);
  expect(answers).toContain('refused: task-ended');
  const isForwarded = answers.includes('diteruskan');
  expect(await scene.state()).toBe(isForwarded ? 'diteruskan' : 'ditangani');
  expect(await scene.mails('lkpp-forward')).toHaveLength(isForwarded ? 1 : 0);
  expect(await scene.events('lkpp.approved', 'lkpp.rejected')).toHaveLength(1);
});

test('LKPP without an address is told by hand: the desk gets the task and records the ticket', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', change: (yaml) => yaml.replace('mail: helpdesk@lkpp.example.test', 'mail: null') });
  expect(await scene.act('forward', { by: 'mlg-06', taskId: (await scene.task('tangani')).id, ground, text: 'Galat 500.' })).toBe('diteruskan');
  expect(await scene.mails('lkpp-forward')).toEqual([]);
  await scene.act('record-ticket', { by: 'mlg-06', taskId: (await scene.task('beritahu-lkpp')).id, text: 'TKT-1' });
  expect(await scene.openKinds()).toEqual(['tangani']);
  expect(await scene.events('lkpp.ticket')).toHaveLength(1);
});

test('a forwarded report is still answered by the desk', async () => {
  await forwarded('kota-malang', 'mlg-06');
  const taskId = (await scene.task('tangani')).id;
  await scene.act('record-ticket', { by: 'mlg-06', taskId, text: 'TKT-2' });
  expect(await scene.act('answer', { by: 'mlg-06', taskId, text: 'LKPP sudah memperbaiki.' })).toBe('menunggu-konfirmasi');
});

test('a question to the reporter about a forwarded report leaves it forwarded once the data came', async () => {
  await forwarded('kota-malang', 'mlg-06');
  await scene.act('ask', { by: 'mlg-06', taskId: (await scene.task('tangani')).id, text: 'LKPP meminta tangkapan layar.' });
  expect(await scene.act('reply', { text: 'Terlampir.' })).toBe('diteruskan');
});

test('a forward that was already sent is not sent again', async () => {
  await forwarded('kota-malang', 'mlg-06');
  const again = await scene.act('forward', { by: 'mlg-06', taskId: (await scene.task('tangani')).id, ground, text: 'Lagi.' });
  expect(again).toBe('refused: wrong-state');
  expect(await scene.mails('lkpp-forward')).toHaveLength(1);
});

test('an answer found while the forward still waits for its approval withdraws the forward', async () => {
  await forwarded('kota-salatiga', 'slt-05');
  expect(await scene.act('answer', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Ternyata selesai.' })).toBe('menunggu-konfirmasi');
  expect((await scene.tasks()).find(({ kind }) => kind === 'setujui-penerusan')).toMatchObject({ state: 'cancelled', outcome: 'answered' });
  expect(await scene.mails('lkpp-forward')).toEqual([]);
});
