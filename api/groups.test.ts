import { Client, Connection } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog, acts, events, groups as groupRows, notices, texts } from '../db/schema.ts';
import { startHouse, until } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { buildApp } from './app.ts';
import { purgeRefusedActs } from './purge-refused-acts.ts';
import { problems } from './problems.ts';
import { outcome, reported } from './testing/desk.ts';
import { commonAnswer, groupsOf, outcomes } from './testing/groups.ts';

const pace = { followUp: 3000, spacing: 300, approval: 300, confirm: 3000, data: 3000 };
let house: House;
let desk: Staff;
let secondKey: string;
let groups: ReturnType<typeof groupsOf>;
let theirs: ReturnType<typeof groupsOf>;
beforeAll(async () => {
  // The term of cth-04 is over: a valid key, and no function.
  house = await startHouse({ offices: [officeWith(pace, (text) => text.replace(/(function: verifikator, .*) until: null/, '$1 until: 2025-12-31')), 'kota-salatiga'] });
  desk = await house.staff('contoh', 'helpdesk');
  groups = groupsOf(house, desk.key);
  secondKey = await house.key('contoh', 'cth-06');
  theirs = groupsOf(house, secondKey);
});
afterAll(() => house.stop());

const reports = (count: number) => Promise.all(Array.from({ length: count }, () => reported(house, desk)));
const stateOf = async (number: string) => (await desk.get(`/cases/${number}`)).body as { state: string; events: { type: string; actor: string }[]; texts: Record<string, { body: string }> };
const countOf = async (number: string, type: string) => (await stateOf(number)).events.filter((event) => event.type === type).length;
const sentence = (code: keyof typeof problems) => problems[code][2];

describe('reports of one cause', () => {
  it('are grouped and answered together; each reporter gets one mail with the own number, and each clock stops', async () => {
    const people = ['ani', 'budi', 'cici'].map((name) => `${name}@satu-sebab.example`);
    const numbers = (await Promise.all(people.map((mail) => reported(house, desk, 'contoh', { reporter: { name: 'Pelapor', mail } })))).map(({ number }) => number);
    const created = await groups.create(numbers);
    expect([created.status, outcomes(created.body.members)]).toEqual([201, Object.fromEntries(numbers.map((number) => [number, 'joined']))]);
    const { id } = created.body;
    expect((await groups.list()).body.groups[0]).toMatchObject({ id, title: 'Unggahan gagal sejak pagi', person: desk.person, open: 3, closed: 0 });

    const answered = await groups.answer(id);
    expect([answered.status, answered.body.members.map(({ number }: { number: string }) => number)]).toEqual([202, [...numbers].sort()]);
    const whole = await groups.settled(id);
    expect(whole.answers).toMatchObject([{ id: answered.body.answerId, person: desk.person, text: commonAnswer }]);
    expect(outcomes(whole.answers[0]!.members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'answered'])));
    expect(whole.members.map(({ state, deadline }) => [state, deadline])).toEqual(Array(3).fill(['menunggu-konfirmasi', 'confirm']));

    for (const [index, mail] of people.entries()) {
      await house.mailbox.waitFor((one) => one.to.includes(mail) && one.text?.includes(commonAnswer) === true, 20_000);
      const sent = (await house.mailbox.mails()).filter((one) => one.to.includes(mail) && one.text?.includes(commonAnswer));
      expect(sent.map(({ subject, text }) => numbers.filter((number) => `${subject} ${text}`.includes(number)))).toEqual([[numbers[index]]]);
      expect(await stateOf(numbers[index]!)).toMatchObject({ events: expect.arrayContaining([expect.objectContaining({ type: 'answered', actor: desk.person })]) });
    }
    expect(outcome(await groups.answer(id, 'jawab-lagi-01'))).toEqual([409, 'nothing-to-answer']);
  });

  it('are counted apart when some of them are closed', async () => {
    const [one, other] = await reports(2);
    const { id } = (await groups.create([one!.number, other!.number])).body;
    expect(outcome(await desk.act(one!.number, 'refuse', { taskId: one!.taskId, whom: 'ppk' }))).toEqual([200, 'ditutup']);
    expect((await groups.list()).body.groups[0]).toMatchObject({ id, open: 1, closed: 1 });
  });

  it('join only while the desk works on them, one by one, each with its reason', async () => {
    const [open, answered, closed, technical] = await reports(4);
    await desk.act(answered!.number, 'answer', { taskId: answered!.taskId, text: commonAnswer });
    await desk.act(closed!.number, 'refuse', { taskId: closed!.taskId, whom: 'ppk' });
    await desk.act(technical!.number, 'hand-over', { taskId: technical!.taskId, to: 'technical' });
    const elsewhere = (await house.report('salatiga')).body.number;
    const numbers = [open!.number, answered!.number, closed!.number, technical!.number, elsewhere, 'CTH-2026-999999', open!.number];
    const { members } = (await groups.create(numbers)).body;
    expect(members.map((member: { outcome: string }) => member.outcome)).toEqual(['joined', 'wrong-state', 'case-closed', 'not-your-task', 'unknown-case', 'unknown-case']);
    expect(members[2].sentence).toBe(sentence('case-closed'));
  });

  it('leave and come back; who left is not answered', async () => {
    const [stays, leaves] = await reports(2);
    const { id } = (await groups.create([stays!.number, leaves!.number])).body;
    expect(outcome(await groups.remove(id, leaves!.number, 'keluar-0001'))).toEqual([200, 'diterima']);
    expect(outcome(await groups.remove(id, leaves!.number, 'keluar-0001'))).toEqual([200, 'diterima']);
    expect(outcome(await groups.remove(id, leaves!.number))).toEqual([409, 'not-grouped']);
    expect(await countOf(leaves!.number, 'ungrouped')).toBe(1);
    expect((await groups.add(id, [leaves!.number, stays!.number])).body.members.map((member: { outcome: string }) => member.outcome)).toEqual(['joined', 'joined']);
    expect(outcome(await groups.remove(id, leaves!.number))).toEqual([200, 'diterima']);
    await groups.answer(id);
    expect(outcomes((await groups.settled(id)).answers[0]!.members)).toEqual({ [stays!.number]: 'answered' });
    expect((await stateOf(leaves!.number)).state).toBe('diterima');
    expect(outcome(await groups.remove(id, stays!.number))).toEqual([409, 'wrong-state']);
  });
});

describe('two people', () => {
  it('who group the same report at the same moment: one wins, the other is told so, and which group has it', async () => {
    const common = await reports(5);
    const numbers = common.map(({ number }) => number);
    const [one, other] = await Promise.all([groups.create(numbers), theirs.create(numbers)]);
    const winners = new Set<string>();
    for (const [index, number] of numbers.entries()) {
      const said = [one.body.members[index], other.body.members[index]];
      expect(said.map((member) => member.outcome).sort()).toEqual(['already-grouped', 'joined']);
      const [winner, loser] = said[0].outcome === 'joined' ? [one.body.id, said[1]] : [other.body.id, said[0]];
      expect(loser).toEqual({ number, outcome: 'already-grouped', sentence: sentence('already-grouped'), group: winner });
      expect(await countOf(number, 'grouped')).toBe(1);
      winners.add(winner);
    }
    const members = await Promise.all([groups.read(one.body.id), groups.read(other.body.id)]);
    expect(members.flatMap(({ body }) => body.members).map(({ number }: { number: string }) => number).sort()).toEqual([...numbers].sort());
    expect(winners.size).toBeGreaterThan(0);
  });

  it('who answer one group at the same moment: each report gets one answer, and each person is told whose', async () => {
    const members = await reports(4);
    const { id } = (await groups.create(members.map(({ number }) => number))).body;
    const both = await Promise.all([groups.answer(id, undefined, 'Jawaban pertama.'), theirs.answer(id, undefined, 'Jawaban kedua.')]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    const whole = await until(async () => {
      const { body } = await groups.read(id);
      return body.answers.every((answer: { members: { outcome: string | null }[] }) => answer.members.every((member) => member.outcome !== null)) && body;
    }, 'every outcome of both answers');
    for (const { number } of members) {
      const said = whole.answers.map((answer: { members: { number: string; outcome: string }[] }) => answer.members.find((member) => member.number === number)?.outcome);
      expect(said.sort()).toEqual(['answered', expect.stringMatching(/^(task-ended|wrong-state)$/)]);
      expect(await countOf(number, 'answered')).toBe(1);
    }
  });

  it('one of whom has taken a report, or gave it to the technical level: it is left out, the others are answered', async () => {
    const [free, taken, technical] = await reports(3);
    const { id } = (await groups.create([free!.number, taken!.number, technical!.number])).body;
    const claim = await house.call('POST', `/api/v1/offices/contoh/problem/${taken!.number}/acts/claim`, { taskId: taken!.taskId }, { authorization: `Bearer ${secondKey}` });
    expect(outcome(claim)).toEqual([200, 'diterima']);
    await desk.act(technical!.number, 'hand-over', { taskId: technical!.taskId, to: 'technical' });
    await groups.answer(id);
    const { answers } = await groups.settled(id);
    expect(outcomes(answers[0]!.members)).toEqual({ [free!.number]: 'answered', [taken!.number]: 'task-claimed', [technical!.number]: 'not-your-task' });
    expect(answers[0]!.members.find(({ number }) => number === taken!.number)?.sentence).toBe(sentence('task-claimed'));

    await purgeRefusedActs(house.deps, Date.now() + 25 * 3_600_000);
    expect(Object.values((await stateOf(taken!.number)).texts).map(({ body }) => body)).not.toContain(commonAnswer);
    expect(Object.values((await stateOf(free!.number)).texts).map(({ body }) => body)).toContain(commonAnswer);
    expect((await groups.settled(id)).answers).toEqual(answers);
  });
});

describe('the same Idempotency-Key', () => {
  it('finds the same group and the same answer, also when five arrive at once', async () => {
    const numbers = (await reports(3)).map(({ number }) => number);
    const created = await Promise.all(Array.from({ length: 5 }, () => groups.create(numbers, 'kelompok-0001')));
    const { id } = created[0]!.body;
    expect(created.map(({ status, body }) => [status, body.id])).toEqual(Array(5).fill([201, id]));
    expect(await house.db.$count(groupRows, eq(groupRows.id, id))).toBe(1);
    for (const { body } of created) expect(outcomes(body.members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'joined'])));

    const answers = await Promise.all(Array.from({ length: 5 }, () => groups.answer(id, 'jawaban-0001')));
    await groups.settled(id);
    const again = await groups.answer(id, 'jawaban-0001');
    expect(new Set([...answers, again].map(({ status, body }) => `${status} ${body.answerId}`)).size).toBe(1);
    expect(outcomes(again.body.members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'answered'])));
    for (const number of numbers) expect([await countOf(number, 'grouped'), await countOf(number, 'answered')]).toEqual([1, 1]);
    expect(outcomes((await groups.create(numbers, 'kelompok-0001')).body.members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'joined'])));
  });

  it('is refused with other words, other reports, or for another group', async () => {
    const [one, other] = await reports(2);
    const { id } = (await groups.create([one!.number], 'kelompok-0002')).body;
    const next = (await groups.create([other!.number])).body.id;
    expect(outcome(await groups.create([other!.number], 'kelompok-0002'))).toEqual([409, 'key-reused']);
    expect((await groups.answer(id, 'jawaban-0002')).status).toBe(202);
    expect(outcome(await groups.answer(id, 'jawaban-0002', 'Kata lain.'))).toEqual([409, 'key-reused']);
    expect(outcome(await groups.answer(next, 'jawaban-0002'))).toEqual([409, 'key-reused']);
    expect((await stateOf(other!.number)).state).toBe('diterima');
  });
});

describe('while Temporal cannot be reached', () => {
  const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }), namespace: 'default' });
  let app: Awaited<ReturnType<typeof buildApp>>;
  beforeAll(async () => { app = await buildApp({ ...house.deps, client }); });
  // The client stays open: closed under its own retries it throws out of a timer.
  afterAll(() => app.close());
  const post = async (path: string, key: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url: `/api/v1/offices/contoh/groups${path}`, payload, headers: { authorization: `Bearer ${desk.key}`, 'idempotency-key': key } });
    return [answer.statusCode, answer.json().code, answer.headers['retry-after']];
  };

  it('a group is refused with 503, and the retry goes on with the same one', async () => {
    const numbers = (await reports(20)).map(({ number }) => number);
    const body = { title: 'Unggahan gagal sejak pagi', numbers };
    expect(await post('', 'kelompok-0003', body)).toEqual([503, 'engine-unavailable', '2']);
    const before = await house.db.$count(groupRows);
    const { status, body: { members } } = await groups.create(numbers, 'kelompok-0003');
    expect([status, await house.db.$count(groupRows)]).toEqual([201, before]);
    expect(outcomes(members)).toEqual(Object.fromEntries(numbers.map((number) => [number, 'joined'])));
  }, 60_000);

  it('an answer is kept; a report that closes meanwhile says so and the others are answered', async () => {
    const [one, closing, last] = await reports(3);
    const { id } = (await groups.create([one!.number, closing!.number, last!.number])).body;
    expect(await post(`/${id}/answer`, 'jawaban-0003', { text: commonAnswer })).toEqual([503, 'engine-unavailable', '2']);
    expect(outcome(await desk.act(closing!.number, 'refuse', { taskId: closing!.taskId, whom: 'ppk' }))).toEqual([200, 'ditutup']);
    // On its way, and so nobody's refusal yet.
    await purgeRefusedActs(house.deps, Date.now() + 25 * 3_600_000);
    expect((await groups.answer(id, 'jawaban-0003')).status).toBe(202);
    const { answers, members } = await groups.settled(id);
    expect(answers).toHaveLength(1);
    expect(outcomes(answers[0]!.members)).toEqual({ [one!.number]: 'answered', [closing!.number]: 'case-closed', [last!.number]: 'answered' });
    expect(members.map(({ number, state }) => [number, state]).sort()).toEqual([
      [one!.number, 'menunggu-konfirmasi'], [closing!.number, 'ditutup'], [last!.number, 'menunggu-konfirmasi'],
    ].sort());
  }, 60_000);

  it('an answer that nobody sends again is carried out by the sweeper', async () => {
    const [one, other] = await reports(2);
    const { id } = (await groups.create([one!.number, other!.number])).body;
    expect(await post(`/${id}/answer`, 'jawaban-0004', { text: commonAnswer })).toEqual([503, 'engine-unavailable', '2']);
    const { answers } = await groups.settled(id);
    expect(outcomes(answers[0]!.members)).toEqual({ [one!.number]: 'answered', [other!.number]: 'answered' });
  }, 60_000);
});

describe('a group belongs to the people at work in its office', () => {
  let id: string;
  let number: string;
  beforeAll(async () => {
    number = (await reports(1))[0]!.number;
    id = (await groups.create([number])).body.id;
  });

  it.each([
    ['of another office', 'salatiga', 'slt-05', 'wrong-office'], ['without a function', 'contoh', 'cth-04', 'no-function'],
  ])('a person %s sees and changes nothing of it', async (_who, office, person, code) => {
    const stranger = groupsOf(house, await house.key(office, person));
    const answers = await Promise.all([stranger.list(), stranger.read(id), stranger.create([number]), stranger.add(id, [number]), stranger.remove(id, number), stranger.answer(id)]);
    expect(answers.map(outcome)).toEqual(Array(6).fill([403, code]));
    expect((await groups.read(id)).body).toMatchObject({ members: [{ number, state: 'diterima' }], answers: [] });
  });

  it('of another function answers none of its reports', async () => {
    const head = groupsOf(house, await house.key('contoh', 'cth-02'));
    expect(outcome(await head.answer(id))).toEqual([403, 'not-your-task']);
    expect((await groups.read(id)).body.answers).toEqual([]);
  });

  it('is unknown under the address of another office', async () => {
    const salatiga = groupsOf(house, await house.key('salatiga', 'slt-05'), 'salatiga');
    const answers = await Promise.all([salatiga.read(id), salatiga.add(id, [number]), salatiga.remove(id, number), salatiga.answer(id)]);
    expect(answers.map(outcome)).toEqual(Array(4).fill([404, 'unknown-group']));
  });

  it('is read with a trace, and its title lies sealed', async () => {
    await groups.read(id);
    await groups.list();
    const read = await house.db.select().from(accessLog).where(and(eq(accessLog.person, desk.person), eq(accessLog.what, `group:${id}`)));
    expect(read.length).toBeGreaterThan(0);
    expect(await house.db.$count(accessLog, eq(accessLog.what, 'groups'))).toBeGreaterThan(0);
    const stored = JSON.stringify([await house.db.select().from(groupRows), await house.db.select().from(acts), await house.db.select().from(texts), await house.db.select().from(events), await house.db.select().from(notices)]);
    expect(stored).not.toContain('Unggahan gagal');
    expect(stored).not.toContain(commonAnswer);
  });

  it.each([
    ['no reports', []], ['201 reports', Array.from({ length: 201 }, (_, index) => `CTH-2026-${String(index).padStart(6, '0')}`)], ['what is no number', ['1; drop table groups']],
  ])('is not made of %s', async (_what, numbers) => {
    expect(outcome(await groups.create(numbers))).toEqual([400, 'bad-request']);
  });
});
