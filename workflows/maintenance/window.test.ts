import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { approve, freely, plan, reason, withLeads, type Maintenance, type Planned } from './testing/scene.ts';

/** The course of a window: slt-03 and slt-07 are Administrator Sistem, slt-02 is Kepala LPSE. */
let stage: Stage;
let scene: Maintenance;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const planned = async (more: Planned = {}): Promise<void> => { scene = await plan(more, stage); };

const templates = async () => (await scene.told()).map(({ template }) => template);

test('a window that is moved once and overruns tells everyone of each change, asks at its end, climbs the ladder, and closes once its mails are looked through', async () => {
  await planned({ change: withLeads('[{ days: 1 }]') });
  expect(await scene.work('approve', approve)).toBe('terjadwal');
  expect(await scene.page()).toBe('terjadwal 2027-01-23 22:00:00 - 2027-01-24 02:00:00, revision 0');
  expect(await scene.due()).toBe('start due 2027-01-23 22:00:00');
  await scene.sleepUntil('2027-01-20 10:00');
  expect(await scene.work('move', { startsAt: scene.iso('2027-01-30 22:00'), endsAt: scene.iso('2027-01-31 02:00'), text: reason })).toBe('terjadwal');
  expect((await scene.told()).at(-1)).toMatchObject({
    template: 'moved', isUrgent: false, systems: ['spse', 'situs'], until: null,
    params: { beforeStartsAt: scene.time.at('2027-01-23 22:00'), startsAt: scene.time.at('2027-01-30 22:00'), newsId: (await scene.events('maintenance.moved'))[0]!.data.textId },
  });
  // Who approved it once is told, and not asked again.
  expect(await scene.mails('window-changed', 'approval-asked')).toEqual(['approval-asked -> slt-02', 'window-changed -> slt-02']);
  await scene.sleepUntil('2027-01-30 22:00');
  expect(await scene.page()).toBe('berlangsung 2027-01-30 22:00:00 - 2027-01-31 02:00:00, revision 2');
  expect((await scene.told()).at(-1)).toMatchObject({ template: 'started', params: { dueAt: scene.time.at('2027-01-30 22:00') }, until: new Date(scene.time.at('2027-01-31 02:00')) });
  await scene.sleepUntil('2027-01-31 03:10');
  expect(await scene.state()).toBe('melewati-jadwal');
  expect(await scene.mails('end-asked', 'escalation')).toEqual(['end-asked -> slt-03', 'end-asked -> slt-07', 'escalation -> slt-03', 'escalation -> slt-07', 'escalation -> slt-02']);
  expect(await scene.rungs('end')).toEqual(['1 administrator-sistem 2027-01-31 02:30:00', '2 kepala-lpse 2027-01-31 03:00:00']);
  expect(await scene.work('extend', { endsAt: scene.iso('2027-01-31 05:00'), text: reason })).toBe('berlangsung');
  expect((await scene.tasks()).find(({ kind }) => kind === 'pemeliharaan')).toMatchObject({ dueAt: '2027-01-31 05:00:00' });
  await scene.sleepUntil('2027-01-31 05:20');
  expect(await scene.mails('end-asked')).toHaveLength(4);
  expect(await scene.work('step', { text: reason })).toBe('melewati-jadwal');
  expect(await scene.work('finish', { endedAt: scene.iso('2027-01-31 05:10') })).toBe('menunggu-surat');
  expect(await scene.page()).toBe('selesai 2027-01-30 22:00:00 - 2027-01-31 05:10:00, revision 6, official');
  expect((await scene.toMany()).map((line) => line.slice(0, -3))).toEqual([
    'planned 2027-01-18 10:00', 'moved 2027-01-20 10:00', 'reminder 2027-01-28 16:00',
    'started 2027-01-30 22:00', 'extended 2027-01-31 03:10', 'finished 2027-01-31 05:20',
  ]);
  expect(await scene.openKinds()).toEqual([]);
  await scene.deliverToMany({ held: 1 });
  expect(await scene.state()).toBe('menunggu-surat');
  expect(await scene.work('checked', { kind: 'periksa-surat' })).toBe('ditutup');
  await scene.finish();
  expect((await scene.events('case.closed'))[0]!.data).toEqual({ outcome: 'finished' });
});

test('an overrun that the whole ladder was silent about is asked for every 24 hours until somebody records its end', async () => {
  await planned({ change: freely(), receivedAt: '2027-01-22 20:00', window: ['2027-01-22 22:00', '2027-01-23 02:00'] });
  const again = async () => (await scene.notices('end-asked')).filter(({ params }) => params.again === true).map(({ recipient, urgency }) => `${recipient} ${urgency}`);
  await scene.sleepUntil('2027-01-24 02:59');
  expect([await scene.rungs('end'), await again()]).toEqual([expect.arrayContaining(['2 kepala-lpse 2027-01-23 03:00:00']), []]);
  await scene.sleepUntil('2027-01-25 03:05');
  expect(await again()).toEqual(['slt-03 reminder', 'slt-07 reminder', 'slt-03 reminder', 'slt-07 reminder']);
  await scene.work('extend', { endsAt: scene.iso('2027-01-26 12:00'), text: reason });
  await scene.sleepUntil('2027-01-26 11:00');
  expect(await again()).toHaveLength(4);
});

test('a window over midnight and the end of the year counts its reminders back in working time, and asks at its end on the holiday', async () => {
  await planned({ change: freely(), receivedAt: '2026-12-21 09:00', window: ['2026-12-31 22:00', '2027-01-01 04:00'] });
  await scene.sleepUntil('2027-01-01 04:00');
  // The 24th and the 25th are days off, and what starts after closing counts from closing.
  expect(await scene.toMany()).toEqual([
    expect.stringContaining('planned 2026-12-21 09:00'), 'reminder 2026-12-28 16:00:00', 'reminder 2026-12-30 16:00:00', 'reminder 2026-12-31 15:00:00', 'started 2026-12-31 22:00:00',
  ]);
  expect(await scene.page()).toBe('melewati-jadwal 2026-12-31 22:00:00 - 2027-01-01 04:00:00, revision 2');
  expect(scene.time.local((await scene.notices('end-asked'))[0]!.nextAt)).toBe('2027-01-01 04:00:00');
});

test('a day off that is decreed later moves the reminders, and never the window', async () => {
  await planned({ change: freely(), receivedAt: '2027-01-18 08:00', window: ['2027-01-22 14:00', '2027-01-22 15:00'] });
  await scene.changeOffice((yaml) => freely()(yaml).replace('\nparameters:', `
daysOff:
  - { date: 2027-01-21, name: Contoh libur, document: { title: Contoh surat edaran, number: CONTOH/SE-1/2027, date: 2027-01-15 } }

parameters:`));
  await scene.sleepUntil('2027-01-22 13:30');
  expect((await scene.toMany()).slice(1)).toEqual(['reminder 2027-01-18 14:00:00', 'reminder 2027-01-20 14:00:00', 'reminder 2027-01-22 13:00:00']);
  expect(await scene.due()).toBe('start due 2027-01-22 14:00:00');
  expect(await scene.events('deadline.moved')).toEqual([]);
});

test('a reminder that comes with the announcement is left out', async () => {
  await planned({ change: freely(), receivedAt: '2027-01-18 09:00', window: ['2027-01-18 10:40', '2027-01-18 11:00'] });
  await scene.sleepUntil('2027-01-18 10:30');
  expect(await templates()).toEqual(['planned']);
  expect((await scene.events('reminder.skipped')).map(({ data, dueAt }) => [data.why, dueAt])).toEqual([['just-told', '2027-01-18 09:40:00']]);
});

test('of the reminders that passed while no worker ran only the latest is sent', async () => {
  await planned({ workerStops: true, change: freely('[{ hours: 3 }, { hours: 2, minutes: 59, seconds: 59 }]'), receivedAt: '2027-01-18 08:00', window: ['2027-01-18 14:00', '2027-01-18 15:00'] });
  await scene.sleepUntil('2027-01-18 09:50');
  await stage.stopWorker();
  await scene.sleepUntil('2027-01-18 09:59:56');
  await scene.clockPasses('2027-01-18 10:00:01');
  await stage.startWorker();
  await scene.sleepUntil('2027-01-18 11:00');
  expect((await scene.told()).slice(1)).toMatchObject([{ template: 'reminder', params: { dueAt: scene.time.at('2027-01-18 10:00:01') }, until: new Date(scene.time.at('2027-01-18 14:00')) }]);
  expect((await scene.events('reminder.skipped')).map(({ data, dueAt }) => [data.why, dueAt])).toEqual([['overtaken', '2027-01-18 10:00:00']]);
});

test('a window that is moved while its reminder is under way is told by its new time last, reminds anew, and never starts at the old one', async () => {
  await planned({ workerStops: true, change: freely('[{ hours: 3 }]'), receivedAt: '2027-01-18 08:00', window: ['2027-01-18 14:00', '2027-01-18 15:00'] });
  await scene.sleepUntil('2027-01-18 09:50');
  await stage.stopWorker();
  await scene.sleepUntil('2027-01-18 09:59:58');
  await scene.clockPasses('2027-01-18 10:00:00');
  const moving = scene.work('move', { startsAt: scene.iso('2027-01-19 14:00'), endsAt: scene.iso('2027-01-19 15:00'), text: reason });
  await stage.startWorker();
  expect(await moving).toBe('terjadwal');
  await scene.sleepUntil('2027-01-19 13:00');
  const told = await scene.toMany();
  expect(told.slice(told.findIndex((line) => line.startsWith('moved')))).toEqual([expect.stringContaining('moved 2027-01-18 10:00'), 'reminder 2027-01-19 10:00:00']);
  expect(await scene.page()).toBe('terjadwal 2027-01-19 14:00:00 - 2027-01-19 15:00:00, revision 1');
  expect(await scene.due()).toBe('start due 2027-01-19 14:00:00');
});

test('a window that passed while no worker ran tells nobody that it started, and asks late for its end', async () => {
  await planned({ workerStops: true, change: freely('[{ seconds: 1 }]'), receivedAt: '2027-01-18 08:00', window: ['2027-01-18 10:00:01', '2027-01-18 10:00:02'] });
  await scene.sleepUntil('2027-01-18 09:50');
  await stage.stopWorker();
  await scene.sleepUntil('2027-01-18 09:59:56');
  await scene.clockPasses('2027-01-18 10:00:02');
  await stage.startWorker();
  await scene.sleepUntil('2027-01-18 10:05');
  expect(await templates()).toEqual(['planned']);
  expect(await scene.events('maintenance.started')).toMatchObject([{ data: { isTold: false }, dueAt: '2027-01-18 10:00:01' }]);
  expect(await scene.events('reminder.missed')).toMatchObject([{ dueAt: '2027-01-18 10:00:00' }]);
  const [asked] = await scene.notices('end-asked');
  expect(asked!.params).toMatchObject({ dueAt: scene.time.at('2027-01-18 10:00:02') });
  expect(Number((asked!.params as { lateMs: number }).lateMs)).toBeGreaterThan(0);
  expect(await scene.page()).toBe('melewati-jadwal 2027-01-18 10:00:01 - 2027-01-18 10:00:02, revision 2');
});
