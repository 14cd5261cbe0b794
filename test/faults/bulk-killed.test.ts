import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { broadcast, copiesOf, mailingDone, openWindow, subscribe } from '../../activities/notify/bulk/testing/bulk.ts';
import { notices } from '../../db/schema.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';

const copies = 2000;
let house: House;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh'], startWorker: false, sweep: false, workerEnv: { MAIL_BULK_PER_MINUTE: '1000000' } });
});
afterAll(() => house.stop());

it('a worker that is killed three times in the middle of two thousand copies sends none of them twice and loses none: those in hand wait for a person', { timeout: 120_000 }, async () => {
  await subscribe(house, Array.from({ length: copies }, (_, index) => `s${index}@a.example`));
  const id = await broadcast(house, await openWindow(house));
  const inState = (...states: (typeof notices.$inferSelect)['state'][]) => house.db.$count(notices, and(eq(notices.mailingId, id), inArray(notices.state, states)));
  for (const share of [0.2, 0.45, 0.7]) {
    await house.startWorker();
    await until(async () => house.mailbox.count() >= copies * share, `${share} of the copies`, 30_000, 2);
    await house.killWorker();
    expect(await inState('pending'), 'the kill came in the middle').toBeGreaterThan(0);
  }
  await house.startWorker();
  const rows = await mailingDone(house, id, 60_000);
  const mails = await house.mailbox.mails();
  const perAddress = Map.groupBy(mails, ({ to }) => to[0]);
  expect([...perAddress].filter(([, received]) => received.length > 1).map(([to]) => to)).toEqual([]);
  expect(rows).toHaveLength(copies);
  const [sent, held] = [rows.filter(({ state }) => state === 'sent'), rows.filter(({ state }) => state === 'held')];
  expect(sent.length + held.length).toBe(copies);
  expect(held.length).toBeLessThanOrEqual(3 * 40);
  expect(held.every(({ lastCode, ambiguous }) => lastCode === 'CRASH' && ambiguous === 1)).toBe(true);
  // Nothing counts as sent that the mail server never had.
  const arrived = new Set(mails.flatMap(({ notices: keys }) => keys));
  expect(sent.filter(({ key }) => !arrived.has(key))).toEqual([]);
  expect((await copiesOf(house, id)).every(({ attempts }) => attempts === 1)).toBe(true);
});
