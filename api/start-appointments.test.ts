import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../activities/figures/local.ts';
import { accounts, cases, intakes, texts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { rawHistory } from '../test/raw-history.ts';
import { forgetKeys } from './forget-keys.ts';
import { officeInForce } from './offices.ts';
import { startAppointments } from './start-appointments.ts';
import { startCase } from './start-case.ts';
import { applied, official } from './testing/registration.ts';

const office = 'salatiga';
const zone = 420;
const dayMs = 86_400_000;
let house: House;
let noticeMs: number;
let confirmEvery: number;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-salatiga'] });
  const { appointment } = (await officeInForce(house.db, office)).rules;
  [noticeMs, confirmEvery] = [appointment.notice.value, appointment.confirmEvery.value];
});
beforeEach(async () => { await house.db.delete(accounts); });
afterAll(() => house.stop());

/** The instant at which a term that counts to this local date is over. */
const endOf = (date: string) => startOf(date, zone) + dayMs;
const taken = async (number: string) => (await house.db.select().from(intakes).where(eq(intakes.sop, 'appointment')).orderBy(intakes.number)).filter(({ facts }) => facts.account === number);

/** The row of a case that its workflow has opened, and closed at this instant (epoch ms) when it has. */
async function row({ id, sop, number }: typeof intakes.$inferSelect, closedAt?: number): Promise<void> {
  const written = { state: 'x', seq: 0, closedAt: closedAt === undefined ? null : new Date(closedAt) };
  await house.db.insert(cases).values({ id, office, sop, number, receivedAt: new Date(0), openedAt: new Date(0), provisional: false, ...written })
    .onConflictDoUpdate({ target: cases.id, set: written });
}

/** An account as a registration leaves it, of a person with this name. */
async function anAccount(more: Partial<typeof accounts.$inferInsert> = {}, name = official.reporter.name): Promise<string> {
  const { number } = await applied(house, { ...official, npwp: undefined, reference: undefined, company: undefined, reporter: { ...official.reporter, name } });
  const [{ id }] = await house.db.select({ id: intakes.id }).from(intakes).where(eq(intakes.number, number)) as [{ id: string }];
  const at = new Date('2027-02-28T20:00:00Z');
  await house.db.insert(accounts).values({ office, number, caseId: id, kind: 'ppk', state: 'aktif', until: '2028-06-30', activatedAt: at, confirmedAt: at, contactCaseId: id, ...more });
  return number;
}

describe('a term that ends', () => {
  it('is taken up when the notice begins, once however many look for it, also when its key was forgotten; its person is the reporter', async () => {
    const number = await anAccount({}, 'Citra Rekaan');
    const due = endOf('2028-06-30') - noticeMs;
    await startAppointments(house.deps, due - 1);
    expect(await taken(number)).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, () => startAppointments(house.deps, due)));
    await forgetKeys(house.deps, due + 30 * dayMs);
    await startAppointments(house.deps, due + 31 * dayMs);
    const cases = await taken(number);
    expect(cases).toHaveLength(1);
    const { id, facts, principal, reporterNameSealed, reporterMailSealed, textId } = cases[0]!;
    expect([facts, principal]).toEqual([{ account: number, kind: 'ppk', until: '2028-06-30', confirmBy: '2028-06-30', confirmedAt: '2027-02-28T20:00:00.000Z' }, 'system']);
    expect([house.vault.open(reporterNameSealed!, `intakes:${id}:name`), house.vault.open(reporterMailSealed!, `intakes:${id}:mail`)]).toEqual(['Citra Rekaan', official.reporter.mail]);
    const [words] = await house.db.select().from(texts).where(eq(texts.id, textId));
    expect(house.vault.open(words!.bodySealed, `texts:${textId}`)).toBe(`Masa tugas akun ${number} berakhir 2028-06-30.`);
  });

  it('is taken up again when it was extended and ends anew', async () => {
    const number = await anAccount();
    await startAppointments(house.deps, endOf('2028-06-30') - noticeMs);
    await row((await taken(number))[0]!, 1);
    await house.db.update(accounts).set({ until: '2029-06-30' }).where(eq(accounts.number, number));
    await startAppointments(house.deps, endOf('2028-06-30'));
    expect(await taken(number)).toHaveLength(1);
    await startAppointments(house.deps, endOf('2029-06-30') - noticeMs);
    expect((await taken(number)).map(({ facts }) => facts.confirmBy)).toEqual(['2028-06-30', '2029-06-30']);
  });

  it('is watched again when a new decree gives it an end that it had before', async () => {
    const number = await anAccount();
    for (const times of [1, 2]) {
      await startAppointments(house.deps, endOf('2028-06-30'));
      expect(await taken(number)).toHaveLength(times);
      await row((await taken(number)).at(-1)!, times);
    }
  });

  it('that was over before anybody looked is taken up too', async () => {
    const number = await anAccount({ until: '2026-12-31' });
    await startAppointments(house.deps, endOf('2027-03-31'));
    expect(await taken(number)).toHaveLength(1);
  });
});

describe('an open-ended term', () => {
  it('is confirmed again and again, counted from the local day of the last confirmation', async () => {
    // In Salatiga it is 1 March already.
    const number = await anAccount({ until: null });
    const first = `${2027 + confirmEvery / 12}-03-01`;
    await startAppointments(house.deps, endOf(first) - noticeMs - 1);
    expect(await taken(number)).toEqual([]);
    await startAppointments(house.deps, endOf(first) - noticeMs);
    expect((await taken(number)).map(({ facts }) => facts)).toEqual([{ account: number, kind: 'ppk', until: null, confirmBy: first, confirmedAt: '2027-02-28T20:00:00.000Z' }]);
    await row((await taken(number))[0]!, 1);
    const again = new Date(endOf(first));
    await house.db.update(accounts).set({ confirmedAt: again }).where(eq(accounts.number, number));
    await startAppointments(house.deps, again.getTime());
    expect(await taken(number)).toHaveLength(1);
    await startAppointments(house.deps, again.getTime() + (confirmEvery * 31) * dayMs);
    expect(await taken(number)).toHaveLength(2);
  });
});

describe('a flagged account', () => {
  it('has an owner again once its deactivation was refused, and not before', async () => {
    const number = await anAccount();
    await startAppointments(house.deps, endOf('2028-06-30'));
    const [term] = await taken(number);
    await row(term!, 1000);
    await house.db.update(accounts).set({ state: 'ditandai' }).where(eq(accounts.number, number));
    const look = async () => { await startAppointments(house.deps, endOf('2028-07-30')); return (await taken(number)).length; };
    expect(await look()).toBe(1);
    const deactivation = { ...term!, id: randomUUID(), sop: 'deactivation', number: `${number}9`, workflowId: `deactivation-${number}`, idempotencyKey: `deactivation:${number}` };
    await house.db.insert(intakes).values(deactivation);
    expect(await look()).toBe(1);
    await row(deactivation, 2000);
    expect(await look()).toBe(2);
    expect(await look()).toBe(2);
    // The handler ended it again: now it waits for a deactivation.
    await row((await taken(number)).at(-1)!, 3000);
    expect(await look()).toBe(2);
  });
});

describe('an open case about a term', () => {
  it.each<[string, Partial<typeof accounts.$inferInsert>, string | null, boolean]>([
    ['that is the account\'s', { until: '2028-06-30' }, '2028-06-30', false], ['of an account that is flagged', { state: 'ditandai' }, '2028-06-30', false], ['of an account that was deactivated', { state: 'nonaktif' }, '2028-06-30', true],
    ['that a new decree replaced', { until: '2033-06-30' }, '2028-06-30', true], ['that has no end any more', { until: null }, '2028-06-30', true], ['that was confirmed otherwise', { confirmedAt: new Date() }, null, true],
  ])('%s is told so where it is not true any more', async (_what, change, until, isTold) => {
    const number = await anAccount({ until });
    await startAppointments(house.deps, endOf('2028-06-30'));
    const [term] = await taken(number);
    await startCase(house.deps, term!);
    await row(term!);
    await house.db.update(accounts).set(change).where(eq(accounts.number, number));
    await startAppointments(house.deps, endOf('2028-06-30'));
    expect((await rawHistory(house, term!.workflowId)).includes('overtaken')).toBe(isTold);
    await house.client.workflow.getHandle(term!.workflowId).terminate();
  });
});

it('an account whose person cannot be read holds up no other of its office', async () => {
  const broken = await anAccount({ contactCaseId: randomUUID(), until: '2027-06-30' });
  const number = await anAccount();
  await startAppointments(house.deps, endOf('2028-06-30'));
  expect([await taken(broken), (await taken(number)).length]).toEqual([[], 1]);
});

it.each([['a provider', { kind: 'badan-usaha' }], ['who was flagged already', { state: 'ditandai' as const }], ['who was deactivated', { state: 'nonaktif' as const }]])('%s is left alone', async (_who, more) => {
  const number = await anAccount(more);
  await startAppointments(house.deps, endOf('2030-12-31'));
  expect(await taken(number)).toEqual([]);
});

it('nobody outside can begin such a case, nor the deactivation of an account', async () => {
  const body = { account: await anAccount(), ground: 'pelanggaran', text: 'Tidak berhak.' };
  expect((await house.call('POST', `/api/v1/offices/${office}/appointment`, body)).status).toBe(404);
  const answer = await house.call('POST', `/api/v1/offices/${office}/deactivation`, body);
  expect([answer.status, answer.body.code]).toEqual([401, 'key-missing']);
});
