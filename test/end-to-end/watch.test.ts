import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { page } from '../../activities/probes/testing/servers.ts';
import { startSweeper } from '../../api/sweeper.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { intakes } from '../../db/schema.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { rawHistory } from '../raw-history.ts';

const pace = { followUp: 300, spacing: 300, approval: 300 };
let house: House;
beforeAll(async () => { house = await startHouse({ offices: [officeWith(pace)], sweep: false }); });
afterAll(async () => {
  // A run of the watch would hold up its stopping.
  await house.killWorker();
  await house.stop();
});

it('windows that come again are kept by Temporal, and the first one is not opened twice', async () => {
  const planner = await house.staff('contoh', 'administrator-sistem');
  // Not today: with its hour another one would become the next.
  const weekdays = [new Date(Date.now() + 3 * 86_400_000).getUTCDay() || 7];
  const { body: { id } } = await planner.post('/recurrences', { systems: ['spse'], weekdays, at: '22:00', minutes: 60, reason: 'Pemeliharaan', effect: 'Layanan berhenti' });
  const sweeper = startSweeper(house.deps, 200);
  const run = await until(async () => {
    const { info } = await house.client.schedule.getHandle(`recurrence-${id}`).describe().catch(() => ({ info: null }));
    return info?.recentActions[0];
  }, 'the first run of the schedule').finally(() => sweeper.stop());
  await house.client.workflow.getHandle(run.action.workflow.workflowId).result();
  expect(await house.db.$count(intakes, eq(intakes.sop, 'maintenance'))).toBe(1);
});

it('a server that dies is in the administrator\'s mailbox within a minute, and its outage is over when it lives again', async () => {
  let lives = true;
  const failedAt: number[] = [];
  const spse = await page((_, response) => {
    if (!lives) failedAt.push(Date.now());
    response.writeHead(lives ? 200 : 500).end('<title>SPSE</title>');
  });
  const far = await page((_, response) => response.end());
  await loadOfficeFiles(house.db, house.vault, [officeWith(pace, (text) => `${text}
watch:
  every: { seconds: 1 }
  timeout: { seconds: 1 }
  control: [{ code: jauh, kind: http, url: "${far.url}", inward: true }]
  probes: [{ code: beranda, kind: http, url: "${spse.url}eproc4?sesi=rahasia", contains: SPSE, inward: true, system: spse }]
`)]);
  const sweeper = startSweeper(house.deps, 200);
  try {
    await until(async () => spse.asked.length > 1, 'the second round');
    const administrator = await house.staff('contoh', 'administrator-sistem', 'outage');
    lives = false;
    const diedAt = Date.now();
    const mail = await house.mailbox.waitFor(({ to, text }) => to.includes('cth-03@contoh.example.test') && (text ?? '').includes('STATUS_500'), 30_000);
    expect(Date.now() - diedAt).toBeLessThan(60_000);
    expect(mail.text).not.toMatch(/rahasia|eproc4/);

    const [intake] = await house.db.select().from(intakes).where(eq(intakes.sop, 'outage'));
    const stateOf = async () => (await administrator.get(`/cases/${intake!.number}`)).body.state as string;
    expect(await stateOf()).toBe('diperiksa');
    // Of the first round that failed, not of the one that was believed.
    expect(Date.parse(intake!.facts.firstFailedAt!)).toBeLessThanOrEqual(failedAt[0]!);
    lives = true;
    await until(async () => await stateOf() === 'pulih', 'the outage to be over');
    expect(await house.db.select().from(intakes).where(eq(intakes.sop, 'outage'))).toHaveLength(1);
    const [run] = (await house.client.schedule.getHandle('watch-contoh').describe()).info.recentActions;
    for (const workflowId of [intake!.workflowId, run!.action.workflow.workflowId]) expect(await rawHistory(house, workflowId)).not.toMatch(/127\.0\.0\.1|eproc4/);
  } finally {
    await sweeper.stop();
  }
});
