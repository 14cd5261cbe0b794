import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { cases, commits, events, notices, tasks } from '../db/schema.ts';
import { commit } from './cases.ts';
import { firstStep, openOffice, receivedAt } from './testing/office.ts';
import type { Step } from './types.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
let count = 0;
let step: Step;
beforeAll(async () => { office = await openOffice(); });
afterAll(() => office.close());
beforeEach(() => {
  office.clock.now = receivedAt;
  step = firstStep(`SLT-2027-${String(count += 1).padStart(6, '0')}`);
});

async function rows({ identity: { caseId } }: Step) {
  const { db } = office;
  return {
    cases: (await db.select().from(cases).where(eq(cases.id, caseId))).length, events: (await db.select().from(events).where(eq(events.caseId, caseId))).length,
    tasks: (await db.select().from(tasks).where(eq(tasks.caseId, caseId))).length, notices: (await db.select().from(notices).where(eq(notices.caseId, caseId))).length,
    commits: (await db.select().from(commits).where(eq(commits.caseId, caseId))).length,
  };
}
const whole = { cases: 1, events: 1, tasks: 1, notices: 3, commits: 1 };

describe('one step of a case', () => {
  test('writes case, event, task and mails together, so that the record always shows the latest status (ERR-24), and answers with the plan', async () => {
    const result = await commit(office.deps, step);
    expect(await rows(step)).toEqual(whole);
    expect(result.next).toEqual({ clock: 'follow-up', dueAt: Date.parse('2027-01-19T10:00:00+07:00'), provisional: false });
    const [task] = await office.db.select().from(tasks).where(eq(tasks.caseId, step.identity.caseId));
    expect(task?.dueAt?.getTime()).toBe(result.next?.dueAt);
  });

  test('tried again gives the first answer and writes nothing, even when time and calendar have gone on', async () => {
    const first = await commit(office.deps, step);
    office.clock.now += 86_400_000;
    expect(await commit(office.deps, step)).toEqual(first);
    expect(await rows(step)).toEqual(whole);
  });

  test('tried eight times at once is written once, and everyone gets the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => commit(office.deps, step)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await rows(step)).toEqual(whole);
  });

  test('of which one row cannot be written leaves nothing at all', async () => {
    const broken: Step = { ...step, changes: [...step.changes, { type: 'event', name: 'bad', actor: 'system', data: { text: '\u0000' } }] };
    await expect(commit(office.deps, broken)).rejects.toThrow();
    expect(await rows(step)).toEqual({ cases: 0, events: 0, tasks: 0, notices: 0, commits: 0 });
    await commit(office.deps, step);
    expect(await rows(step)).toEqual(whole);
  });

  test('says how late a rung was, keeps the largest lateness, and takes none from reminders', async () => {
    await commit(office.deps, step);
    const later = (seq: number, name: string, lateMs: number, data = {}): Step => {
      office.clock.now = receivedAt + 90_000_000 + lateMs;
      return { ...step, seq, at: office.clock.now, plans: [], changes: [{ type: 'event', name, actor: 'system', data, dueAt: receivedAt + 90_000_000 }] };
    };
    expect((await commit(office.deps, later(1, 'reminded', 60_000))).lateMs).toBeNull();
    expect((await commit(office.deps, later(2, 'escalated', 5_000, { deadlineAt: 1 }))).lateMs).toBe(5_000);
    await commit(office.deps, later(3, 'escalated', 2_000, { deadlineAt: 1 }));
    const [row] = await office.db.select().from(cases).where(eq(cases.id, step.identity.caseId));
    expect(row?.lateMs).toBe(5_000);
  });

  test('finds the people of the moment, not those of the receipt', async () => {
    office.clock.now = Date.parse('2026-08-04T10:00:00+07:00');
    await commit(office.deps, step);
    const told = await office.db.select().from(notices).where(eq(notices.caseId, step.identity.caseId));
    expect(told.map(({ recipient }) => recipient).sort()).toEqual(['reporter', 'slt-05']);
  });

  test('for an office that was never loaded is refused before anything is written', async () => {
    const lost = { ...step, identity: { ...step.identity, office: 'nirwana' } };
    await expect(commit(office.deps, lost)).rejects.toThrow("Office 'nirwana' is not loaded");
    expect((await rows(step)).cases).toBe(0);
  });
});

describe('the audit trail', () => {
  test.each(['update events set actor = \'x\'', 'delete from events', 'truncate events', 'update seals set hash = \'x\'', 'delete from office_versions'])(
    'refuses: %s', async (statement) => {
      await commit(office.deps, step);
      await expect(office.sql.unsafe(statement)).rejects.toThrow('is insert-only');
    });
});
