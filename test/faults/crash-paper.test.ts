import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHouse } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { reportTo, taskOf } from './cases.ts';
import { moments } from './crash-scenarios.ts';
import type { CrashPoint } from './crash-points.ts';
import { expectWrittenOnce, witness } from './papers.ts';
import { keepWorkerAlive } from './supervisor.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({
    serverLog: 'silent', offices: [officeWith({ followUp: 3600, spacing: 3600, approval: 3600 })],
    workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
});
afterAll(() => house.stop());

it('a paper is written once, also when the worker is killed with the file stored and its row not, or with both and nobody told', { timeout: 300_000 }, async () => {
  const desk = await house.staff('contoh', 'helpdesk');
  const onPaper = await Promise.all(moments.map(() => reportTo(house)));
  for (const reported of onPaper) await taskOf(house, reported, 'tangani');
  await house.killWorker();
  const points = moments.map((when, index): CrashPoint => ({ workflowId: onPaper[index]!.workflowId, activity: 'writePaper', when, step: '' }));
  const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
  const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
  await Promise.all(onPaper.map((reported) => witness(house, desk, reported)));
  await supervisor.stopAfter(points.length);
  expect([readdirSync(reachedFolder).length, supervisor.deaths()]).toEqual([points.length, points.length]);
  for (const reported of onPaper) await expectWrittenOnce(house, reported);
});
