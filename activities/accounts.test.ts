import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '../db/schema.ts';
import { insertAccount } from '../workflows/testing/account.ts';
import { commit } from './cases.ts';
import { firstStep, openOffice } from './testing/office.ts';
import type { AccountChange, Step } from './types.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeAll(async () => { office = await openOffice(); });
afterAll(() => office.close());

const day = 86_400_000;
const account = async (number: string) => (await office.db.select().from(accounts).where(eq(accounts.number, number)))[0];
/** The first step of a case that changes this account. */
function changing(number: string, change: Omit<AccountChange, 'number'>, later = 0): Step {
  const step = firstStep(`SLT-2027-${String(count += 1).padStart(6, '0')}`);
  return { ...step, at: step.at + later, changes: [{ type: 'account', number, ...change }] };
}
let count = 0;

test('an account that is deactivated twice was deactivated when it was first', async () => {
  await insertAccount(office, 'salatiga', 'A');
  const first = changing('A', { state: 'nonaktif' });
  await commit(office.deps, first);
  await commit(office.deps, changing('A', { state: 'nonaktif' }, day));
  expect((await account('A'))?.deactivatedAt).toEqual(new Date(first.at));
});

test('of two cases about the same term the second hears that it is another one, also when it asks again', async () => {
  await insertAccount(office, 'salatiga', 'B', { until: '2027-06-30' });
  const ofTerm = { until: '2027-06-30', confirmedAt: null };
  const [first, second] = [changing('B', { until: '2028-06-30', ofTerm }), changing('B', { state: 'ditandai', ofTerm })];
  expect((await commit(office.deps, first)).account).toBe(true);
  expect((await commit(office.deps, first)).account).toBe(true);
  expect((await commit(office.deps, second)).account).toBe(false);
  expect(await account('B')).toMatchObject({ state: 'aktif', until: '2028-06-30' });
});
