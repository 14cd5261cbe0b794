import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { outcome, reported } from './testing/desk.ts';

let house: House;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-malang', 'kota-contoh'] });
  desk = await house.staff('malang', 'helpdesk');
});
afterAll(() => house.stop());
const report = (more: Record<string, unknown> = {}) => reported(house, desk, 'malang', more);

describe('an act of the desk', () => {
  it('that the coordinator has not answered yet is not asked twice', async () => {
    const { number, taskId } = await report();
    expect(outcome(await desk.act(number, 'coordinate', { taskId, text: 'Bagaimana?' }))).toEqual([200, 'diterima']);
    expect(outcome(await desk.act(number, 'coordinate', { taskId, text: 'Bagaimana?' }))).toEqual([409, 'already-asked']);
  });

  it('records one instruction of LKPP at a time', async () => {
    const { number, taskId } = await report();
    expect(outcome(await desk.act(number, 'instruct', { taskId, text: 'Pasang pembaruan.', until: '2027-01-19T09:00:00+07:00' }))).toEqual([200, 'diterima']);
    expect(outcome(await desk.act(number, 'instruct', { taskId, text: 'Mulai ulang.' }))).toEqual([409, 'instruction-open']);
    expect((await desk.act(number, 'instruct', { taskId, text: 'Mulai ulang.', until: 'besok' })).body.code).toBe('bad-request');
  });

  it('follows a solution of this office only, and of a closed report', async () => {
    const [{ number, taskId }, open] = [await report(), await report()];
    const closed = await report();
    await desk.act(closed.number, 'refuse', { taskId: closed.taskId, whom: 'ppk' });
    for (const solution of [open.number, number, 'CTH-2026-000001', 'MLG-1999-000001']) {
      expect(outcome(await desk.act(number, 'use-solution', { taskId, solution }))).toEqual([404, 'unknown-solution']);
    }
    expect(outcome(await desk.act(number, 'use-solution', { taskId, solution: closed.number }))).toEqual([200, 'diterima']);
    expect(outcome(await desk.act(number, 'group', { taskId, group: randomUUID() }))).toEqual([404, 'unknown-group']);
  });

  it.each([
    ['classify', { kind: 'gangguan' }, 'unknown-choice', 'kind'],
    ['classify', { category: 'tidak-ada' }, 'unknown-category', 'category'],
    ['classify', {}, 'bad-request', undefined],
    ['instruct', { text: 'Pasang.', until: '0001-01-01T00:00:00Z' }, 'bad-request', undefined],
    ['instruct', { text: 'Pasang.', until: '9999-12-31T23:59:59-23:59' }, 'bad-request', undefined],
    ['consult', { party: 'tetangga', text: 'Ditanya.' }, 'unknown-choice', 'party'],
    ['refuse', { whom: 'tetangga' }, 'unknown-choice', 'whom'],
    ['root-cause', { cause: 'hantu', text: 'Entah.' }, 'unknown-choice', 'cause'],
    ['forward', { route: 'tiket-helpdesk', text: 'Galat.' }, 'unknown-choice', 'route'],
    ['forward', { text: 'Galat.' }, 'unknown-ground', 'ground'],
    ['forward', { route: 'kendala', ground: 'belum-tercakup', text: 'Galat.' }, 'unknown-ground', 'ground'],
  ])('%s with %j is refused before it reaches the case', async (act, body, code, field) => {
    const { number, taskId } = await report();
    const { status, body: problem } = await desk.act(number, act, { taskId, ...body });
    expect([status >= 400 && status < 500, problem.code, problem.field]).toEqual([true, code, field]);
    const { body: whole } = await desk.get(`/cases/${number}`);
    expect(whole.events.map(({ type }: { type: string }) => type)).toEqual(['case.opened']);
  });

  it('names its task in capital letters as well', async () => {
    const { number, taskId } = await report();
    expect(outcome(await desk.act(number, 'note', { taskId: taskId.toUpperCase(), text: 'Catatan.' }))).toEqual([200, 'diterima']);
  });

  it('closes no report whose paper is owed', async () => {
    const { number, taskId } = await report({ category: 'dokumen-penawaran-tidak-dapat-dibuka' });
    await desk.act(number, 'answer', { taskId, text: 'Disaksikan bersama.' });
    expect(outcome(await desk.act(number, 'close', { taskId: (await desk.task(number, 'tutup')).id, text: 'Selesai.' }))).toEqual([409, 'duty-open']);
    expect(outcome(await desk.act(number, 'no-witness', { taskId: (await desk.task(number, 'saksikan')).id, text: 'Terbuka.' }))).toEqual([200, 'menunggu-konfirmasi']);
    expect(outcome(await desk.act(number, 'close', { taskId: (await desk.task(number, 'tutup')).id, text: 'Selesai.' }))).toEqual([200, 'ditutup']);
  });
});
