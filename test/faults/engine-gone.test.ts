import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases, intakes } from '../../db/schema.ts';
import type { LocalTemporal } from '../../local/temporal.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { expectMailsOnce, expectSealed } from './account.ts';
import { answerCase, completed, reachedLkpp, reportTo, rungsOf, taskOf } from './cases.ts';
import type { Reported } from './cases.ts';
import { asSecondOffice } from './changed-office.ts';
import { momentOf, ownTemporal } from './own-servers.ts';

/** Time to be killed before it is over. */
const followUp = 10;
let temporal: LocalTemporal;
let house: House;
beforeAll(async () => {
  temporal = await ownTemporal();
  house = await startHouse({
    temporalAddress: temporal.address, serverLog: 'silent',
    offices: [officeWith({ followUp, spacing: 2, approval: 1 }), officeWith({ followUp: 3600, spacing: 60, approval: 60 }, asSecondOffice)],
  });
});
afterAll(async () => {
  await house.stop();
  await temporal.stop();
});

const caseOf = ({ caseId }: Reported) => until(() => house.db.query.cases.findFirst({ where: eq(cases.id, caseId) }), 'the case', 30_000);

describe('Temporal killed', () => {
  it('under open cases and started again: nothing is lost, rungs due meanwhile fire late and once, open work goes on', { timeout: 90_000 }, async () => {
    const open = await reportTo(house, 'contoh-dua');
    const silent = await reportTo(house);
    const dueAt = (await caseOf(silent)).dueAt?.getTime() ?? 0;
    const taskId = await taskOf(house, open, 'tangani');
    await temporal.kill();
    const desk = await house.staff('contoh-dua', 'helpdesk');
    const refused = await desk.act(open.number, 'claim', { taskId }, { 'idempotency-key': 'claim-while-down' });
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 503, code: 'engine-unavailable' });
    await momentOf(dueAt + 2000);
    await temporal.restart();
    const backAt = Date.now();

    await reachedLkpp(house, silent);
    const rungs = await rungsOf(house, silent);
    expect(rungs.map(({ name, dueAt: at }) => [name, at])).toEqual([['rung:1', dueAt], ['rung:2', dueAt + 2000], ['rung:3', dueAt + 4000]]);
    expect(rungs[0]!.late).toBeGreaterThan(1000);
    expect(dueAt + rungs[0]!.late - backAt).toBeLessThan(10_000);
    const taken = await until(async () => {
      const answer = await desk.act(open.number, 'claim', { taskId }, { 'idempotency-key': 'claim-while-down' });
      return answer.status === 200 && answer;
    }, 'the click that was refused, under the same key');
    expect(taken.body.state).toBe('diterima');
  });

  it('before a report: it is accepted all the same, started once Temporal is back, and its clock counts from the receipt', { timeout: 90_000 }, async () => {
    await temporal.kill();
    const [waiting, answered] = [await reportTo(house), await reportTo(house, 'contoh-dua')];
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.id, waiting.caseId));
    expect(intake).toMatchObject({ startedAt: null });
    const receivedAt = intake?.receivedAt.getTime() ?? 0;
    expect((await house.call('GET', `/api/v1/tracking/${waiting.number}/${waiting.secret}`)).body.state).toBe('diterima');
    await momentOf(receivedAt + followUp * 1000 + 2000);
    await temporal.restart();

    await reachedLkpp(house, waiting);
    const rungs = await rungsOf(house, waiting);
    const dueAt = receivedAt + followUp * 1000;
    expect(rungs.map(({ name, dueAt: at }) => [name, at])).toEqual([['rung:1', dueAt], ['rung:2', dueAt + 2000], ['rung:3', dueAt + 4000]]);
    expect(rungs[0]!.late).toBeGreaterThan(1000);
    await answerCase(house, await house.staff('contoh-dua', 'helpdesk'), answered);
    await completed(house, answered);
  });

  it('twice has broken no seal and doubled no mail', async () => {
    await expectSealed(house);
    await expectSealed(house, 'contoh-dua');
    await expectMailsOnce(house);
  });
});
