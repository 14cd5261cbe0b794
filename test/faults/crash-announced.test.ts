import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { wordsPlace } from '../../activities/open-next-window.ts';
import { page } from '../../activities/probes/testing/servers.ts';
import { announcements, cases, intakes, recurrences } from '../../db/schema.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import type { CrashPoint } from './crash-points.ts';
import { moments } from './crash-scenarios.ts';
import { keepWorkerAlive } from './supervisor.ts';

let house: House;
afterAll(async () => {
  await house.killWorker();
  await house.stop();
});

it('one outage is opened and the next window of a recurrence is planned once, also when the worker is killed before or after it is written', { timeout: 180_000 }, async () => {
  const dead = await page((_, response) => response.writeHead(500).end());
  const far = await page((_, response) => response.end());
  const watch = `
watch:
  every: { seconds: 1 }
  timeout: { seconds: 1 }
  failures: 2
  control: [{ code: jauh, kind: http, url: "${far.url}", inward: true }]
  probes: [{ code: beranda, kind: http, url: "${dead.url}", inward: true, system: spse }]
`;
  house = await startHouse({
    serverLog: 'silent', offices: [officeWith({ followUp: 3600, spacing: 3600, approval: 3600 }, (text) => text + watch)], startWorker: false,
    workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
  const id = randomUUID();
  // Not today: with its hour another one would become the next.
  const weekdays = [new Date(Date.now() + 3 * 86_400_000).getUTCDay() || 7];
  await house.db.insert(recurrences).values({
    id, office: 'contoh', person: 'cth-03', systems: ['spse'], pattern: { weekdays, nth: null, at: '22:00', minutes: 60 },
    wordsSealed: house.vault.seal('Alasan: Pemeliharaan\nPerkiraan dampak: Layanan berhenti', wordsPlace(id)),
  });
  // Under names of the test's own; the server's Schedules run the same beside them, as a second worker would.
  const start = (type: string, workflowId: string, args: unknown) => house.client.workflow.start(type, { workflowId, taskQueue: house.config.TEMPORAL_TASK_QUEUE, args: [args] });
  await start('watchOffice', 'crash-watch', { office: 'contoh' });
  await start('openRecurrence', 'crash-recurrence', { id });
  const points = [['crash-watch', 'watchRounds'], ['crash-recurrence', 'openNextWindow']]
    .flatMap(([workflowId = '', activity = '']) => moments.map((when): CrashPoint => ({ workflowId, activity, when, step: '' })));
  const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
  const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
  await until(async () => readdirSync(reachedFolder).length === points.length, 'every crash', 120_000);
  await house.client.workflow.getHandle('crash-recurrence').result();
  await until(async () => (await house.db.select().from(announcements)).length === 2, 'the outage and the window', 60_000);
  await supervisor.stopAfter(points.length);
  expect(supervisor.deaths()).toBe(points.length);
  for (const sop of ['outage', 'maintenance']) {
    expect(await house.db.$count(intakes, eq(intakes.sop, sop)), sop).toBe(1);
    expect(await house.db.$count(cases, eq(cases.sop, sop)), sop).toBe(1);
  }
});
