import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

test('Salatiga climbs from Kepala LPSE to Kepala UKPBJ to LKPP, half a working day apart, each rung once', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-27 12:00');
  expect(await scene.rungs()).toEqual([
    '1 kepala-lpse 2027-01-19 10:00:00', '2 kepala-ukpbj 2027-01-19 14:45:00', '3 lkpp 2027-01-20 10:00:00',
  ]);
  expect(await scene.mails('escalation', 'approval-asked', 'lkpp-report')).toEqual([
    'escalation -> slt-02', 'escalation -> slt-01', 'approval-asked -> slt-01', 'lkpp-report -> lkpp',
  ]);
});

test('Tulang Bawang Barat climbs three rungs of its own and then tells LKPP directly', async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 10:00' });
  expect(await scene.due()).toBe('follow-up due 2027-01-20 10:00:00');
  await scene.sleepUntil('2027-01-27 12:00');
  expect(await scene.rungs()).toEqual([
    '1 koordinator-help-desk 2027-01-20 10:00:00', '2 kepala-lpse 2027-01-20 14:45:00',
    '3 sekretaris-daerah 2027-01-21 10:00:00', '4 lkpp 2027-01-21 14:45:00',
  ]);
  expect(await scene.mails('escalation', 'approval-asked', 'lkpp-report')).toEqual([
    'escalation -> tbb-03', 'escalation -> tbb-02', 'escalation -> tbb-01', 'lkpp-report -> lkpp',
  ]);
});

test('Malang climbs to Kepala LPSE, Kepala Dinas and LKPP after the number of its own SOP', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' });
  await scene.sleepUntil('2027-01-27 12:00');
  expect(await scene.rungs()).toEqual([
    '1 kepala-lpse 2027-01-19 10:00:00', '2 kepala-dinas 2027-01-19 14:45:00', '3 lkpp 2027-01-20 10:00:00',
  ]);
  expect((await scene.mails('lkpp-report'))).toEqual(['lkpp-report -> lkpp']);
});

test('Katingan has set no number, so nothing is due and nobody is told; only the age counts', async () => {
  scene = await openCase({ office: 'kab-katingan', receivedAt: '2027-01-18 10:00' });
  expect(await scene.due()).toBeNull();
  await scene.sleepUntil('2027-02-18 12:00');
  expect(await scene.rungs()).toEqual([]);
  expect(await scene.mails()).toEqual(['receipt -> reporter', 'task-opened -> ktg-04', 'task-opened -> ktg-05']);
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('an auditor is heard in Salatiga without a legal deadline; the answer clock of the office runs from the receipt', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', role: 'auditor' });
  expect(await scene.due()).toBe('answer due 2027-01-21 10:00:00');
  await scene.sleepUntil('2027-01-21 10:00');
  expect(await scene.rungs('follow-up')).toEqual([]);
  expect(await scene.rungs('answer')).toEqual(['1 kepala-lpse 2027-01-21 10:00:00']);
});

test('a rung whose function nobody holds tells the next one up, and the vacancy is recorded', async () => {
  const vacant = (yaml: string) => yaml.replace(/(person: slt-02, function: kepala-lpse.*until: )null/, '$12026-12-31');
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', change: vacant });
  await scene.sleepUntil('2027-01-19 10:00');
  expect(await scene.mails('escalation')).toEqual(['escalation -> slt-01']);
  expect((await scene.events('function.vacant')).map(({ data }) => data.function)).toEqual(['kepala-lpse']);
});

test('an office without an address of LKPP gets a task to tell LKPP by hand', async () => {
  const noAddress = (yaml: string) => yaml.replace('mail: helpdesk@lkpp.example.test', 'mail: null');
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', change: noAddress });
  await scene.sleepUntil('2027-01-20 11:00');
  expect(await scene.openKinds()).toEqual(['beritahu-lkpp', 'tangani']);
  expect(await scene.mails('lkpp-report')).toEqual([]);
});
