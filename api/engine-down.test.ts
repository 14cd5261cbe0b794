import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReport, startHouse, until } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { buildApp } from './app.ts';
import { outcome, reported } from './testing/desk.ts';

const text = 'Sudah kami periksa dan perbaiki.';
const withKey = (key: string) => ({ 'idempotency-key': key });
let house: House;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300 })] });
  desk = await house.staff('contoh', 'helpdesk');
});
afterAll(() => house.stop());

describe('while no worker runs', () => {
  it('an act is refused with 503, and happens exactly once when it is sent again afterwards', async () => {
    const { number, taskId } = await reported(house, desk);
    await house.killWorker();
    const click = () => desk.act(number, 'hand-over', { taskId, to: 'technical' }, withKey('klik-0001'));
    const refused = await click();
    expect(outcome(refused)).toEqual([503, 'engine-unavailable']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await desk.get(`/cases/${number}`)).body.state).toBe('diterima');
    await house.startWorker();
    await until(async () => (await click()).status === 200, 'the act taken');
    expect(outcome(await click())).toEqual([200, 'ditangani']);
    const { events } = (await desk.get(`/cases/${number}`)).body;
    expect(events.filter(({ type }: { type: string }) => type === 'task.handed-over')).toHaveLength(1);
  }, 60_000);
});

describe('while Temporal cannot be reached', () => {
  const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }), namespace: 'default' });
  let app: Awaited<ReturnType<typeof buildApp>>;
  beforeAll(async () => { app = await buildApp({ ...house.deps, client }); });
  // The client stays open: closed under its own retries it throws out of a timer.
  afterAll(() => app.close());

  it('an act is refused with 503, and nothing is lost of it', async () => {
    const { number, taskId } = await reported(house, desk);
    const headers = { authorization: `Bearer ${desk.key}`, ...withKey('klik-0002') };
    const answer = await app.inject({ method: 'POST', url: `/api/v1/offices/contoh/problem/${number}/acts/answer`, payload: { taskId, text }, headers });
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'engine-unavailable', '2']);
    expect(outcome(await desk.act(number, 'answer', { taskId, text }, withKey('klik-0002')))).toEqual([200, 'menunggu-konfirmasi']);
  });

  it('a report is accepted, can be followed and found, and is started by the sweeper when it is back', async () => {
    const accepted = await app.inject({ method: 'POST', url: '/api/v1/offices/contoh/problem', headers: withKey('laporan-0001'), payload: aReport });
    expect(accepted.statusCode).toBe(202);
    const { number, trackingUrl } = accepted.json() as { number: string; trackingUrl: string };
    const follow = () => app.inject({ method: 'GET', url: new URL(trackingUrl).pathname.replace('/lacak/', '/api/v1/tracking/') });
    expect((await follow()).json()).toMatchObject({ state: 'diterima', history: [{ text: 'Laporan diterima' }] });
    expect((await desk.get(`/cases/${number}`)).body).toMatchObject({ state: 'diterima', description: aReport.description });
    const again = await app.inject({ method: 'POST', url: '/api/v1/offices/contoh/problem', headers: withKey('laporan-0001'), payload: aReport });
    expect(again.json()).toEqual(accepted.json());
    // The house's own sweeper reaches Temporal.
    await desk.task(number, 'tangani');
    const { receivedAt, events } = (await desk.get(`/cases/${number}`)).body;
    expect(events[0].type).toBe('case.opened');
    expect(Date.parse(receivedAt)).toBeLessThan(Date.parse(events[0].at));
  });

  it('health says which part it is', async () => {
    const { statusCode, body } = await app.inject({ method: 'GET', url: '/health' });
    expect([statusCode, JSON.parse(body).parts]).toEqual([503, { postgres: 'up', temporal: 'down', worker: 'down', mail: 'up', documents: 'up' }]);
  });
});
