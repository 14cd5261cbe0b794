import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { and, count, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonAnswer, groupsOf, outcomes } from '../../api/testing/groups.ts';
import { events, groupAnswers, notices } from '../../db/schema.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { expectMailsOnce, expectSealed, settled } from './account.ts';
import { reportTo, taskOf } from './cases.ts';
import type { Reported } from './cases.ts';
import type { CrashPoint } from './crash-points.ts';
import { moments } from './crash-scenarios.ts';
import { keepWorkerAlive } from './supervisor.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({
    serverLog: 'silent', offices: [officeWith({ followUp: 3600, spacing: 3600, approval: 3600, confirm: 3600, answer: 3600 })],
    workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
});
afterAll(() => house.stop());

/** So many reports in one group. @returns them, with the id of the group and what the desk does with it */
async function grouped(size: number) {
  const groups = groupsOf(house, (await house.staff('contoh', 'helpdesk')).key);
  const members = await Promise.all(Array.from({ length: size }, (_, index) => reportTo(house, 'contoh', { reporter: { name: `Pelapor ${index}`, mail: `p${index}-of-${size}@kelompok.example` } })));
  for (const member of members) await taskOf(house, member, 'tangani');
  const numbers = members.map(({ number }) => number);
  const { body } = await groups.create(numbers);
  const joined = outcomes(body.members);
  // A busy engine may have had no time for some: they are brought again, as a person would.
  await until(async () => {
    const left = numbers.filter((number) => joined[number] === 'engine-unavailable');
    if (left.length > 0) Object.assign(joined, outcomes((await groups.add(body.id as string, left)).body.members));
    return left.length === 0;
  }, 'a group of all', 60_000);
  expect(joined).toEqual(Object.fromEntries(numbers.map((number) => [number, 'joined'])));
  return { members, groups, id: body.id as string };
}

async function expectAnsweredOnce({ members, groups, id }: Awaited<ReturnType<typeof grouped>>): Promise<void> {
  const { answers } = await groups.settled(id, 120_000);
  expect(outcomes(answers[0]!.members)).toEqual(Object.fromEntries(members.map(({ number }) => [number, 'answered'])));
  const answered = await house.db.select({ caseId: events.caseId, times: count() }).from(events)
    .where(and(eq(events.type, 'answered'), inArray(events.caseId, members.map(({ caseId }) => caseId)))).groupBy(events.caseId);
  expect(answered.map(({ caseId, times }) => [caseId, times]).sort()).toEqual(members.map(({ caseId }) => [caseId, 1]).sort());
}

async function expectOneMailEach(members: Reported[]): Promise<void> {
  for (const { caseId, number } of members) {
    await until(() => settled(house, caseId), `the mails of ${number}`, 60_000);
    expect(await house.db.$count(notices, and(eq(notices.caseId, caseId), eq(notices.template, 'answer'), eq(notices.state, 'sent')))).toBe(1);
  }
  await expectMailsOnce(house);
}

describe('a common answer', () => {
  it('reaches each of thirty reports once, with one mail, when the worker is killed again and again while it goes out', { timeout: 240_000 }, async () => {
    const group = await grouped(30);
    expect((await group.groups.answer(group.id)).status).toBe(202);
    const told = () => house.db.$count(groupAnswers, isNotNull(groupAnswers.outcome));
    for (const reached of [1, 8, 16]) {
      await house.db.transaction(async (tx) => {
        // Of one the outcome is not written before the kill, so that it is not all over by then.
        await tx.select().from(groupAnswers).where(isNull(groupAnswers.outcome)).orderBy(desc(groupAnswers.actId)).limit(1).for('update');
        await until(async () => await told() >= reached, `${reached} outcomes`, 60_000, 2);
        await house.killWorker();
        expect(await told(), 'killed while it goes out').toBeLessThan(30);
      });
      await house.startWorker();
    }
    await expectAnsweredOnce(group);
    await expectOneMailEach(group.members);
    const words = (await house.mailbox.mails()).filter(({ text }) => text?.includes(commonAnswer));
    expect(new Set(words.map(({ to }) => to.join())).size).toBe(30);
    await expectSealed(house);
  });

  it('is given once by a worker that dies after the case has taken it, before Temporal hears of it', { timeout: 120_000 }, async () => {
    const group = await grouped(2);
    await house.killWorker();
    const { answerId } = (await group.groups.answer(group.id)).body;
    const points = moments.map((when): CrashPoint => ({ workflowId: `answer-group-${answerId}`, activity: 'answerMember', when, step: '' }));
    const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
    const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
    await expectAnsweredOnce(group);
    await until(async () => (await house.client.workflow.getHandle(`answer-group-${answerId}`).describe()).status.name === 'COMPLETED', 'the end of the answer', 60_000);
    await supervisor.stopAfter(2);
    expect([readdirSync(reachedFolder).length, supervisor.deaths()]).toEqual([2, 2]);
    await house.startWorker();
    await expectOneMailEach(group.members);
  });
});
