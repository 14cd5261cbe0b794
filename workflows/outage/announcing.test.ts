import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { openOutage, type OutageScene, type Start } from './testing/scene.ts';

/** SVC-4, CAP-4: who is told of an outage, and when. */
let stage: Stage;
let scene: OutageScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start = {}) => { scene = await openOutage(start, stage); };
const handling = async () => (await scene.notices('task-opened')).filter(({ params }) => params.kind === 'tangani-gangguan');
const words = { text: 'Pengguna tidak dapat masuk.' };

test('a probe\'s outage at night reaches the technicians at once, and users after a quarter of an hour', async () => {
  await open();
  expect((await scene.notices()).map(({ template, recipient, urgency }) => [template, recipient, urgency])).toEqual([
    ['outage-opened', 'slt-03', 'deadline'], ['outage-opened', 'slt-07', 'deadline'],
  ]);
  expect(await scene.page()).toBe('(kept) diperiksa spse 2027-01-18 22:00:00 -');
  expect(await scene.events('case.opened')).toMatchObject([{ actor: 'system', data: { probe: 'spse-http', firstReportedAt: null } }]);
  await scene.sleepUntil('2027-01-18 22:14:50');
  expect([await scene.mailed(), await scene.state()]).toEqual([[], 'diperiksa']);
  await scene.sleepUntil('2027-01-18 22:15');
  expect([await scene.mailed(), await scene.state()]).toEqual([['outage'], 'diumumkan']);
  expect(await scene.page()).toBe('gangguan spse 2027-01-18 22:00:00 -');
  const [mailing] = await scene.told();
  expect(mailing).toMatchObject({ isUrgent: true, systems: ['spse'], params: { systems: 'spse', textId: scene.input.facts.words, basis: expect.stringContaining('Salatiga'), since: scene.time.at('2027-01-18 22:00') } });
  expect(mailing!.params.dueAt).toBe(scene.time.at('2027-01-18 22:15'));
});

test('what a person enters late is not told the moment that it is entered', async () => {
  await open({ enteredBy: 'slt-05', receivedAt: '2027-01-18 10:00', facts: { firstReportedAt: '2027-01-18T07:00:00+07:00' } });
  expect(await scene.page()).toBe('(kept) diperiksa spse 2027-01-18 07:00:00 -');
  expect(await scene.mailed()).toEqual([]);
  await scene.sleepUntil('2027-01-18 10:15');
  expect(await scene.mailed()).toEqual(['outage']);
  expect(await scene.events('case.opened')).toMatchObject([{ actor: 'slt-05' }]);
});

test('told after hours in which no worker ran, the news says how late it is', async () => {
  await open({ startAt: '2027-01-19 00:30' });
  const [mailing] = await scene.told();
  expect(mailing).toMatchObject({ template: 'outage', params: { dueAt: scene.time.at('2027-01-18 22:15') } });
  expect(Math.floor(Number(mailing!.params.lateMs) / 60_000)).toBe(135);
  expect((await scene.notices('outage-opened'))[0]!.params.lateMs).toBeGreaterThan(2 * 3_600_000);
});

test('confirmed by a person it is told at once in better words, and a second time is refused', async () => {
  await open();
  expect(await scene.technician('confirm', words)).toBe('diumumkan');
  const [announced] = await scene.events('outage.announced');
  expect(announced).toMatchObject({ actor: 'slt-03' });
  expect(await scene.told()).toMatchObject([{ template: 'outage', params: { textId: announced!.data.textId } }]);
  expect(announced!.data.textId).not.toBe(scene.input.facts.words);
  expect(await scene.technician('confirm', words)).toBe('refused: wrong-state');
  await scene.sleepUntil('2027-01-18 22:20');
  expect(await scene.mailed()).toEqual(['outage']);
});

test('dismissed before users were told it ends without a word to them; afterwards they hear that it was none', async () => {
  await open();
  expect(await scene.technician('dismiss', words)).toBe('ditutup');
  expect([await scene.mailed(), await scene.page()]).toEqual([[], expect.stringMatching(/^\(kept\) bukan-gangguan/)]);
  await scene.finish();
  await scene.end();
  await open();
  await scene.technician('confirm');
  const task = (await scene.task('tangani-gangguan')).id;
  const both = await Promise.all([1, 2].map(() => scene.act('dismiss', { by: 'slt-03', taskId: task, ...words })));
  expect(both.sort()).toEqual(['menunggu-surat', 'refused: task-ended']);
  expect(await scene.mailed()).toEqual(['outage', 'not-an-outage']);
  expect(await scene.page()).toMatch(/^bukan-gangguan/);
  await scene.deliverToMany({ held: 1 });
  expect(await scene.technician('checked', {}, 'periksa-surat')).toBe('ditutup');
  await scene.finish();
  expect(await scene.events('case.closed')).toMatchObject([{ actor: 'slt-03', data: { outcome: 'dismissed' } }]);
});

test('news and another scope go to everybody who was told, and to nobody before', async () => {
  await open();
  expect(await scene.technician('inform', words)).toBe('refused: wrong-state');
  expect(await scene.technician('scope', { systems: ['spse', 'situs'], ...words })).toBe('diperiksa');
  expect(await scene.mailed()).toEqual([]);
  await scene.technician('confirm');
  await scene.technician('inform', words);
  await scene.technician('scope', { systems: ['situs'], ...words });
  expect(await scene.mailed()).toEqual(['outage', 'news', 'scope']);
  expect((await scene.told()).at(-1)).toMatchObject({ systems: ['situs'], params: { before: 'spse,situs', newsId: expect.any(String) } });
  expect(await scene.page()).toBe('gangguan situs 2027-01-18 22:00:00 -');
});

describe('until somebody acts', () => {
  test('the ladder climbs at night; the first act ends it', async () => {
    await open({ office: 'kab-katingan', change: (yaml) => yaml.replace('\n\nsystems:', '\n    ladder: { value: [kepala-lpse, helpdesk], document: { title: Contoh, number: C/1, date: 2026-01-02 } }\n\nsystems:') });
    expect(await scene.due()).toBe('confirmation due 2027-01-18 22:15:00');
    await scene.sleepUntil('2027-01-18 22:31');
    expect(await scene.rungs('response')).toEqual(['1 kepala-lpse 2027-01-18 22:30:40']);
    const [escalation] = await scene.notices('escalation');
    expect(escalation).toMatchObject({ recipient: 'ktg-01', urgency: 'deadline', params: { systems: 'spse' } });
    await scene.technician('claim');
    await scene.sleepUntil('2027-01-18 23:05');
    expect(await scene.rungs('response')).toHaveLength(1);
  });

  test('and after the last of the ladder, who handles it is reminded every 24 hours, on a day off, too', async () => {
    await open({ receivedAt: '2027-01-22 22:00:40', facts: { firstFailedAt: '2027-01-22T22:00:00+07:00' } });
    await scene.sleepUntil('2027-01-23 22:31');
    expect((await scene.events('reminded')).map(({ data, dueAt }) => [data.clock, dueAt])).toEqual([['handling', '2027-01-23 22:30:40']]);
    expect((await handling()).map(({ recipient }) => recipient)).toEqual(['slt-03', 'slt-07']);
  });

  test('a mail that does not reach the technicians becomes the task of the next function', async () => {
    await open();
    const [mail] = await scene.notices('outage-opened');
    await scene.signal('noticeFailed', { noticeId: mail!.id, template: 'outage-opened', recipient: 'slt-03', params: mail!.params, state: 'refused' });
    expect(await scene.task('hubungi-pejabat')).toMatchObject({ function: 'kepala-lpse' });
    expect(await scene.by('slt-02')('reached', words, 'hubungi-pejabat')).toBe('diperiksa');
    expect(await scene.events('official.reached')).toMatchObject([{ actor: 'slt-02' }]);
  });
});

test('whoever took it up is reminded every 24 hours while it lasts, anew when it fails again, and never once it works', async () => {
  await open();
  await scene.technician('claim');
  const reminded = async () => (await handling()).map(({ recipient, urgency }) => `${recipient} ${urgency}`);
  await scene.sleepUntil('2027-01-19 22:05');
  await scene.technician('step', { at: scene.iso('2027-01-19 22:05'), ...words });
  expect(await reminded()).toEqual(['slt-03 reminder']);
  await scene.hears('probeRecovered', '2027-01-20 21:00');
  await scene.sleepUntil('2027-01-21 21:00');
  expect(await reminded()).toHaveLength(1);
  await scene.hears('probeFailed', '2027-01-21 21:00');
  await scene.sleepUntil('2027-01-22 21:05');
  expect(await reminded()).toHaveLength(2);
  await scene.hears('probeRecovered', '2027-01-22 21:05');
  expect(await scene.technician('confirm', words)).toBe('diumumkan');
  await scene.sleepUntil('2027-01-23 21:10');
  expect(await reminded()).toHaveLength(3);
});

test('mails to many that did not surely arrive are looked through by a person', async () => {
  await open();
  await scene.technician('confirm');
  const done = { template: 'outage', sent: 9, refused: 0, held: 0, dropped: 0 };
  await scene.signal('mailingDone', { mailingId: 'a', ...done });
  expect(await scene.openKinds()).toEqual(['tangani-gangguan']);
  await scene.signal('mailingDone', { mailingId: 'b', ...done, held: 2 });
  expect(await scene.openKinds()).toEqual(['periksa-surat', 'tangani-gangguan']);
  expect(await scene.mails('check-mails')).toEqual(['check-mails -> slt-03', 'check-mails -> slt-07']);
  expect(await scene.technician('checked', {}, 'periksa-surat')).toBe('diumumkan');
  expect(await scene.events('mailing.done')).toMatchObject([{ data: { held: 0 } }, { data: { held: 2, sent: 9 } }]);
});

test('open reports of the same cause are joined once', async () => {
  await open();
  const group = '11111111-1111-4111-8111-111111111111';
  expect(await scene.technician('join', { group })).toBe('diperiksa');
  expect(await scene.events('group.joined')).toMatchObject([{ actor: 'slt-03', data: { group } }]);
  expect(await scene.technician('join', { group })).toBe('refused: already-grouped');
});
