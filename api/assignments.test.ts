import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOfficeFiles } from '../db/offices.ts';
import { call, startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';

const slow = { followUp: 3000, spacing: 300, approval: 300 };
const decree = 'decree: { number: UJI/1, date: 2024-12-20 }';

/** cth-05 may act; cth-06's term is over, cth-04 is on leave, cth-03 stands in as head of UKPBJ for cth-01. */
const withTerms = (text: string) => text
  .replace(/(person: cth-06, function: helpdesk, .*) until: null/, '$1 until: 2025-12-31')
  .replace('assignments:\n', `assignments:\n  - { person: cth-04, function: helpdesk, ${decree}, from: 2025-01-01, until: null }
  - { person: cth-03, function: kepala-ukpbj, ${decree}, from: 2025-01-01, until: 2099-12-31, acting: { kind: plh, for: cth-01 } }\n`)
  .concat('\nleaves:\n  - { person: cth-04, from: 2025-01-01, until: 2099-12-31 }\n  - { person: cth-01, from: 2025-01-01, until: 2099-12-31 }\n');

let house: House;
let number: string;
let taskId: string;
let keys: Record<string, string>;

const path = (rest: string) => `/api/v1/offices/contoh${rest}`;
const as = (person: string) => ({ authorization: `Bearer ${keys[person]}` });
const claim = (person: string) => house.call('POST', path(`/problem/${number}/acts/claim`), { taskId }, as(person));

beforeAll(async () => {
  house = await startHouse({ offices: [officeWith(slow, withTerms), 'kota-salatiga'] });
  const people = ['cth-01', 'cth-02', 'cth-03', 'cth-04', 'cth-05', 'cth-06'];
  keys = Object.fromEntries(await Promise.all(people.map(async (person) => [person, await house.key('contoh', person)] as const)));
  number = (await house.report('contoh')).body.number;
  taskId = (await (await house.staff('contoh', 'helpdesk')).task(number, 'tangani')).id;
  keys['cth-05'] = await house.key('contoh', 'cth-05');
});
afterAll(() => house.stop());

describe('a person with a valid key', () => {
  it.each([
    ['whose assignment ended', 'cth-06'], ['on leave', 'cth-04'], ['of another function', 'cth-02'],
  ])('%s cannot take a task of the help desk', async (_who, person) => {
    const answer = await claim(person);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'not-your-task', function: 'helpdesk' });
  });

  it.each([['whose assignment ended', 'cth-06'], ['on leave', 'cth-04'], ['replaced by a Plh', 'cth-01']])('%s reads no report and sees no task', async (_who, person) => {
    const read = await house.call('GET', path(`/cases/${number}`), undefined, as(person));
    expect([read.status, read.body.code]).toEqual([403, 'no-function']);
    const file = await house.call('GET', path(`/cases/${number}/files/${'a'.repeat(64)}`), undefined, as(person));
    expect([file.status, file.body.code]).toEqual([403, 'no-function']);
    expect((await house.call('GET', path('/tasks'), undefined, as(person))).body.tasks).toEqual([]);
  });

  it('who is replaced by a Plh cannot approve, and the Plh can', async () => {
    const { body: { tasks } } = await house.call('GET', path('/tasks'), undefined, as('cth-05'));
    expect(tasks.map((task: { number: string }) => task.number)).toContain(number);
    const ground = { taskId, ground: 'belum-tercakup', text: 'Belum ada di aplikasi.' };
    expect((await house.call('POST', path(`/problem/${number}/acts/forward`), ground, as('cth-05'))).body.state).toBe('menunggu-persetujuan');
    const plh = await house.call('GET', path('/tasks'), undefined, as('cth-03'));
    const approval = plh.body.tasks.find((task: { kind: string }) => task.kind === 'setujui-penerusan').id;
    const approve = (person: string) => house.call('POST', path(`/problem/${number}/acts/approve`), { taskId: approval }, as(person));
    expect((await approve('cth-01')).body.code).toBe('not-your-task');
    expect((await approve('cth-03')).body.state).toBe('diteruskan');
  });

  it('cannot act on a task through the number of another report', async () => {
    const other = (await house.report('contoh')).body.number;
    const answer = await house.call('POST', path(`/problem/${other}/acts/claim`), { taskId }, as('cth-05'));
    expect([answer.status, answer.body.code]).toEqual([404, 'unknown-task']);
  });

  it('loses the key with the place in the office, and gets the old one back in no way', async () => {
    const ask = () => call(house.url, 'GET', path('/tasks'), undefined, as('cth-06'));
    expect((await ask()).status).toBe(200);
    const without = (text: string) => withTerms(text).replace(/.*cth-06.*\n/g, '');
    await loadOfficeFiles(house.db, house.vault, [officeWith(slow, without)]);
    expect((await ask()).body.code).toBe('key-wrong');
    await loadOfficeFiles(house.db, house.vault, [officeWith(slow, (text) => withTerms(text).replace('Enam', 'Enam Kembali'))]);
    expect((await ask()).body.code).toBe('key-wrong');
  });
});

describe('a claim', () => {
  let house: House;
  beforeAll(async () => { house = await startHouse({ offices: [officeWith(slow)] }); });
  afterAll(() => house.stop());

  it('binds nobody once its claimer is away: a colleague claims the task and answers', async () => {
    const { number } = (await house.report('contoh')).body;
    const first = await house.staff('contoh', 'helpdesk');
    const { id } = await first.task(number, 'tangani');
    expect((await first.act(number, 'claim', { taskId: id })).status).toBe(200);
    const away = (text: string) => text.concat(`\nleaves:\n  - { person: ${first.person}, from: 2025-01-01, until: 2099-12-31 }\n`);
    await loadOfficeFiles(house.db, house.vault, [officeWith(slow, away)]);
    const second = await house.staff('contoh', 'helpdesk');
    expect(second.person).not.toBe(first.person);
    expect((await second.act(number, 'claim', { taskId: id })).status).toBe(200);
    expect((await second.act(number, 'answer', { taskId: id, text: 'Silakan coba lagi.' })).body.state).toBe('menunggu-konfirmasi');
  });
});
