import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackupActivities } from '../../activities/backup/index.ts';
import type { Deps } from '../../activities/deps.ts';
import { createActivities } from '../../activities/index.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { accountOf, expectMailsOnce, expectSealed, settled } from './account.ts';
import { answerCase, completed, reportTo } from './cases.ts';
import { asSecondOffice, closedFor } from './changed-office.ts';
import { crashesFor, moments, stepsOf } from './crash-scenarios.ts';
import type { CrashPoint } from './crash-points.ts';
import { keepWorkerAlive } from './supervisor.ts';

/** Their crashes are in `crash-paper.test.ts`, `group-answer.test.ts`, `crash-announced.test.ts`, `crash-drill.test.ts` and `crash-backup.test.ts`. */
const ofOtherWays = ['writePaper', 'answerMember', 'watchRounds', 'openNextWindow', ...Object.keys(createBackupActivities({} as Deps))];
const pace = { followUp: 3600, spacing: 3600, approval: 3600, answer: 3600 };
let house: House;
beforeAll(async () => {
  house = await startHouse({
    serverLog: 'silent',
    offices: [officeWith(pace), officeWith(pace, asSecondOffice)], workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
});
afterAll(() => house.stop());

describe('a report that is asked about, answered and confirmed, beside a calendar that changes', () => {
  it('ends the same when the worker is killed before or after the commit of any step, and around every other activity of its way', { timeout: 300_000 }, async () => {
    const desk = await house.staff('contoh', 'helpdesk');
    const quiet = await reportTo(house);
    await answerCase(house, desk, quiet);
    await completed(house, quiet);
    const expected = await accountOf(house, quiet.caseId);
    const steps = await stepsOf(house, quiet.caseId);
    expect(steps).toEqual(['"name":"case.opened"', '"name":"task.claimed"', '"name":"followed-up"', '"name":"data.received"', '"name":"answered"', '"name":"concluded"']);
    const elsewhere = await reportTo(house, 'contoh-dua');
    await until(() => house.db.query.cases.findFirst({ where: (row, { eq }) => eq(row.id, elsewhere.caseId) }), 'the case of the second office');
    await house.killWorker();

    const disturbed = await Promise.all(Array.from({ length: (steps.length + 1) * 2 }, () => reportTo(house)));
    const replans = moments.map((when): CrashPoint => ({ workflowId: 'replan-contoh-dua-2', activity: 'replanOpenCases', when, step: '' }));
    const points = [...crashesFor((index) => disturbed[index]!.workflowId, steps, ['settleNotices']), ...replans];
    for (const activity of Object.keys(createActivities({} as Deps)).filter((name) => !ofOtherWays.includes(name))) {
      expect(points.filter((point) => point.activity === activity).map(({ when }) => when), `crashes in ${activity}`).toEqual(expect.arrayContaining(moments));
    }
    await loadOfficeFiles(house.db, house.vault, [closedFor(2, pace, asSecondOffice)]);
    const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
    const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
    await Promise.all(disturbed.map((reported) => answerCase(house, desk, reported)));
    await Promise.all(disturbed.map((reported) => completed(house, reported, 240_000)));
    await until(async () => (await house.client.workflow.getHandle('replan-contoh-dua-2').describe()).status.name === 'COMPLETED', 'the end of the re-planning', 240_000);
    await until(() => settled(house, elsewhere.caseId), 'the mails of the moved case');
    await supervisor.stopAfter(points.length);

    expect(readdirSync(reachedFolder)).toHaveLength(points.length);
    expect(supervisor.deaths()).toBe(points.length);
    for (const [index, reported] of disturbed.entries()) {
      expect(await accountOf(house, reported.caseId), JSON.stringify(points[index])).toEqual(expected);
    }
    expect((await accountOf(house, elsewhere.caseId)).events.filter((event) => event.startsWith('deadline.moved'))).toHaveLength(1);
    await house.startWorker();
    await expectMailsOnce(house);
    await expectSealed(house);
    await expectSealed(house, 'contoh-dua');
  });
});
