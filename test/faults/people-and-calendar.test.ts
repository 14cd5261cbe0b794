import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cases, events } from '../../db/schema.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { expectMailsOnce, expectSealed, settled } from './account.ts';
import { reachedLkpp, reportTo } from './cases.ts';
import type { Reported } from './cases.ts';
import { asSecondOffice, closedFor, withLeaves } from './changed-office.ts';
import { noticesOf } from './ledger.ts';

/** Time to load an office between the receipt and the first rung. */
const quick = { followUp: 8, spacing: 1, approval: 1 };
const patient = { followUp: 3600, spacing: 60, approval: 60 };
let house: House;
beforeAll(async () => { house = await startHouse({ offices: [officeWith(quick), officeWith(patient, asSecondOffice)] }); });
afterAll(() => house.stop());

const eventsOf = async ({ caseId }: Reported, type: string) => (await house.db.select().from(events).where(eq(events.caseId, caseId))).filter((event) => event.type === type);
const caseOf = ({ caseId }: Reported) => until(() => house.db.query.cases.findFirst({ where: eq(cases.id, caseId) }), 'the case');

it('a holder who goes on leave before the rung: the next one up is told instead, and the gap is recorded', async () => {
  const reported = await reportTo(house);
  await caseOf(reported);
  await loadOfficeFiles(house.db, house.vault, [withLeaves(quick, ['cth-02'])]);
  await reachedLkpp(house, reported);
  expect((await eventsOf(reported, 'function.vacant')).map(({ data }) => data.function)).toEqual(['kepala-lpse']);
  const told = (await noticesOf(house, reported)).filter(({ urgency }) => urgency === 'deadline').map(({ template, recipient }) => `${template} ${recipient}`);
  expect(told).toEqual(['escalation cth-01', 'escalation cth-01', 'approval-asked cth-01', 'lkpp-report lkpp']);
});

it('everybody of the ladder on leave: each gap is recorded, and LKPP is told all the same', async () => {
  const reported = await reportTo(house);
  await caseOf(reported);
  await loadOfficeFiles(house.db, house.vault, [withLeaves(quick, ['cth-01', 'cth-02'])]);
  await reachedLkpp(house, reported);
  expect((await eventsOf(reported, 'function.vacant')).map(({ data }) => data.function))
    .toEqual(['kepala-lpse', 'kepala-ukpbj', 'kepala-ukpbj', 'kepala-ukpbj', 'kepala-ukpbj']);
});

it('a calendar that changes while the worker is down re-plans open cases once it is back, each once', async () => {
  const reported = await Promise.all([reportTo(house, 'contoh-dua'), reportTo(house, 'contoh-dua')]);
  const before = await Promise.all(reported.map(caseOf));
  await house.killWorker();
  await loadOfficeFiles(house.db, house.vault, [closedFor(2, patient, asSecondOffice)]);
  const replan = house.client.workflow.getHandle('replan-contoh-dua-2');
  await until(async () => (await replan.describe().catch(() => null))?.status.name === 'RUNNING', 'the announcement without a worker');
  await house.startWorker();

  for (const [index, one] of reported.entries()) {
    const [moved] = await until(async () => {
      const found = await eventsOf(one, 'deadline.moved');
      return found.length > 0 && found;
    }, 'the moved deadline');
    const after = await caseOf(one);
    expect(after.dueAt!.getTime()).toBeGreaterThan(before[index]!.dueAt!.getTime() + 86_400_000);
    expect(moved!.data).toMatchObject({ before: before[index]!.dueAt!.getTime(), after: after.dueAt!.getTime(), calendarVersion: 2 });
    await until(() => settled(house, one.caseId), 'its mails');
    expect(await eventsOf(one, 'deadline.moved')).toHaveLength(1);
    expect((await noticesOf(house, one)).filter(({ template }) => template === 'deadline-moved').map(({ recipient }) => recipient).sort()).toEqual(['cth-05', 'cth-06', 'reporter']);
  }
  expect((await replan.describe()).status.name).toBe('COMPLETED');
  await expectSealed(house);
  await expectSealed(house, 'contoh-dua');
  await expectMailsOnce(house);
});
