import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { overlapsOf } from '../../db/announced.ts';
import { refuseMail } from '../testing/account.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { approve, freely, plan, reason, type Maintenance, type Planned } from './testing/scene.ts';

/** What people decide about a window; slt-03 and slt-07 are Administrator Sistem, slt-02 is Kepala LPSE. */
let stage: Stage;
let scene: Maintenance;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const planned = async (more: Planned = {}): Promise<void> => { scene = await plan(more, stage); };

const templates = async () => (await scene.told()).map(({ template }) => template);
const outcome = async () => (await scene.events('case.closed')).map(({ data }) => data.outcome);
const running: Planned = { change: freely(), window: ['2027-01-18 10:00', '2027-01-18 15:00'] };

describe('the approval', () => {
  test('is asked for and reminded of; the first decision stands, and users hear of it only then', async () => {
    await planned({ facts: { overlaps: 'SLT-2027-000099', scheduleChecked: null } });
    expect(await scene.state()).toBe('menunggu-persetujuan');
    expect(await scene.openKinds()).toEqual(['pemeliharaan', 'setujui-pemeliharaan']);
    expect((await scene.notices('approval-asked'))[0]).toMatchObject({ recipient: 'slt-02', params: { overlaps: 'SLT-2027-000099', isScheduleChecked: false } });
    expect(await scene.page()).toBeNull();
    await scene.sleepUntil('2027-01-20 11:00');
    expect(await scene.mails('approval-reminder')).toEqual(Array(2).fill('approval-reminder -> slt-02'));
    const { id: taskId } = await scene.task('setujui-pemeliharaan');
    expect(await scene.work('approve', approve)).toBe('terjadwal');
    expect(await scene.act('reject', { by: 'slt-02', taskId, text: reason })).toBe('refused: task-ended');
    expect(await templates()).toEqual(['planned']);
    expect(await scene.mails('approved')).toEqual(['approved -> slt-03', 'approved -> slt-07']);
    await scene.sleepUntil('2027-01-21 11:00');
    expect(await scene.mails('approval-reminder')).toHaveLength(2);
    // Refused after the decision, there is nothing left to tell.
    await refuseMail(scene, 'approval-asked');
    expect(await scene.openKinds()).toEqual(['pemeliharaan']);
  });

  test('that is refused ends it, and nobody outside ever heard of it', async () => {
    await planned();
    // Whoever plans another window meanwhile is warned of it.
    const at = { office: 'salatiga', systems: ['situs'], startsAt: new Date(scene.time.at('2027-01-24 01:00')), endsAt: new Date(scene.time.at('2027-01-24 03:00')) };
    expect(await overlapsOf(scene.db, at)).toMatchObject([{ number: scene.input.identity.number }]);
    expect(await scene.work('reject', { ...approve, text: reason })).toBe('ditutup');
    await scene.finish();
    expect(await outcome()).toEqual(['rejected']);
    expect(await scene.mails('rejected')).toEqual(['rejected -> slt-03', 'rejected -> slt-07']);
    expect([await templates(), await scene.page(), await scene.openKinds()]).toEqual([[], null, []]);
    expect(await overlapsOf(scene.db, at)).toEqual([]);
  });

  test('that never came starts nothing: both are told at once, and only a new time can be approved', async () => {
    await planned({ window: ['2027-01-18 22:00', '2027-01-19 02:00'] });
    await scene.sleepUntil('2027-01-18 22:00');
    const told = await scene.notices('unapproved-start');
    expect(told.map(({ recipient, nextAt }) => `${recipient} ${scene.time.local(nextAt)}`)).toEqual(['slt-02', 'slt-03', 'slt-07'].map((person) => `${person} 2027-01-18 22:00:00`));
    expect([await scene.state(), await scene.page(), await templates()]).toEqual(['menunggu-persetujuan', null, []]);
    expect(await scene.work('approve', approve)).toBe('refused: past-instant');
    expect(await scene.work('extend', { endsAt: scene.iso('2027-01-19 12:00'), text: reason })).toBe('refused: past-instant');
    expect(await scene.work('finish', { endedAt: scene.iso('2027-01-18 22:00') })).toBe('refused: wrong-state');
    // From now on it is the planner who is reminded.
    await scene.sleepUntil('2027-01-19 11:00');
    expect((await scene.notices('unapproved-start')).slice(3)).toMatchObject([{ recipient: 'slt-03', params: { again: true } }, { recipient: 'slt-07' }]);
    expect(await scene.work('move', { startsAt: scene.iso('2027-01-25 22:00'), endsAt: scene.iso('2027-01-26 02:00'), text: reason })).toBe('menunggu-persetujuan');
    expect(await templates()).toEqual([]);
    expect((await scene.notices('approval-asked')).at(-1)).toMatchObject({ recipient: 'slt-02', params: { startsAt: scene.time.at('2027-01-25 22:00') } });
    expect(await scene.work('approve', approve)).toBe('terjadwal');
    expect(await scene.toMany()).toEqual([expect.stringContaining('planned 2027-01-19')]);
    expect(await scene.page()).toBe('terjadwal 2027-01-25 22:00:00 - 2027-01-26 02:00:00, revision 0');
  });

  test('is waited for by no emergency: the approver is told, users at once, day and night', async () => {
    await planned({ receivedAt: '2027-01-18 22:00', window: ['2027-01-18 23:00', '2027-01-19 01:00'], facts: { emergency: 'ya' } });
    expect(await scene.mails()).toEqual(['emergency-planned -> slt-02']);
    expect(await scene.told()).toMatchObject([{ template: 'planned', isUrgent: true, params: { isEmergency: true } }]);
    await scene.sleepUntil('2027-01-18 23:00');
    expect(await scene.told()).toMatchObject([{}, { template: 'started', isUrgent: true }]);
  });

  test('a window that nobody has begun by hand is shown to its planner, the desk where the office runs no system', async () => {
    await planned({
      office: 'kab-katingan', facts: { enteredBy: null, recurrence: '11111111-1111-4111-8111-111111111111' },
      change: (yaml) => yaml.replace('\nparameters:\n', '\nparameters:\n  maintenance:\n    operation: { value: service-provider, document: { title: Contoh, number: CONTOH/1, date: 2024-12-20 } }\n'),
    });
    expect(await scene.mails()).toEqual(['task-opened -> ktg-04', 'task-opened -> ktg-05']);
    expect(await scene.tasks()).toMatchObject([{ kind: 'pemeliharaan', function: 'helpdesk', dueAt: '2027-01-24 02:00:00' }]);
    expect(await scene.events('case.opened')).toMatchObject([{ actor: 'system', data: { recurrence: expect.any(String) } }]);
  });
});

describe('a change', () => {
  test('of the end before the start tells everyone and keeps the reminders', async () => {
    await planned({ change: freely(), window: ['2027-01-20 14:00', '2027-01-20 15:00'] });
    expect(await scene.work('extend', { endsAt: scene.iso('2027-01-20 16:00'), text: reason })).toBe('terjadwal');
    await scene.sleepUntil('2027-01-20 15:30');
    expect(await templates()).toEqual(['planned', 'extended', 'reminder', 'reminder', 'started']);
    expect((await scene.told())[1]!.params).toMatchObject({ beforeEndsAt: scene.time.at('2027-01-20 15:00'), endsAt: scene.time.at('2027-01-20 16:00') });
    expect(await scene.state()).toBe('berlangsung');
  });

  test('that makes no sense is refused before and while it runs', async () => {
    await planned({ change: freely(), window: ['2027-01-18 14:00', '2027-01-18 15:00'] });
    const move = (from: string, to: string) => scene.work('move', { startsAt: scene.iso(from), endsAt: scene.iso(to), text: reason });
    const finish = (endedAt: string) => scene.work('finish', { endedAt: scene.iso(endedAt) });
    expect(await move('2027-01-18 14:00', '2027-01-18 15:00')).toBe('refused: window-unchanged');
    expect(await move('2027-01-18 09:00', '2027-01-18 15:00')).toBe('refused: past-instant');
    expect(await move('2027-01-18 14:00', '2027-01-18 13:00')).toBe('refused: window-reversed');
    expect(await scene.work('extend', { endsAt: scene.iso('2027-01-18 15:00'), text: reason })).toBe('refused: window-not-longer');
    expect(await scene.work('extend', { endsAt: scene.iso('2028-01-18 15:00'), text: reason })).toBe('refused: window-too-long');
    expect(await finish('2027-01-18 10:00')).toBe('refused: wrong-state');
    expect(await scene.work('approve')).toBe('refused: wrong-task');
    await scene.sleepUntil('2027-01-18 16:00');
    expect(await move('2027-01-19 14:00', '2027-01-19 15:00')).toBe('refused: wrong-state');
    expect(await scene.work('extend', { endsAt: scene.iso('2027-01-18 15:30'), text: reason })).toBe('refused: past-instant');
    expect(await finish('2027-01-18 14:00')).toBe('refused: window-reversed');
    expect(await finish('2027-01-18 17:00')).toBe('refused: instant-future');
    expect(await templates()).toEqual(['planned', 'reminder', 'started']);
    expect(await finish('2027-01-18 15:00')).toBe('menunggu-surat');
  });
});

describe('a cancellation', () => {
  test('before the start is told to everyone, and the case closes once the mails are done', async () => {
    await planned({ change: freely() });
    const { id: taskId } = await scene.task('pemeliharaan');
    expect(await scene.work('cancel', { text: reason })).toBe('menunggu-surat');
    expect(await scene.act('move', { by: 'slt-03', taskId, startsAt: scene.iso('2027-01-25 22:00'), endsAt: scene.iso('2027-01-26 02:00'), text: reason })).toBe('refused: task-ended');
    expect(await scene.told()).toMatchObject([{}, { template: 'cancelled', params: { endedAt: null, newsId: expect.any(String) } }]);
    expect(await scene.page()).toBe('dibatalkan 2027-01-23 22:00:00 - 2027-01-24 02:00:00, revision 1');
    await scene.deliverToMany();
    await scene.finish();
    expect([await outcome(), await templates(), await scene.due()]).toEqual([['cancelled'], ['planned', 'cancelled'], null]);
  });

  test('of what runs breaks it off, with its end of this moment', async () => {
    await planned(running);
    await scene.sleepUntil('2027-01-18 12:00');
    expect(await scene.work('cancel', { text: reason })).toBe('menunggu-surat');
    // What starts at once is told by its start alone.
    expect(await templates()).toEqual(['started', 'cancelled']);
    expect(await scene.page()).toMatch(/^selesai 2027-01-18 10:00:00 - 2027-01-18 12:00:\d\d, revision 1, official$/);
    expect((await scene.told())[1]!.params.endedAt).toBe((await scene.events('published')).at(-1)!.data.endsAt);
    await scene.deliverToMany();
    await scene.finish();
    expect(await outcome()).toEqual(['stopped']);
  });

  test('of what nobody was told is told to nobody', async () => {
    await planned();
    expect(await scene.work('cancel', { text: reason })).toBe('ditutup');
    expect([await templates(), await scene.page(), await outcome()]).toEqual([[], null, ['cancelled']]);
  });
});

describe('mails that do not arrive', () => {
  test('are looked through in one task, which does not hold up the end of the window', async () => {
    await planned(running);
    await scene.deliverToMany({ refused: 2, held: 1 });
    expect(await scene.openKinds()).toEqual(['pemeliharaan', 'periksa-surat']);
    expect((await scene.notices('check-mails'))[0]!.params).toMatchObject({ template: 'started', sent: 3, refused: 2, held: 1 });
    await scene.sleepUntil('2027-01-18 14:00');
    expect(await scene.work('finish', { endedAt: scene.iso('2027-01-18 13:00'), text: reason })).toBe('menunggu-surat');
    expect(await scene.page()).toBe('selesai 2027-01-18 10:00:00 - 2027-01-18 13:00:00, revision 1, official');
    await scene.deliverToMany({ held: 1 });
    expect(await scene.openKinds()).toEqual(['periksa-surat']);
    // Nobody looks: the window stays open, and its planner hears of it every week.
    await scene.sleepUntil('2027-01-25 14:01');
    expect((await scene.notices('check-mails')).map(({ urgency }) => urgency)).toEqual(['case', 'case', 'case', 'case', 'reminder', 'reminder']);
    expect(await scene.work('checked', { kind: 'periksa-surat' })).toBe('ditutup');
    await scene.finish();
    expect((await scene.events('mailing.done')).map(({ data }) => [data.template, data.refused, data.held])).toEqual([['started', 2, 1], ['finished', 0, 1]]);
  });

  test('because their addresses were refused are nobody\'s task: the house counts and stops them', async () => {
    await planned(running);
    await scene.deliverToMany({ refused: 2 });
    expect(await scene.openKinds()).toEqual(['pemeliharaan']);
    expect((await scene.events('mailing.done'))[0]).toMatchObject({ data: { refused: 2, held: 0 } });
  });

  test('to an official are told by the next function, one task at a time', async () => {
    await planned({ ...running, window: ['2027-01-18 10:00', '2027-01-18 10:30'] });
    await scene.sleepUntil('2027-01-18 11:31');
    await refuseMail(scene, 'end-asked');
    expect((await scene.tasks()).at(-1)).toMatchObject({ kind: 'hubungi-pejabat', function: 'kepala-lpse' });
    expect((await scene.notices('task-opened'))[0]).toMatchObject({ recipient: 'slt-02', params: { official: 'Administrator Sistem' } });
    await refuseMail(scene, 'task-opened');
    expect(await scene.openKinds()).toEqual(['hubungi-pejabat', 'pemeliharaan']);
    expect(await scene.work('reached', { kind: 'hubungi-pejabat', by: 'slt-02', text: reason })).toBe('melewati-jadwal');
    // The last of the ladder was not reached either: who plans tells the official.
    await refuseMail(scene, 'escalation');
    expect((await scene.tasks()).find(({ kind, state }) => kind === 'hubungi-pejabat' && state === 'open')).toMatchObject({ function: 'administrator-sistem' });
    await scene.work('finish', { endedAt: scene.iso('2027-01-18 11:00') });
    expect(await scene.openKinds()).toEqual([]);
    expect(await scene.events('official.reached')).toHaveLength(1);
  });
});
