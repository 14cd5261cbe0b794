import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { refuseMail } from '../testing/account.ts';
import { openOutage, type OutageScene, type Start } from './testing/scene.ts';

/** ERR-8: an outage that lasts is reported to LKPP. ERR-9: the announcement on INAPROC. */
let stage: Stage;
let scene: OutageScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start = {}) => { scene = await openOutage(start, stage); await scene.technician('confirm'); };
const words = { text: 'TKT-2027-77' };
const kepalaUkpbj = () => scene.by('slt-01');
const toLkpp = async () => (await scene.notices()).filter(({ recipient }) => recipient === 'lkpp').map(({ template, copyTo, params }) => [template, params.approval ?? null, copyTo]);

test('in Katingan it goes to LKPP by itself after four hours, its end too', async () => {
  await open({ office: 'kab-katingan' });
  await scene.sleepUntil('2027-01-19 01:59');
  expect(await toLkpp()).toEqual([]);
  await scene.sleepUntil('2027-01-19 02:00');
  expect(await toLkpp()).toEqual([['lkpp-report', 'none', null]]);
  await scene.technician('record-ticket', words);
  await scene.technician('restore', { at: scene.iso('2027-01-19 01:59') });
  expect(await toLkpp()).toEqual([['lkpp-report', 'none', null], ['lkpp-restored', null, null]]);
  expect((await scene.events('lkpp.ticket', 'escalated')).map(({ type, data }) => [type, data.to ?? null])).toEqual([['escalated', 'lkpp'], ['lkpp.ticket', null]]);
});

test('time in which it worked does not count', async () => {
  await open({ office: 'kab-katingan' });
  await scene.hears('probeRecovered', '2027-01-18 23:00');
  await scene.sleepUntil('2027-01-19 03:00');
  await scene.hears('probeFailed', '2027-01-19 03:00');
  expect(await scene.due()).toBe('lkpp due 2027-01-19 06:00:00');
  expect(await toLkpp()).toEqual([]);
});

test('in Salatiga Kepala UKPBJ approves it first, once', async () => {
  await open();
  await scene.sleepUntil('2027-01-19 02:00');
  expect([await toLkpp(), (await scene.task('setujui-laporan-lkpp')).function]).toEqual([[], 'kepala-ukpbj']);
  const task = (await scene.task('setujui-laporan-lkpp')).id;
  expect(await kepalaUkpbj()('approve', { taskId: task }, 'setujui-laporan-lkpp')).toBe('diumumkan');
  expect(await kepalaUkpbj()('reject', { taskId: task, ...words }, 'setujui-laporan-lkpp')).toBe('refused: task-ended');
  expect(await toLkpp()).toEqual([['lkpp-report', 'given', null]]);
});

test('a silent approver gets it in copy, and a rejected one never leaves', async () => {
  await open();
  await scene.sleepUntil('2027-01-19 02:00');
  const due = (await scene.tasks()).find(({ kind }) => kind === 'setujui-laporan-lkpp')!.dueAt!;
  await scene.sleepUntil(due);
  expect(await toLkpp()).toEqual([['lkpp-report', 'silent', 'slt-01']]);
  expect(await scene.events('lkpp.approval-silent')).toMatchObject([{ data: { function: 'kepala-ukpbj' } }]);
  await scene.end();
  await open();
  await scene.sleepUntil('2027-01-19 02:00');
  await kepalaUkpbj()('reject', words, 'setujui-laporan-lkpp');
  expect(await scene.mails('report-rejected')).toEqual(['report-rejected -> slt-03', 'report-rejected -> slt-07']);
  await scene.sleepUntil('2027-01-20 16:00');
  await scene.hears('probeRecovered', '2027-01-20 16:00');
  expect(await toLkpp()).toEqual([]);
});

test('over before it was approved, the report is withdrawn', async () => {
  await open();
  await scene.sleepUntil('2027-01-19 02:00');
  await scene.hears('probeRecovered', '2027-01-19 02:10');
  expect(await scene.openKinds()).toEqual(['tangani-gangguan', 'tetapkan-waktu']);
  await scene.sleepUntil('2027-01-20 16:00');
  expect(await toLkpp()).toEqual([]);
});

test('without an address a person tells LKPP, and later that it is over', async () => {
  await open({ office: 'kab-katingan' });
  await scene.sleepUntil('2027-01-19 02:00');
  await refuseMail(scene, 'lkpp-report');
  expect(await scene.task('beritahu-lkpp')).toMatchObject({ function: 'administrator-sistem' });
  await scene.technician('record-ticket', words, 'beritahu-lkpp');
  await scene.hears('probeRecovered', '2027-01-19 02:30');
  expect((await scene.notices('task-opened')).filter(({ params }) => params.kind === 'beritahu-lkpp').map(({ params }) => params.isOver)).toEqual([false, true]);
  expect(await scene.technician('record-reply', words, 'beritahu-lkpp')).toBe('pulih');
  expect(await toLkpp()).toEqual([['lkpp-report', 'none', null]]);
});

test('Salatiga announces on INAPROC: drafted, approved by Kepala LPSE, posted by a person (ERR-9)', async () => {
  await open();
  const url = { at: scene.iso('2027-01-18 22:00'), text: 'https://inaproc.example/pengumuman/7' };
  expect(await scene.technician('posted', { channel: 'inaproc', ...url })).toBe('refused: wrong-task');
  expect(await scene.technician('posted', { channel: 'whatsapp', ...url })).toBe('diumumkan');
  await scene.technician('draft-inaproc', words);
  expect(await scene.technician('draft-inaproc', words)).toBe('refused: wrong-state');
  await scene.declarer('reject', words, 'setujui-inaproc');
  await scene.technician('draft-inaproc', words);
  expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ recipient: 'slt-02', params: { kind: 'setujui-inaproc', newsId: expect.any(String) } });
  await scene.declarer('approve', {}, 'setujui-inaproc');
  expect(await scene.technician('posted', { channel: 'spse', ...url }, 'pasang-inaproc')).toBe('refused: wrong-task');
  expect(await scene.technician('posted', { channel: 'inaproc', ...url }, 'pasang-inaproc')).toBe('diumumkan');
  expect((await scene.events('posted')).map(({ actor, data }) => [actor, data.channel, data.at])).toEqual([['slt-03', 'whatsapp', scene.time.at('2027-01-18 22:00')], ['slt-03', 'inaproc', scene.time.at('2027-01-18 22:00')]]);
  expect(await scene.openKinds()).toEqual(['tangani-gangguan']);
});

test('no other text knows an announcement on INAPROC', async () => {
  await open({ office: 'kab-tulang-bawang-barat' });
  expect(await scene.technician('draft-inaproc', words)).toBe('refused: wrong-state');
});
