import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { accountOf, expectMailsOnce, expectSealed } from './account.ts';
import { reachedLkpp, reportTo, rungsOf } from './cases.ts';
import { crashesFor, stepsOf } from './crash-scenarios.ts';
import { keepWorkerAlive } from './supervisor.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({
    // So far apart that each point of the quiet case has a step of its own: what is due together is written together.
    offices: [officeWith({ followUp: 8, spacing: 3, approval: 2 })], workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
});
afterAll(() => house.stop());

describe('a report that nobody answers', () => {
  it('leaves the same record, tasks and mails when the worker is killed before or after the commit of any step', { timeout: 300_000 }, async () => {
    const quiet = await reportTo(house);
    await reachedLkpp(house, quiet);
    const expected = await accountOf(house, quiet.caseId);
    const steps = await stepsOf(house, quiet.caseId);
    expect(steps).toEqual(['"name":"case.opened"', '"point":"reminder:0.5"', '"point":"reminder:0.8"',
      '"rung":1,"deadlineAt"', '"rung":2,"deadlineAt"', '"rung":3,"deadlineAt"', '"name":"lkpp.approval-silent"']);
    await house.killWorker();

    const disturbed = await Promise.all(Array.from({ length: steps.length * 2 }, () => reportTo(house)));
    const points = crashesFor((index) => disturbed[index]!.workflowId, steps);
    const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
    const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
    for (const reported of disturbed) await reachedLkpp(house, reported, 240_000);
    await supervisor.stopAfter(points.length);

    expect(readdirSync(reachedFolder)).toHaveLength(points.length);
    expect(supervisor.deaths()).toBe(points.length);
    for (const [index, reported] of disturbed.entries()) {
      expect(await accountOf(house, reported.caseId), JSON.stringify(points[index])).toEqual(expected);
      expect((await rungsOf(house, reported)).map(({ name }) => name)).toEqual(['rung:1', 'rung:2', 'rung:3']);
    }
    await house.startWorker();
    await expectMailsOnce(house);
    await expectSealed(house);
  });
});
