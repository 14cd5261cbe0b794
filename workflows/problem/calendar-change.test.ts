import { afterEach, expect, test } from 'vitest';
import { dayOff } from '../testing/day-off.ts';
import { openCase, type Case, type Scene } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

const mondayAtTen = (more: Partial<Scene> = {}) => openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', ...more });

test('a new day off moves the open deadline; the record says from when to when and why, and reporter and desk are mailed', async () => {
  scene = await mondayAtTen();
  await scene.changeOffice(dayOff('2027-01-19'));
  expect(await scene.due()).toBe('follow-up due 2027-01-20 10:00:00');
  expect((await scene.events('deadline.moved')).map(({ data }) => ({ ...data, before: scene.time.local(data.before as number), after: scene.time.local(data.after as number) })))
    .toEqual([{
      clock: 'follow-up', before: '2027-01-19 10:00:00', after: '2027-01-20 10:00:00', provisional: false,
      calendarVersion: 2, reason: 'Berkas kantor kota-salatiga.yaml, versi 2',
    }]);
  expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> reporter', 'deadline-moved -> slt-05', 'deadline-moved -> slt-06']);
  await scene.sleepUntil('2027-01-20 10:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-20 10:00:00']);
});

test('a calendar that leaves the deadline where it was says nothing to anybody', async () => {
  scene = await mondayAtTen();
  await scene.changeOffice(dayOff('2027-02-15'));
  expect(await scene.due()).toBe('follow-up due 2027-01-19 10:00:00');
  expect(await scene.events('deadline.moved')).toEqual([]);
  expect(await scene.mails('deadline-moved')).toEqual([]);
});

test('a case that is told twice about one calendar moves once', async () => {
  scene = await mondayAtTen();
  await scene.changeOffice(dayOff('2027-01-19'));
  await scene.signal('calendarChanged', { version: 2 });
  expect(await scene.events('deadline.moved')).toHaveLength(1);
});

test('rungs that have fired stand with their lateness; the rungs still to come move', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-19 12:00');
  await scene.changeOffice(dayOff('2027-01-20'));
  await scene.sleepUntil('2027-01-22 12:00');
  expect(await scene.rungs()).toEqual([
    '1 kepala-lpse 2027-01-19 10:00:00', '2 kepala-ukpbj 2027-01-19 14:45:00', '3 lkpp 2027-01-21 10:00:00',
  ]);
  expect(await scene.events('deadline.moved')).toEqual([]);
});

test('a holiday decreed after the breach moves the deadline in the record and takes no rung back', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-19 10:30');
  await scene.changeOffice(dayOff('2027-01-19'));
  expect(await scene.events('deadline.moved')).toHaveLength(1);
  await scene.sleepUntil('2027-01-22 12:00');
  expect(await scene.rungs()).toEqual([
    '1 kepala-lpse 2027-01-19 10:00:00', '2 kepala-ukpbj 2027-01-20 14:45:00', '3 lkpp 2027-01-21 10:00:00',
  ]);
  expect(await scene.mails('escalation')).toEqual(['escalation -> slt-02', 'escalation -> slt-01']);
});

test('new office hours move the running deadline and its reminders', async () => {
  scene = await mondayAtTen();
  await scene.changeOffice((yaml) => yaml.replace('selasa: [07:30-12:00, 13:00-16:00]', 'selasa: [10:30-12:00, 13:00-16:00]'));
  expect(await scene.due()).toBe('follow-up due 2027-01-19 10:30:00');
});

test('a clock that stands still while the reporter owes data is counted by the new calendar when it goes on, without a false alarm', async () => {
  scene = await mondayAtTen();
  await scene.act('hand-over', { by: 'slt-05', taskId: (await scene.task('tangani')).id, to: 'technical' });
  await scene.act('ask', { by: 'slt-03', taskId: (await scene.task('tangani')).id, text: 'Mohon kirim tangkapan layar.' });
  await scene.changeOffice(dayOff('2027-02-15'));
  await scene.sleepUntil('2027-01-19 10:00');
  await scene.act('reply', { text: 'Terlampir.' });
  expect(await scene.due()).toMatch(/^answer due 2027-01-22 (09:59:5|10:00:0)/);
  // What a plan has to say is written with the step after it: here the last reminder.
  await scene.sleepUntil('2027-01-22 09:30');
  expect(await scene.events('reminded')).toHaveLength(2);
  expect(await scene.events('deadline.moved')).toEqual([]);
});

test('the window in which the reporter may confirm moves too', async () => {
  scene = await mondayAtTen();
  await scene.act('answer', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Sudah diperbaiki.' });
  await scene.changeOffice(dayOff('2027-01-20'));
  expect(await scene.due()).toMatch('confirm due 2027-01-22 10:00');
  expect((await scene.events('deadline.moved')).map(({ data }) => data.clock)).toEqual(['confirm']);
  expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> reporter']);
});

test('the time in which the reporter owes data moves, and the reporter is told', async () => {
  scene = await mondayAtTen();
  await scene.act('ask', { by: 'slt-05', taskId: (await scene.task('tangani')).id, text: 'Mohon kirim tangkapan layar.' });
  await scene.changeOffice(dayOff('2027-01-20'));
  expect(await scene.due()).toMatch('data due 2027-01-26 10:00');
  expect((await scene.events('deadline.moved')).map(({ data }) => data.clock)).toEqual(['data']);
  expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> reporter']);
});

test('the time of a silent approver moves with its task, and only the approver is told', async () => {
  scene = await mondayAtTen();
  await scene.sleepUntil('2027-01-20 10:00');
  await scene.changeOffice((yaml) => yaml.replace('rabu: [07:30-12:00, 13:00-16:00]', 'rabu: [07:30-12:00, 14:00-16:00]'));
  expect((await scene.tasks()).find(({ kind }) => kind === 'setujui-laporan-lkpp')).toMatchObject({ dueAt: expect.stringContaining('2027-01-20 15:45') });
  expect((await scene.events('deadline.moved')).map(({ data }) => data.clock)).toEqual(['lkpp-approval']);
  expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> slt-01']);
  await scene.sleepUntil('2027-01-20 15:44');
  expect(await scene.mails('lkpp-report')).toEqual([]);
  await scene.sleepUntil('2027-01-20 15:46');
  expect(await scene.mails('lkpp-report')).toEqual(['lkpp-report -> lkpp']);
});

test('a calendar change and the old deadline that reach the case in the same instant: no rung fires by the old plan', async () => {
  scene = await mondayAtTen({ workerStops: true });
  await scene.sleepUntil('2027-01-19 09:50');
  await scene.stopWorker();
  await scene.sleepUntil('2027-01-19 09:59:57');
  await scene.changeOffice(dayOff('2027-01-19'));
  await scene.clockPasses('2027-01-19 10:00:00');
  await scene.startWorker();
  await scene.settled();
  const { events } = await scene.handle.fetchHistory();
  expect(events?.filter((event) => event.timerFiredEventAttributes), 'two reminders and the old deadline').toHaveLength(3);
  expect(await scene.rungs()).toEqual([]);
  expect(await scene.due()).toBe('follow-up due 2027-01-20 10:00:00');
  await scene.sleepUntil('2027-01-20 10:00');
  expect(await scene.rungs()).toEqual(['1 kepala-lpse 2027-01-20 10:00:00']);
});
