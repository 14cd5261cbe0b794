import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { colleague, outcome, reported } from './testing/desk.ts';

const text = 'Sudah kami periksa dan perbaiki.';
let house: House;
let first: Staff;
let second: Awaited<ReturnType<typeof colleague>>;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300, confirm: 3000, data: 3000 })] });
  first = await house.staff('contoh', 'helpdesk');
  second = await colleague(house, 'contoh', 'cth-06');
});
afterAll(() => house.stop());

describe('a task', () => {
  it('is claimed by one person; a second claim is refused, and so is the work of a colleague on it', async () => {
    const { number, taskId } = await reported(house, first);
    expect(outcome(await first.act(number, 'claim', { taskId }))).toEqual([200, 'diterima']);
    expect(outcome(await second.act(number, 'claim', { taskId }))).toEqual([409, 'already-claimed']);
    expect(outcome(await second.act(number, 'answer', { taskId, text }))).toEqual([409, 'task-claimed']);
    expect((await first.task(number, 'tangani')).claimedBy).toBe('cth-05');
  });

  it('goes to a colleague by name, and only to one who holds the function', async () => {
    const { number, taskId } = await reported(house, first);
    for (const person of ['cth-02', 'cth-99']) expect(outcome(await first.act(number, 'hand-over', { taskId, to: 'desk', person }))).toEqual([422, 'wrong-person']);
    expect(outcome(await first.act(number, 'hand-over', { taskId, to: 'technical', person: 'cth-06' }))).toEqual([422, 'wrong-person']);
    expect(outcome(await first.act(number, 'hand-over', { taskId, to: 'desk', person: 'cth-06' }))).toEqual([200, 'diterima']);
    expect((await first.task(number, 'tangani')).claimedBy).toBe('cth-06');
  });

  it('handed to the technical level is no longer the desk\'s', async () => {
    const { number, taskId } = await reported(house, first);
    const technical = await house.staff('contoh', 'administrator-sistem');
    expect(outcome(await first.act(number, 'hand-over', { taskId, to: 'technical' }))).toEqual([200, 'ditangani']);
    expect(outcome(await first.act(number, 'answer', { taskId, text }))).toEqual([403, 'not-your-task']);
    expect(outcome(await technical.act(number, 'answer', { taskId, text }))).toEqual([200, 'menunggu-konfirmasi']);
  });

  it('that does not exist, or whose act does not fit, is named as such', async () => {
    const { number, taskId } = await reported(house, first);
    expect(outcome(await first.act(number, 'claim', { taskId: randomUUID() }))).toEqual([404, 'unknown-task']);
    expect(outcome(await first.act('CTH-2026-999999', 'claim', { taskId }))).toEqual([404, 'unknown-case']);
    expect(outcome(await first.act(number, 'close', { taskId, text }))).toEqual([409, 'wrong-task']);
    expect(outcome(await first.act(number, 'confirm', {}))).toEqual([404, 'not-found']);
  });
});

describe('two people at once', () => {
  it('who answer: one is told that it is done, the other that it was', async () => {
    const { number, taskId } = await reported(house, first);
    const answers = (await Promise.all([first.act(number, 'answer', { taskId, text }), second.act(number, 'answer', { taskId, text: 'Jawaban lain.' })])).map(outcome);
    expect(answers.sort()).toEqual([[200, 'menunggu-konfirmasi'], [409, 'task-ended']]);
    const { events } = (await first.get(`/cases/${number}`)).body;
    expect(events.filter(({ type }: { type: string }) => type === 'answered')).toHaveLength(1);
  });

  it('who answer and forward: the answer stands, and a forward that still waits for approval is withdrawn', async () => {
    const { number, taskId } = await reported(house, first);
    const forward = { taskId, ground: 'belum-tercakup', text };
    const [answered, forwarded] = (await Promise.all([first.act(number, 'answer', { taskId, text }), second.act(number, 'forward', forward)])).map(outcome);
    expect(answered).toEqual([200, 'menunggu-konfirmasi']);
    // A forward that was taken answers with the state in which it left the case: the answer may have come before it was written.
    expect([[200, 'menunggu-persetujuan'], [200, 'menunggu-konfirmasi'], [409, 'task-ended']]).toContainEqual(forwarded);
    const { body } = await first.get(`/cases/${number}`);
    expect(body.state).toBe('menunggu-konfirmasi');
    expect(body.tasks.filter(({ kind, state }: { kind: string; state: string }) => kind === 'setujui-penerusan' && state === 'open')).toEqual([]);
  });
});

describe('the reporter', () => {
  it('sends the data that was asked for, once, and confirms, once', async () => {
    const { number, taskId, reporter, follow } = await reported(house, first);
    expect(outcome(await first.act(number, 'ask', { taskId, text: 'Kode paket berapa?' }))).toEqual([200, 'menunggu-data']);
    expect((await follow()).body).toMatchObject({ acts: ['reply'], history: [{}, {}, { text: 'Helpdesk meminta data', words: 'Kode paket berapa?' }] });
    expect(outcome(await reporter('reply', { text: '1234567' }))).toEqual([200, 'ditangani']);
    expect(outcome(await reporter('reply', { text: '1234567' }))).toEqual([409, 'wrong-state']);
    expect(outcome(await first.act(number, 'answer', { taskId, text }))).toEqual([200, 'menunggu-konfirmasi']);
    expect(outcome(await reporter('confirm'))).toEqual([200, 'ditutup']);
    expect(outcome(await reporter('confirm'))).toEqual([409, 'case-closed']);
  });

  it('reopens with a new task; the click on the old one is stale', async () => {
    const { number, taskId, reporter } = await reported(house, first);
    await first.act(number, 'answer', { taskId, text });
    expect(outcome(await reporter('reopen', { text: 'Masih sama.' }))).toEqual([200, 'diterima']);
    expect(outcome(await first.act(number, 'answer', { taskId, text }))).toEqual([409, 'task-ended']);
    const fresh = await first.task(number, 'tangani');
    expect(fresh.id).not.toBe(taskId);
    expect(outcome(await first.act(number, 'answer', { taskId: fresh.id, text }))).toEqual([200, 'menunggu-konfirmasi']);
  });

  it('ends the case: nobody answers it afterwards, at once or later', async () => {
    const { number, taskId, reporter } = await reported(house, first);
    await first.act(number, 'answer', { taskId, text });
    await reporter('confirm');
    expect(outcome(await first.act(number, 'answer', { taskId, text }))).toEqual([409, 'case-closed']);
    await house.client.workflow.getHandle(`problem-${number}`).result();
    expect(outcome(await first.act(number, 'answer', { taskId, text }))).toEqual([409, 'case-closed']);
    expect(outcome(await reporter('reopen', { text: 'Lagi.' }))).toEqual([409, 'case-closed']);
  });
});
