import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accounts } from '../../db/schema.ts';
import { allTrue } from '../../api/testing/registration.ts';
import { startHouse } from '../house.ts';
import type { House, Staff } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { applied, upload } from '../registrations.ts';
import type { Applied } from '../registrations.ts';
import { accountOf, expectMailsOnce, expectSealed } from './account.ts';
import { completed, intakeOf, persist, taskOf } from './cases.ts';
import type { Reported } from './cases.ts';
import { crashesFor, stepsOf } from './crash-scenarios.ts';
import { keepWorkerAlive } from './supervisor.ts';

let house: House;
let verifier: Staff;
beforeAll(async () => {
  house = await startHouse({
    serverLog: 'silent', offices: [officeWith({ followUp: 3600, spacing: 3600, approval: 3600 }, (text) => text.replace('\n\nlkpp:', `
  registration:
    activationReminder: { value: { hours: 1 }, document: { title: Uji, number: UJI/1, date: 2024-12-20 } }
    completion: { value: { hours: 1 }, document: { title: Uji, number: UJI/1, date: 2024-12-20 } }

lkpp:`))],
    workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
  verifier = await house.staff('contoh', 'verifikator', 'registration');
});
afterAll(() => house.stop());

interface Registered extends Applied { case: Reported }

async function register(): Promise<Registered> {
  const seen = await applied(house, 'contoh', { kind: 'perorangan', without: ['npwp'] });
  return { ...seen, case: await intakeOf(house, { number: seen.number, trackingUrl: seen.link }) };
}

/** From the receipt over a deficiency to the account. */
async function activate({ number, link, case: reported }: Registered, userId: string): Promise<void> {
  const click = async (kind: string, act: string, body: Record<string, unknown> = {}) => {
    const taskId = await taskOf(house, reported, kind);
    await persist((headers) => verifier.act(number, act, { taskId, ...body }, headers));
  };
  await click('verifikasi', 'ask');
  const brought = { files: [{ item: 'npwp', sha256: await upload(house, 'contoh') }] };
  await persist((headers) => house.call('POST', `${link}/acts/complete`, brought, headers));
  await click('verifikasi', 'check', { items: await allTrue(verifier, number) });
  await click('verifikasi', 'approve');
  await click('aktivasi', 'activate', { userId });
}

it('a registration ends the same when the worker is killed before or after the commit of a completion, an approval, an activation, or the end', { timeout: 200_000 }, async () => {
  const quiet = await register();
  await activate(quiet, 'tenang');
  await completed(house, quiet.case);
  const expected = await accountOf(house, quiet.case.caseId);
  const steps = await stepsOf(house, quiet.case.caseId);
  expect(steps).toEqual(['"name":"case.opened"', '"name":"deficiency.told"', '"name":"item.received"', '"name":"item.judged"', '"name":"approved"', '"name":"activated"', '"name":"case.closed"']);

  const crashed = ['deficiency.answered', 'approved', 'activated', 'case.closed'].map((name) => `"name":"${name}"`);
  const disturbed = await Promise.all(Array.from({ length: crashed.length * 2 }, register));
  await house.killWorker();
  const points = crashesFor((index) => disturbed[index]!.case.workflowId, crashed);
  const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
  const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
  await Promise.all(disturbed.map((seen, index) => activate(seen, `ribut.${index}`)));
  await Promise.all(disturbed.map((seen) => completed(house, seen.case, 180_000)));
  await supervisor.stopAfter(points.length);

  expect(supervisor.deaths()).toBe(points.length);
  expect(readdirSync(reachedFolder)).toHaveLength(points.length);
  for (const [index, seen] of disturbed.entries()) {
    expect(await accountOf(house, seen.case.caseId), JSON.stringify(points[index])).toEqual(expected);
    expect(await house.db.select({ state: accounts.state }).from(accounts).where(eq(accounts.number, seen.number))).toEqual([{ state: 'aktif' }]);
  }
  await house.startWorker();
  await expectMailsOnce(house);
  await expectSealed(house);
});
