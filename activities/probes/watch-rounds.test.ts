import { MockActivityEnvironment } from '@temporalio/testing';
import { CancelledFailure } from '@temporalio/common';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { offices, officeVersions, probeStates } from '../../db/schema.ts';
import type { Target, Watch } from '../../offices/announcement-schema.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { page } from './testing/servers.ts';
import { watchRounds } from './watch-rounds.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, sweep: false, offices: ['kota-contoh'] }); });
afterAll(() => house.stop());

function watching(url: string, every: number): Watch {
  const target = (code: string): Extract<Target, { kind: 'http' }> => ({ code, kind: 'http', url, status: [200], inward: true });
  return { every, timeout: 5000, failures: 3, recoveries: 3, control: [target('jauh')], probes: [{ ...target('beranda'), system: 'spse' }] };
}

/** A newer version of the office; quicker than its file may say. */
async function load(watch?: Watch): Promise<void> {
  const [last] = await house.db.select().from(officeVersions).where(eq(officeVersions.office, 'contoh')).orderBy(desc(officeVersions.version)).limit(1);
  const version = last!.version + 1;
  await house.db.insert(officeVersions).values({ ...last!, version, settings: { ...last!.settings as object, watch } });
  await house.db.update(offices).set({ version }).where(eq(offices.id, 'contoh'));
}
const deps = () => ({ ...house.deps, log: house.deps.log as never, now: Date.now, mailDomain: 'lpse.example' });
const states = () => house.db.select().from(probeStates).where(eq(probeStates.office, 'contoh'));

it('looks as often as the office says now, and ends when it watches nothing any more', async () => {
  const spse = await page((_, response) => response.end());
  await load(watching(spse.url, 100));
  const rounds = new MockActivityEnvironment().run(() => watchRounds(deps(), { office: 'contoh' }));
  await until(async () => spse.asked.length > 6, 'some rounds');
  expect(await states()).toMatchObject([{ probe: 'beranda', system: 'spse', state: 'up' }]);
  const other = await page((_, response) => response.end());
  await load(watching(other.url, 200));
  await until(async () => other.asked.length > 2, 'the other address');
  await load();
  await rounds;
  expect(await states()).toEqual([]);
});

it('ends at once when it is cancelled between two rounds', async () => {
  const spse = await page((_, response) => response.end());
  await load(watching(spse.url, 3_600_000));
  const activity = new MockActivityEnvironment();
  const rounds = activity.run(() => watchRounds(deps(), { office: 'contoh' }));
  const ended = expect(rounds).rejects.toThrow(CancelledFailure);
  await until(async () => (await states()).length > 0, 'the first round');
  activity.cancel();
  await ended;
});
