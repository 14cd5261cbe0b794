import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { outcome, reported } from './testing/desk.ts';

const text = 'Kendala pada aplikasi pusat.';
let house: House;
let desk: Staff;
let head: Staff;
let lead: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga', 'kab-tulang-bawang-barat'] });
  desk = await house.staff('salatiga', 'helpdesk');
  head = await house.staff('salatiga', 'kepala-ukpbj');
  lead = await house.staff('salatiga', 'kepala-lpse');
});
afterAll(() => house.stop());

const forwarded = async () => {
  const report = await reported(house, desk, 'salatiga');
  expect(outcome(await desk.act(report.number, 'forward', { taskId: report.taskId, ground: 'tidak-dapat-diselesaikan', text }))).toEqual([200, 'menunggu-persetujuan']);
  return { ...report, approval: (await head.task(report.number, 'setujui-penerusan')).id };
};

describe('a forward to LKPP', () => {
  it('needs one of the legal grounds, and names them', async () => {
    const { number, taskId } = await reported(house, desk, 'salatiga');
    const { status, body } = await desk.act(number, 'forward', { taskId, ground: 'kurang-sabar', text });
    expect([status, body.code]).toEqual([422, 'unknown-ground']);
    expect(body.allowed.map(({ code }: { code: string }) => code)).toEqual(['tidak-dapat-diselesaikan', 'belum-tercakup']);
  });

  it('is approved by Kepala UKPBJ and by nobody else, once', async () => {
    const { number, approval } = await forwarded();
    for (const other of [desk, lead]) expect(outcome(await other.act(number, 'approve', { taskId: approval }))).toEqual([403, 'not-your-task']);
    expect(outcome(await head.act(number, 'answer', { taskId: approval, text }))).toEqual([409, 'wrong-task']);
    const clicks = await Promise.all([head.act(number, 'approve', { taskId: approval }), head.act(number, 'reject', { taskId: approval, text })]);
    expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('that is rejected goes back to the desk, which may answer', async () => {
    const { number, approval, taskId } = await forwarded();
    expect(outcome(await head.act(number, 'reject', { taskId: approval, text: 'Periksa dahulu.' }))).toEqual([200, 'ditangani']);
    expect(outcome(await head.act(number, 'approve', { taskId: approval }))).toEqual([409, 'task-ended']);
    expect(outcome(await desk.act(number, 'answer', { taskId, text }))).toEqual([200, 'menunggu-konfirmasi']);
  });

  it('shows the reporter that it went, never the words for LKPP', async () => {
    const { number, approval, follow } = await forwarded();
    await head.act(number, 'approve', { taskId: approval });
    const { body } = await follow();
    expect(body).toMatchObject({ state: 'diteruskan' });
    expect(body.history.at(-1)).toMatchObject({ text: 'Laporan diteruskan ke LKPP', words: null });
    expect(JSON.stringify(body)).not.toContain(text);
  });
});

describe('the root cause in Tulang Bawang Barat', () => {
  it('stands before the end: no closing without it', async () => {
    const helper = await house.staff('tulang-bawang-barat', 'helpdesk');
    const { number, taskId, reporter } = await reported(house, helper, 'tulang-bawang-barat');
    await helper.act(number, 'answer', { taskId, text });
    expect(outcome(await reporter('confirm'))).toEqual([200, 'menunggu-akar-masalah']);
    const closing = (await helper.task(number, 'tutup')).id;
    expect(outcome(await helper.act(number, 'close', { taskId: closing, text }))).toEqual([409, 'root-cause-missing']);
    expect(outcome(await helper.act(number, 'root-cause', { taskId: closing, text: 'Cakram penuh.' }))).toEqual([200, 'ditutup']);
    expect(outcome(await helper.act(number, 'close', { taskId: closing, text }))).toEqual([409, 'case-closed']);
  });
});
