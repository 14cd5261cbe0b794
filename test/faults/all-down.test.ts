import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cases } from '../../db/schema.ts';
import type { LocalTemporal } from '../../local/temporal.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { accountOf, expectMailsOnce, expectSealed } from './account.ts';
import { firedOf, reachedLkpp, reportTo } from './cases.ts';
import { momentOf, ownPostgres, ownTemporal } from './own-servers.ts';

let postgres: Awaited<ReturnType<typeof ownPostgres>>;
let temporal: LocalTemporal;
let house: House;
beforeAll(async () => {
  [postgres, temporal] = await Promise.all([ownPostgres(), ownTemporal()]);
  house = await startHouse({
    databaseUrl: postgres.databaseUrl, temporalAddress: temporal.address, serverLog: 'silent', offices: [officeWith({ followUp: 20, spacing: 1, approval: 1 })],
  });
});
afterAll(async () => {
  await house.stop();
  await Promise.all([postgres.stop(), temporal.stop()]);
});

it('worker, Temporal and Postgres all killed while reminders and three rungs fall due: each fires once when all is back, and says how late', { timeout: 90_000 }, async () => {
  const reported = await Promise.all(Array.from({ length: 5 }, () => reportTo(house)));
  const rows = await Promise.all(reported.map(({ caseId }) => until(() => house.db.query.cases.findFirst({ where: eq(cases.id, caseId) }), 'the open case')));
  const lastDue = Math.max(...rows.map(({ dueAt }) => dueAt!.getTime()));
  await Promise.all([house.killWorker(), temporal.kill(), postgres.kill()]);

  await momentOf(lastDue + 3000);
  await Promise.all([temporal.restart(), postgres.restart()]);
  await house.startWorker();
  const backAt = Date.now();

  for (const one of reported) await reachedLkpp(house, one);
  for (const [index, one] of reported.entries()) {
    const fired = await firedOf(house, one);
    const dueAt = rows[index]!.dueAt!.getTime();
    expect(fired.map(({ type, name }) => `${type} ${name}`))
      .toEqual(['reminder.missed reminder:0.5', 'reminder.missed reminder:0.8', 'escalated rung:1', 'escalated rung:2', 'escalated rung:3']);
    expect(fired.slice(2).map((rung) => rung.dueAt)).toEqual([dueAt, dueAt + 1000, dueAt + 2000]);
    for (const rung of fired) {
      expect(rung.late).toBeGreaterThan(900);
      expect(rung.dueAt + rung.late - backAt).toBeLessThan(10_000);
    }
  }
  const accounts = await Promise.all(reported.map(({ caseId }) => accountOf(house, caseId)));
  for (const account of accounts) expect(account).toEqual(accounts[0]);
  expect(house.mailbox.count('helpdesk@lkpp.example.test')).toBe(reported.length);
  await expectMailsOnce(house);
  await expectSealed(house);
});
