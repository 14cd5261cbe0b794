import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, Connection } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { openOutage } from '../../db/announced.ts';
import { announcements } from '../../db/schema.ts';
import { takeInSystem } from '../../db/take-in-system.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { forgetWatch, round } from './round.ts';
import { trusted } from './testing/certificate.ts';
import { page, secure } from './testing/servers.ts';
import { watched } from './testing/watched.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, sweep: false, offices: ['kota-contoh'] }); });
afterAll(() => house.stop());

/** An outage that was over, and heard soon after that its system fails again. */
async function failedAgain() {
  const scene = await watched(house);
  const { works, rounds, taken, start, announce, told } = scene;
  works.web = false;
  await rounds(3);
  const [intake] = await taken();
  await start(intake!);
  works.web = true;
  await rounds(3);
  await announce(intake!, 'outage', 'pulih');
  works.web = false;
  await rounds(3);
  expect((await told(intake!)).map(([signal]) => signal)).toEqual(['probeRecovered', 'probeFailed']);
  return { ...scene, intake: intake! };
}

describe('a system that stops answering', () => {
  it('becomes one case by its third failure, with its first one and what was found, and no second one while it lasts', async () => {
    const { works, clock, rounds, taken, words } = await watched(house);
    await rounds(2);
    const failedAt = clock.now + 10_000;
    works.web = false;
    await rounds(2);
    expect(await taken()).toEqual([]);
    await rounds(4);
    const [intake, ...more] = await taken();
    expect(more).toEqual([]);
    expect(intake).toMatchObject({
      sop: 'outage', principal: 'system', receivedAt: new Date(failedAt + 20_000),
      facts: { systems: 'spse', kind: 'gangguan', probe: 'web', firstFailedAt: new Date(failedAt).toISOString(), firstReportedAt: null },
    });
    expect(await words(intake!)).toBe('Pemantauan otomatis: halaman SPSE menjawab dengan status 503 (web, STATUS_503).');
  });

  it('opens nothing while it flaps', async () => {
    const { works, rounds, taken } = await watched(house);
    for (let i = 0; i < 4; i += 1) {
      works.web = false;
      await rounds(2);
      works.web = true;
      await rounds(1);
    }
    expect(await taken()).toEqual([]);
  });

  it('opens nothing while a window of it runs, and what it opens when the window is over begins with its first failure', async () => {
    const { works, rounds, taken, window, announce } = await watched(house, { system: { api: 'situs' } });
    const running = await window('berlangsung');
    Object.assign(works, { web: false, api: false });
    await rounds(4);
    expect((await taken()).map(({ facts }) => facts.systems)).toEqual(['situs']);
    await announce(running, 'maintenance', 'melewati-jadwal');
    await rounds(1);
    expect(await taken()).toHaveLength(1);
    await announce(running, 'maintenance', 'selesai');
    await rounds(1);
    expect((await taken()).map(({ facts }) => [facts.systems, facts.firstFailedAt])).toEqual([['situs', '2026-11-02T03:00:10.000Z'], ['spse', '2026-11-02T03:00:10.000Z']]);
  });

  it('is an outage, too, while a window of it was forgotten since a day', async () => {
    const { works, clock, rounds, taken, window } = await watched(house);
    const { id } = await window('melewati-jadwal');
    const end = (ago: number) => house.db.update(announcements).set({ endsAt: new Date(clock.now - ago) }).where(eq(announcements.caseId, id));
    works.web = false;
    await end(23 * 3_600_000);
    await rounds(4);
    expect(await taken()).toEqual([]);
    await end(25 * 3_600_000);
    await rounds(1);
    expect(await taken()).toHaveLength(1);
  });

  it('comes back after it was dismissed only once it was up again', async () => {
    const { works, rounds, taken, close } = await watched(house);
    works.web = false;
    await rounds(3);
    await close((await taken())[0]!);
    await rounds(5);
    expect(await taken()).toHaveLength(1);
    works.web = true;
    await rounds(3);
    works.web = false;
    await rounds(3);
    expect(await taken()).toHaveLength(2);
  });
});

describe('when the control target is out of reach, too', () => {
  it('nothing is known: no case, no count, and the time stands as one in which nobody could look', async () => {
    const { works, clock, rounds, taken, states, unwatched } = await watched(house);
    works.web = false;
    await rounds(2);
    works.control = false;
    await rounds(5);
    const from = clock.now - 40_000;
    expect([await taken(), await unwatched()]).toEqual([[], [[from, null]]]);
    expect(await states()).toMatchObject({ web: { state: 'unwatched', failures: 2 }, api: { state: 'up' } });
    works.control = true;
    await rounds(1);
    expect(await unwatched()).toEqual([[from, clock.now]]);
    expect((await taken()).map(({ facts }) => facts.firstFailedAt)).toEqual([new Date(from - 20_000).toISOString()]);
  });

  it('what is up is known to be up', async () => {
    const { works, rounds, states, unwatched } = await watched(house);
    works.control = false;
    await rounds(3);
    expect([(await states()).web!.state, await unwatched()]).toEqual(['up', []]);
  });

  it('a time in which no round ran at all stands as such, too, and failures before it do not count', async () => {
    const { works, clock, rounds, taken, unwatched } = await watched(house);
    works.web = false;
    await rounds(2);
    const from = clock.now;
    clock.now += 3_600_000;
    await rounds(2);
    expect([await taken(), await unwatched()]).toEqual([[], [[from, clock.now - 10_000]]]);
    await rounds(1);
    expect(await taken()).toHaveLength(1);
  });

  it('an office that watches no more leaves neither states nor a time without an end', async () => {
    const { works, clock, rounds, deps, office, states, unwatched } = await watched(house);
    Object.assign(works, { web: false, control: false });
    await rounds(2);
    await forgetWatch(deps, office.id);
    expect([await states(), await unwatched()]).toEqual([{}, [[clock.now - 10_000, clock.now]]]);
  });
});

describe('an open outage', () => {
  it('hears of the second probe of its system, and of both once all of it is up again, each once', async () => {
    const { works, clock, rounds, taken, start, told } = await watched(house);
    works.web = false;
    await rounds(3);
    const [intake] = await taken();
    await start(intake!);
    works.api = false;
    await rounds(4);
    const apiFailedAt = clock.now - 30_000;
    expect(await told(intake!)).toEqual([['probeFailed', 'api', apiFailedAt]]);
    works.web = true;
    await rounds(5);
    const webBackAt = clock.now - 40_000;
    expect(await told(intake!)).toHaveLength(1);
    works.api = true;
    await rounds(5);
    expect(await told(intake!)).toEqual([['probeFailed', 'api', apiFailedAt], ['probeRecovered', 'web', webBackAt], ['probeRecovered', 'api', clock.now - 40_000]]);
    expect(await taken()).toHaveLength(1);
  });

  it('that a person recorded hears of a probe that fails and recovers, and nothing of one that does not change', async () => {
    const { works, clock, rounds, deps, office, taken, start, told } = await watched(house);
    await rounds(3);
    await takeInSystem(deps, office, { sop: 'outage', key: 'orang', text: 'SPSE tidak dapat dibuka.', now: clock.now, facts: () => ({ systems: 'spse', kind: 'gangguan', probe: null }) });
    const [intake] = await taken();
    await start(intake!);
    await rounds(3);
    expect(await told(intake!)).toEqual([]);
    works.web = false;
    await rounds(4);
    works.web = true;
    await rounds(4);
    expect((await told(intake!)).map(([signal, probe]) => [signal, probe])).toEqual([['probeFailed', 'web'], ['probeRecovered', 'web']]);
    expect(await taken()).toHaveLength(1);
  });

  it('hears it later when its workflow has not begun yet', async () => {
    const { works, rounds, taken, start, told } = await watched(house);
    works.web = false;
    await rounds(3);
    works.web = true;
    await rounds(3);
    const [intake] = await taken();
    await start(intake!);
    await rounds(2);
    expect((await told(intake!)).map(([signal]) => signal)).toEqual(['probeRecovered']);
  });

  it('hears it later when Temporal was away, and no round is lost for that', async () => {
    const away = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }), namespace: house.config.TEMPORAL_NAMESPACE });
    const { works, rounds, taken, start, told, states, deps } = await watched(house, { client: away });
    works.web = false;
    await rounds(3);
    const [intake] = await taken();
    await start(intake!);
    works.web = true;
    await rounds(3);
    expect([(await states()).web!.state, await told(intake!)]).toEqual(['up', []]);
    deps.client = house.client;
    await rounds(2);
    expect((await told(intake!)).map(([signal]) => signal)).toEqual(['probeRecovered']);
  });

  it('that is over hears that it fails again when it does so soon; later that is another outage', async () => {
    const { works, clock, rounds, taken, announce, intake } = await failedAgain();
    works.web = true;
    await rounds(3);
    await announce(intake, 'outage', 'pulih');
    clock.now += 2 * 3_600_000;
    works.web = false;
    await rounds(3);
    expect(await taken()).toHaveLength(2);
  });

  it('whose official times were fixed while it was told of a later failure keeps that failure from nobody: it is another outage', async () => {
    const { clock, rounds, taken, announce, intake } = await failedAgain();
    const since = new Date(clock.now - 20_000);
    await announce(intake, 'outage', 'selesai', ['spse'], new Date(since.getTime() - 10_000));
    await rounds(3);
    expect((await taken()).slice(1).map(({ facts }) => facts.firstFailedAt)).toEqual([since.toISOString()]);
  });

  it('whose official end is after the failure that it was told of covers it: nothing more is opened while it lasts', async () => {
    const { works, clock, rounds, taken, announce } = await watched(house);
    works.web = false;
    await rounds(3);
    await announce((await taken())[0]!, 'outage', 'selesai', ['spse'], new Date(clock.now));
    await rounds(3);
    expect(await taken()).toHaveLength(1);
  });

  it('is told of by no round that began before another was through', async () => {
    const { works, clock, rounds, taken, deps, office, watch } = await watched(house);
    await rounds(1);
    works.web = false;
    for (let i = 0; i < 5; i += 1) await round({ ...deps, now: () => clock.now - i }, office, watch);
    expect(await taken()).toEqual([]);
  });
});

it('targets that hang keep nobody from looking at the others in time', async () => {
  const { watch, clock, deps, office, states } = await watched(house);
  const { url } = await page((_, response) => response.end());
  const more = Array.from({ length: 60 }, (_, i) => ({ kind: 'http' as const, code: `p${i}`, url, status: [200], inward: true, system: 'spse' }));
  watch.probes.push(...more);
  const all = Promise.withResolvers<void>();
  let asked = 0;
  const lookup = async () => {
    asked += 1;
    if (asked === watch.control.length + watch.probes.length) all.resolve();
    await all.promise;
    return [{ address: '127.0.0.1', family: 4 }];
  };
  await round({ ...deps, now: () => clock.now }, office, { ...watch, timeout: 2000 }, { lookup });
  expect(Object.values(await states()).filter(({ code }) => code !== null)).toEqual([]);
});

it('a certificate that ends soon is a warning, which keeps no outage of its system from being opened', async () => {
  const { watch, works, rounds, taken, words, office } = await watched(house);
  const port = await secure(trusted('localhost', 5));
  watch.probes.push({ kind: 'tls', code: 'sertifikat', host: 'localhost', port, warnDays: 14, inward: true, system: 'spse' });
  await rounds(4);
  const [warning] = await taken();
  expect(warning!.facts).toMatchObject({ kind: 'peringatan', probe: 'sertifikat', systems: 'spse' });
  expect(await words(warning!)).toBe('Pemantauan otomatis: sambungan aman ke SPSE memakai sertifikat yang segera berakhir (sertifikat, CERT_SOON).');
  expect(await openOutage(house.db, office.id, ['spse'])).toBeNull();
  works.web = false;
  await rounds(4);
  expect((await taken()).map(({ facts }) => facts.kind)).toEqual(['peringatan', 'gangguan']);
});
