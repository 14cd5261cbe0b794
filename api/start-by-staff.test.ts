import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accounts, cases, intakes } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { outcome } from './testing/desk.ts';
import { applied, official } from './testing/registration.ts';

const office = 'salatiga';
let house: House;
let verifikator: Staff;
let start: { account: string; ground: string; text: string };
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-salatiga'] });
  verifikator = await house.staff(office, 'verifikator', 'deactivation');
});
afterAll(() => house.stop());

const begin = (key: string = randomUUID()) => verifikator.post('/deactivation', start, { 'idempotency-key': key });

it('of two deactivations of one account at the same moment one begins, a second is told its number, and a retry is no second', async () => {
  const { number } = await applied(house, { ...official, npwp: undefined, reference: undefined, company: undefined });
  const [{ id }] = await house.db.select({ id: intakes.id }).from(intakes).where(eq(intakes.number, number)) as [{ id: string }];
  const at = new Date();
  await house.db.insert(accounts).values({ office, number, caseId: id, kind: 'ppk', state: 'aktif', activatedAt: at, confirmedAt: at, contactCaseId: id });
  start = { account: number, ground: 'pelanggaran', text: 'User ID dipinjamkan.' };

  const [one, other] = await Promise.all([begin('yang-satu'), begin('yang-lain')]);
  const [begun, refused] = one.status === 202 ? [one, other] : [other, one];
  expect([outcome(begun), outcome(refused), refused.body.number]).toEqual([[202, 'diterima'], [409, 'deactivation-open'], begun.body.number]);
  expect((await begin(one.status === 202 ? 'yang-satu' : 'yang-lain')).body.number).toBe(begun.body.number);

  const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, begun.body.number));
  await house.db.insert(cases).values({ id: intake!.id, office, sop: 'deactivation', number: begun.body.number, state: 'ditutup', receivedAt: at, openedAt: at, closedAt: at, provisional: false, seq: 0 });
  expect(outcome(await begin())).toEqual([202, 'diterima']);
});
