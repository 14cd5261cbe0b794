import { and, count, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonAnswer, groupsOf, outcomes } from '../../api/testing/groups.ts';
import { events, groupAnswers, notices } from '../../db/schema.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { officeWith } from '../quick-office.ts';
import { expectMailsOnce, expectSealed, settled } from './account.ts';
import { reportTo, taskOf } from './cases.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ serverLog: 'silent', offices: [officeWith({ followUp: 3600, spacing: 3600, approval: 3600, confirm: 3600, answer: 3600 })] }); });
afterAll(() => house.stop());

describe('a common answer to thirty reports', () => {
  it('reaches each once, with one mail, when the worker is killed again and again while it goes out', { timeout: 240_000 }, async () => {
    const desk = await house.staff('contoh', 'helpdesk');
    const groups = groupsOf(house, desk.key);
    const members = await Promise.all(Array.from({ length: 30 }, (_, index) => reportTo(house, 'contoh', { reporter: { name: `Pelapor ${index}`, mail: `p${index}@kelompok.example` } })));
    for (const member of members) await taskOf(house, member, 'tangani');
    const numbers = members.map(({ number }) => number);
    const created = await groups.create(numbers);
    expect(outcomes(created.body.members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'joined'])));

    const { id } = created.body;
    expect((await groups.answer(id)).status).toBe(202);
    const told = () => house.db.$count(groupAnswers, isNotNull(groupAnswers.outcome));
    for (const reached of [1, 8, 16]) {
      await until(async () => await told() >= reached, `${reached} outcomes`, 60_000, 2);
      await house.killWorker();
      expect(await told(), 'killed while it goes out').toBeLessThan(30);
      await house.startWorker();
    }
    const { answers } = await groups.settled(id, 120_000);

    expect(outcomes(answers[0]!.members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'answered'])));
    const answered = await house.db.select({ caseId: events.caseId, times: count() }).from(events).where(eq(events.type, 'answered')).groupBy(events.caseId);
    expect(answered.map(({ caseId, times }) => [caseId, times]).sort()).toEqual(members.map(({ caseId }) => [caseId, 1]).sort());
    for (const { caseId, number } of members) {
      await until(() => settled(house, caseId), `the mails of ${number}`, 60_000);
      expect(await house.db.$count(notices, and(eq(notices.caseId, caseId), eq(notices.template, 'answer'), eq(notices.state, 'sent')))).toBe(1);
    }
    const words = (await house.mailbox.mails()).filter(({ text }) => text?.includes(commonAnswer));
    expect(new Set(words.map(({ to }) => to.join())).size).toBe(30);
    await expectMailsOnce(house);
    await expectSealed(house);
  });
});
