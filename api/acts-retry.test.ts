import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { colleague, outcome, reported } from './testing/desk.ts';

const text = 'Sudah kami periksa dan perbaiki.';
const withKey = (key: string) => ({ 'idempotency-key': key });
let house: House;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300, confirm: 3000, data: 3000 })] });
  desk = await house.staff('contoh', 'helpdesk');
});
afterAll(() => house.stop());

const countOf = async (number: string, type: string) =>
  (await desk.get(`/cases/${number}`)).body.events.filter((event: { type: string }) => event.type === type).length;

describe('an act sent again under its Idempotency-Key', () => {
  it('gets its first answer and happens once, also when five arrive at once', async () => {
    const { number, taskId } = await reported(house, desk);
    const click = () => desk.act(number, 'ask', { taskId, text: 'Data apa?' }, withKey('klik-0001'));
    const answers = [...await Promise.all(Array.from({ length: 5 }, click)), await click()];
    expect(new Set(answers.map((answer) => JSON.stringify(outcome(answer))))).toEqual(new Set(['[200,"menunggu-data"]']));
    expect(await countOf(number, 'data.asked')).toBe(1);
    const { texts } = (await desk.get(`/cases/${number}`)).body;
    expect(Object.values(texts).filter((said) => (said as { body: string }).body === 'Data apa?')).toHaveLength(1);
  });

  it('gets it when the case went on, and when it was closed and its workflow has ended', async () => {
    const { number, taskId, reporter } = await reported(house, desk);
    const click = () => desk.act(number, 'answer', { taskId, text }, withKey('klik-0002'));
    const confirm = () => reporter('confirm', {}, withKey('klik-0002'));
    expect(outcome(await click())).toEqual([200, 'menunggu-konfirmasi']);
    expect(outcome(await confirm())).toEqual([200, 'ditutup']);
    expect(outcome(await click())).toEqual([200, 'menunggu-konfirmasi']);
    await house.client.workflow.getHandle(`problem-${number}`).result();
    expect(outcome(await click())).toEqual([200, 'menunggu-konfirmasi']);
    expect(outcome(await confirm())).toEqual([200, 'ditutup']);
  });

  it('gets it when the act gave the task away', async () => {
    const { number, taskId } = await reported(house, desk);
    const click = () => desk.act(number, 'hand-over', { taskId, to: 'technical' }, withKey('klik-0003'));
    expect(outcome(await click())).toEqual([200, 'ditangani']);
    expect(outcome(await click())).toEqual([200, 'ditangani']);
    expect(await countOf(number, 'task.handed-over')).toBe(1);
  });

  it('is tried again when it was refused the first time', async () => {
    const { number, taskId } = await reported(house, desk);
    const second = await colleague(house, 'contoh', 'cth-06');
    await second.act(number, 'claim', { taskId });
    const click = () => desk.act(number, 'answer', { taskId, text }, withKey('klik-0004'));
    expect(outcome(await click())).toEqual([409, 'task-claimed']);
    expect(outcome(await second.act(number, 'hand-over', { taskId, to: 'desk', person: 'cth-05' }))).toEqual([200, 'diterima']);
    expect(outcome(await click())).toEqual([200, 'menunggu-konfirmasi']);
  });

  it('is refused with another text, another act, or in another case', async () => {
    const [one, other] = [await reported(house, desk), await reported(house, desk)];
    const { number, taskId } = one;
    await desk.act(number, 'ask', { taskId, text: 'Data apa?' }, withKey('klik-0005'));
    const wrong = [
      await desk.act(number, 'ask', { taskId, text: 'Data lain?' }, withKey('klik-0005')),
      await desk.act(number, 'answer', { taskId, text: 'Data apa?' }, withKey('klik-0005')),
      await desk.act(other.number, 'ask', { taskId: other.taskId, text: 'Data apa?' }, withKey('klik-0005')),
    ];
    expect(wrong.map(outcome)).toEqual([[409, 'key-reused'], [409, 'key-reused'], [409, 'key-reused']]);
  });

  it('is another act when another person, or the reporter of another case, has chosen the same key', async () => {
    const [one, other] = [await reported(house, desk), await reported(house, desk)];
    const second = await colleague(house, 'contoh', 'cth-06');
    await desk.act(one.number, 'answer', { taskId: one.taskId, text }, withKey('klik-0006'));
    expect(outcome(await second.act(other.number, 'answer', { taskId: other.taskId, text }, withKey('klik-0006')))).toEqual([200, 'menunggu-konfirmasi']);
    expect(outcome(await one.reporter('confirm', {}, withKey('klik-0006')))).toEqual([200, 'ditutup']);
    expect(outcome(await other.reporter('confirm', {}, withKey('klik-0006')))).toEqual([200, 'ditutup']);
  });
});
