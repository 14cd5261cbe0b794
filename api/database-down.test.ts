import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../db/client.ts';
import { aReport, startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { buildApp } from './app.ts';
import { form, pdf } from './testing/upload.ts';

let house: House;
let key: string;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-contoh'] });
  key = await house.key('contoh', 'cth-05');
});
afterAll(() => house.stop());

describe('while Postgres cannot be reached', () => {
  const dead = connect('postgres://sigap:rahasia-besar@127.0.0.1:1/sigap', 2);
  let app: Awaited<ReturnType<typeof buildApp>>;
  beforeAll(async () => { app = await buildApp({ ...house.deps, db: dead.db }); });
  afterAll(async () => { await app.close(); await dead.close(); });

  it.each<[string, () => InjectOptions]>([
    ['a report', () => ({ method: 'POST', url: '/api/v1/offices/contoh/problem', payload: aReport })],
    ['an upload', () => ({ method: 'POST', url: '/api/v1/offices/contoh/files', ...form({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' }) })],
    ['a tracking link', () => ({ method: 'GET', url: '/api/v1/tracking/CTH-2026-000001/secret' })],
    ['a task list', () => ({ method: 'GET', url: '/api/v1/offices/contoh/tasks', headers: { authorization: `Bearer ${key}` } })],
    ['an act', () => ({ method: 'POST', url: '/api/v1/offices/contoh/problem/CTH-2026-000001/acts/claim', payload: {}, headers: { authorization: `Bearer ${key}` } })],
  ])('%s is answered 503, when to come back, and nothing of the database', async (_case, request) => {
    const answer = await app.inject(request());
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json().code).toBe('database-unavailable');
    for (const hidden of ['127.0.0.1', 'rahasia-besar', 'select', 'ECONN', 'postgres']) expect(answer.body).not.toContain(hidden);
  });

  it('health says so', async () => {
    const { statusCode, body } = await app.inject({ method: 'GET', url: '/health' });
    expect([statusCode, JSON.parse(body).parts.postgres]).toEqual([503, 'down']);
  });
});

describe('a connection that breaks', () => {
  it('costs at most a 503; the next request is served again', async () => {
    const link = () => house.app.inject({ method: 'GET', url: '/api/v1/offices/contoh' });
    expect((await link()).statusCode).toBe(200);
    const other = connect(house.env.DATABASE_URL ?? '', 1);
    await other.sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await other.close();
    const codes = [];
    for (let i = 0; i < 15; i += 1) codes.push((await link()).statusCode);
    expect(new Set([...codes, 503])).toEqual(new Set([200, 503]));
    expect(codes.at(-1)).toBe(200);
  });
});

describe('an error that nobody foresaw', () => {
  it('is a 500 with a trace and without its words', async () => {
    const secret = 'relation "people" does not exist; parameters: Sari Penyedia';
    const app = await buildApp({ ...house.deps, documents: { ...house.deps.documents, put: async () => { throw new Error(secret); } } });
    const answer = await app.inject({ method: 'POST', url: '/api/v1/offices/contoh/files', ...form({ bytes: pdf, type: 'application/pdf', name: 'a.pdf' }) });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      type: 'urn:sigap:problem:internal', title: 'Kesalahan di sisi kami', status: 500, code: 'internal', detail: expect.any(String), trace: expect.any(String),
    });
    await app.close();
  });
});
