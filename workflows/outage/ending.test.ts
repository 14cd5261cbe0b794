import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { openOutage, type OutageScene, type Start } from './testing/scene.ts';

/** How an outage ends (SEC-7, STD-33): it recovers, may fail again, and a person fixes its official times. */
let stage: Stage;
let scene: OutageScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());
const open = async (start: Start = {}) => { scene = await openOutage(start, stage); };
const words = { text: 'Basis data dinyalakan kembali.' };

test('recovered before users were told, it is told to nobody, and its times are fixed all the same', async () => {
  await open();
  await scene.hears('probeRecovered', '2027-01-18 22:05');
  expect([await scene.state(), await scene.mailed(), await scene.page()]).toEqual(['pulih', [], '(kept) pulih spse 2027-01-18 22:00:00 - 2027-01-18 22:05:00']);
  expect(await scene.task('tetapkan-waktu')).toMatchObject({ function: 'kepala-lpse' });
  await scene.sleepUntil('2027-01-18 23:00');
  expect([await scene.mailed(), await scene.events('escalated')]).toEqual([[], []]);
});

test('what recovers and fails again is told at every turn; the official times end it, and nothing is undone afterwards', async () => {
  await open();
  await scene.technician('confirm', words);
  await scene.hears('probeRecovered', '2027-01-18 22:30');
  await scene.hears('probeFailed', '2027-01-18 23:00');
  expect([await scene.state(), await scene.page()]).toEqual(['diumumkan', 'gangguan spse 2027-01-18 22:00:00 -']);
  expect(await scene.openKinds()).toEqual(['tangani-gangguan']);
  await scene.hears('probeFailed', '2027-01-18 23:01');
  await scene.sleepUntil('2027-01-19 01:40');
  expect(await scene.technician('restore', { at: scene.iso('2027-01-18 21:00'), ...words })).toBe('refused: window-reversed');
  expect(await scene.technician('restore', { at: scene.iso('2027-01-19 01:30'), ...words })).toBe('pulih');
  expect(await scene.technician('restore', { at: scene.iso('2027-01-19 01:30') })).toBe('refused: wrong-state');
  expect(await scene.mailed()).toEqual(['outage', 'restored', 'again', 'restored']);
  expect((await scene.told()).map(({ params }) => params.until)).toEqual([null, scene.time.at('2027-01-18 22:30'), null, scene.time.at('2027-01-19 01:30')]);
  expect((await scene.told()).every(({ isUrgent }) => isUrgent)).toBe(true);

  expect(await scene.fix()).toBe('menunggu-berita-acara');
  expect(await scene.page()).toBe('selesai spse 2027-01-18 22:00:00 - 2027-01-19 01:30:00 official');
  expect(await scene.events('times.fixed')).toMatchObject([{ actor: 'slt-02', data: { startsAt: scene.time.at('2027-01-18 22:00'), endsAt: scene.time.at('2027-01-19 01:30') } }]);
  await scene.hears('probeRecovered', '2027-01-19 01:35');
  await scene.hears('probeFailed', '2027-01-19 01:40');
  expect(await scene.state()).toBe('menunggu-berita-acara');
  expect(await scene.fix()).toBe('refused: task-ended');
  expect(await scene.technician('no-paper', words, 'berita-acara-gangguan')).toBe('menunggu-surat');
  await scene.deliverToMany();
  await scene.finish();
  expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'fixed' } }]);
});

test('two probes end it together; what a person says of its scope no probe ends, and what is taken for over lasts when a person says so', async () => {
  await open();
  await scene.hears('probeFailed', '2027-01-18 22:01', 'spse-tls');
  await scene.hears('probeRecovered', '2027-01-18 22:05');
  expect(await scene.state()).toBe('diperiksa');
  await scene.hears('probeRecovered', '2027-01-18 22:06', 'spse-tls');
  expect(await scene.state()).toBe('pulih');
  expect(await scene.technician('confirm', words)).toBe('diumumkan');
  expect([await scene.mailed(), await scene.openKinds(), await scene.page()]).toEqual([['outage'], ['tangani-gangguan'], 'gangguan spse 2027-01-18 22:00:00 -']);
  await scene.hears('probeFailed', '2027-01-18 22:08');
  await scene.hears('probeRecovered', '2027-01-18 22:09');
  expect(await scene.state()).toBe('diumumkan');
});

test('a probe ends what a person has reported only where it has seen it fail', async () => {
  await open({ enteredBy: 'slt-05', receivedAt: '2027-01-18 10:00' });
  await scene.hears('probeRecovered', '2027-01-18 10:05');
  expect([await scene.state(), await scene.events('probe.recovered')]).toEqual(['diperiksa', []]);
  await scene.hears('probeFailed', '2027-01-18 10:06');
  await scene.hears('probeRecovered', '2027-01-18 10:09');
  expect(await scene.state()).toBe('pulih');
});

test('in Tulang Bawang Barat the coordinator of continuity declares it (STD-33), and is reminded every working day', async () => {
  await open({ office: 'kab-tulang-bawang-barat' });
  await scene.hears('probeRecovered', '2027-01-19 01:30');
  expect(await scene.task('tetapkan-waktu')).toMatchObject({ function: 'koordinator-kelangsungan-layanan' });
  await scene.sleepUntil('2027-01-20 08:00');
  expect(await scene.events('reminded')).toMatchObject([{ data: { clock: 'declaring' } }]);
  const asked = (await scene.notices('task-opened')).filter(({ params }) => params.kind === 'tetapkan-waktu');
  expect(asked.map(({ recipient, urgency }) => [recipient, urgency])).toEqual([['tbb-03', 'case'], ['tbb-03', 'reminder']]);
  expect(await scene.fix()).toBe('menunggu-berita-acara');
});

test('the paper is asked for every week until somebody says that there will be none', async () => {
  await open();
  await scene.hears('probeRecovered', '2027-01-18 22:05');
  await scene.sleepUntil('2027-01-19 02:00');
  expect(await scene.fix()).toBe('menunggu-berita-acara');
  const asked = async () => (await scene.notices('task-opened')).filter(({ params }) => params.kind === 'berita-acara-gangguan' && params.again === true).map(({ recipient }) => recipient);
  await scene.sleepUntil('2027-01-26 01:30');
  expect(await asked()).toEqual([]);
  await scene.sleepUntil('2027-02-02 02:30');
  expect(await asked()).toEqual(['slt-03', 'slt-07', 'slt-03', 'slt-07']);
  expect(await scene.technician('no-paper', words, 'berita-acara-gangguan')).toBe('ditutup');
  await scene.finish();
});

describe('a warning', () => {
  test('is told to nobody outside and waits for no clock but the one of the office', async () => {
    await open({ facts: { kind: 'peringatan' } });
    expect((await scene.notices('outage-opened'))[0]).toMatchObject({ params: { isWarning: true } });
    await scene.sleepUntil('2027-01-19 04:00');
    expect([await scene.mailed(), await scene.state(), await scene.rungs('response')]).toEqual([[], 'diperiksa', ['1 kepala-lpse 2027-01-18 22:30:40']]);
    await scene.hears('probeRecovered', '2027-01-19 04:01');
    expect([await scene.state(), await scene.page()]).toEqual(['ditutup', '(kept) bukan-gangguan spse 2027-01-18 22:00:00 - 2027-01-19 04:00:00']);
    await scene.finish();
    expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'warning-over' } }]);
  });

  test('that a person confirms is an outage from then on', async () => {
    await open({ facts: { kind: 'peringatan' } });
    expect(await scene.technician('confirm', words)).toBe('diumumkan');
    expect(await scene.mailed()).toEqual(['outage']);
    expect(await scene.due()).toMatch(/^lkpp due 2027-01-19 02:00/);
  });
});
