import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeIn } from '../../api/intake.ts';
import { cases, intakes } from '../../db/schema.ts';
import { problemContract } from '../../workflows/problem/contract.ts';
import { aReport, startHouse, until } from '../house.ts';
import type { Answer, House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { expectMailsOnce, expectSealed } from './account.ts';
import { intakeOf, reachedLkpp, reportTo, rungsOf } from './cases.ts';
import { momentOf, ownPostgres } from './own-servers.ts';

const pace = { followUp: 5, spacing: 2, approval: 1 };
let postgres: Awaited<ReturnType<typeof ownPostgres>>;
let house: House;
beforeAll(async () => {
  postgres = await ownPostgres();
  house = await startHouse({ databaseUrl: postgres.databaseUrl, offices: [officeWith(pace)], serverLog: 'silent' });
});
afterAll(async () => {
  await house.stop();
  await postgres.stop();
});

it('Postgres killed and gone for ten seconds (a minute would only be longer): rungs fire late and once, everything finds it again by itself', { timeout: 90_000 }, async () => {
  let died = false;
  void house.workerDied().then(() => { died = true; });
  const reported = await reportTo(house);
  const opened = await until(() => house.db.query.cases.findFirst({ where: eq(cases.id, reported.caseId) }), 'the open case');
  const desk = await house.staff('contoh', 'helpdesk');
  const dueAt = opened.dueAt?.getTime() ?? 0;
  await momentOf(dueAt - 3000);

  await postgres.kill();
  const goneAt = Date.now();
  const key = { 'idempotency-key': randomUUID() };
  const refused: Answer[] = [await house.report('contoh', {}, key), await desk.get('/tasks'), await house.report('contoh', {}, key)];
  for (const { status, body } of refused) expect({ status, code: body.code }).toEqual({ status: 503, code: 'database-unavailable' });
  expect((await house.call('GET', '/health')).body.parts).toMatchObject({ postgres: 'down', temporal: 'up', worker: 'up' });
  expect(Date.now() - goneAt).toBeLessThan(8000);
  await momentOf(goneAt + 10_000);
  const startedAt = Date.now();
  await postgres.restart();
  const backAt = Date.now();

  const again = await until(async () => {
    const answer = await house.report('contoh', {}, key);
    return answer.status === 202 && answer;
  }, 'the report taken under the same key');
  expect(Date.now() - backAt).toBeLessThan(3000);
  expect((await house.report('contoh', {}, key)).body.number).toBe(again.body.number);
  expect(await house.db.$count(intakes)).toBe(2);

  await reachedLkpp(house, reported);
  const rungs = await rungsOf(house, reported);
  expect(rungs.map(({ name, dueAt: at }) => [name, at])).toEqual([['rung:1', dueAt], ['rung:2', dueAt + 2000], ['rung:3', dueAt + 4000]]);
  expect(rungs[0]!.late).toBeGreaterThanOrEqual(startedAt - dueAt);
  const swept = await takeIn(house.deps, { office: 'contoh', contract: problemContract, body: { ...aReport, files: [] }, principal: 'public', idempotencyKey: randomUUID() });
  await until(() => house.db.query.cases.findFirst({ where: eq(cases.id, swept.id) }), 'the case that only the sweeper starts');
  await reachedLkpp(house, await intakeOf(house, again.body));
  await until(async () => (await house.call('GET', '/health')).status === 200, 'a healthy house');
  expect(died).toBe(false);
  // What went wrong is told in codes: a failed statement with its parameters has no place in a history.
  const { events } = await house.client.workflow.getHandle(reported.workflowId).fetchHistory();
  const failures = (events ?? []).flatMap((event) => event.activityTaskStartedEventAttributes?.lastFailure?.message ?? []);
  expect(failures).not.toEqual([]);
  for (const failure of failures) expect(failure).toMatch(/^(\w+: [A-Z0-9_]+|\d+ surat belum selesai dikirim)$/);
  await expectSealed(house);
  await expectMailsOnce(house);
});
