import { MockActivityEnvironment } from '@temporalio/testing';
import { CancelledFailure } from '@temporalio/common';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadOfficeFiles } from '../../db/offices.ts';
import { probeStates } from '../../db/schema.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { officeWith } from '../../test/quick-office.ts';
import { page } from './testing/servers.ts';
import { watchRounds } from './watch-rounds.ts';

let house: House;
const pace = { followUp: 20, spacing: 20, approval: 20 };
beforeAll(async () => { house = await startHouse({ startWorker: false, sweep: false, offices: [officeWith(pace)] }); });
afterAll(() => house.stop());

const watching = (url: string, every: string) => `
watch:
  every: ${every}
  timeout: { seconds: 0.1 }
  control: [{ code: jauh, kind: http, url: "${url}", inward: true }]
  probes: [{ code: beranda, kind: http, url: "${url}", inward: true, system: spse }]
`;
const load = (more = '') => loadOfficeFiles(house.db, house.vault, [officeWith(pace, (text) => text + more)]);
const deps = () => ({ ...house.deps, log: house.deps.log as never, now: Date.now, mailDomain: 'lpse.example' });
const states = () => house.db.select().from(probeStates).where(eq(probeStates.office, 'contoh'));

it('looks as often as the office says now, and ends when it watches nothing any more', async () => {
  const spse = await page((_, response) => response.end());
  await load(watching(spse.url, '{ seconds: 0.1 }'));
  const rounds = new MockActivityEnvironment().run(() => watchRounds(deps(), { office: 'contoh' }));
  await until(async () => spse.asked.length > 6, 'some rounds');
  expect(await states()).toMatchObject([{ probe: 'beranda', system: 'spse', state: 'up' }]);
  const other = await page((_, response) => response.end());
  await load(watching(other.url, '{ seconds: 0.2 }'));
  await until(async () => other.asked.length > 2, 'the other address');
  await load();
  await rounds;
  expect(await states()).toEqual([]);
});

it('ends at once when it is cancelled between two rounds', async () => {
  const spse = await page((_, response) => response.end());
  await load(watching(spse.url, '{ hours: 1 }'));
  const activity = new MockActivityEnvironment();
  const rounds = activity.run(() => watchRounds(deps(), { office: 'contoh' }));
  const ended = expect(rounds).rejects.toThrow(CancelledFailure);
  await until(async () => (await states()).length > 0, 'the first round');
  activity.cancel();
  await ended;
});
