import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { raw } from './testing/raw.ts';

let house: House;
let authorization: string;
let foreign: string;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-contoh', 'kota-malang'] });
  authorization = `Bearer ${await house.key('contoh', 'cth-05')}`;
  foreign = (await house.report('malang')).body.number;
});
afterAll(() => house.stop());

const ask = (method: string, path: string, headers: Record<string, string> = {}) => raw(house.url, method, path, headers);

describe('somebody who writes addresses by hand', () => {
  const words = [
    "' or 1=1 --", "contoh'; drop table intakes; --", '"; select pg_sleep(5)', '$1', '\\', 'x'.repeat(90), 'x'.repeat(5000), '__proto__', 'constructor', 'toString',
    '..', 'CONTOH', 'ｃｏｎｔｏｈ', '*', ':office', 'contoh;x=1', 'contoh,malang', '٣',
  ].map(encodeURIComponent);
  const encoded = ['%27%20or%20%271%27=%271', '%5c', '%00', 'contoh%00', '%0d%0aset-cookie:x', '%2e%2e', '..%2f..%2fetc%2fpasswd', '..%5c..%5c', 'contoh%20', '%F0%9F%98%80'];

  it.each([...words, ...encoded])('finds nothing behind %s', async (word) => {
    for (const path of [`/api/v1/offices/${word}`, `/api/v1/tracking/${word}/${word}`, `/api/v1/offices/contoh/cases/${word}`, `/api/v1/offices/contoh/cases/${foreign}/files/${word}`]) {
      const { status, type } = await ask('GET', path, { authorization });
      expect([path.slice(0, 60), status, type]).toEqual([path.slice(0, 60), 404, expect.stringMatching(/^application\/(problem\+)?json/)]);
    }
    for (const path of [`/api/v1/offices/${word}/tasks`, `/api/v1/offices/${word}/cases/${foreign}`]) expect([403, 404]).toContain((await ask('GET', path, { authorization })).status);
    expect((await house.db.execute(sql`select count(*) as n from intakes`))[0]?.n).toBe('1');
  });

  it('is answered in problem details when the address cannot be read', async () => {
    for (const path of ['/%zz', '/api/v1/offices/%ff', '/api/v1/tracking/a/%E0%A4%A']) {
      const { status, body } = await ask('GET', path);
      expect([path, status, JSON.parse(body).code]).toEqual([path, 400, 'bad-request']);
      expect(body).not.toContain('%');
    }
  });

  it('reaches no report of another office through his own', async () => {
    for (const path of [`/cases/${foreign}`, `/cases/${foreign}/notices`, `/cases/${foreign}/files/${'a'.repeat(64)}`]) {
      expect(JSON.parse((await ask('GET', `/api/v1/offices/contoh${path}`, { authorization })).body).code).toBe('unknown-case');
    }
    for (const path of [`/api/v1/offices/contoh/../malang/cases/${foreign}`, `/api/v1/offices/contoh%2f..%2fmalang/cases/${foreign}`, `//api/v1/offices/malang/cases/${foreign}`, `/api/v1/offices/malang/cases/${foreign}/`, `/api/v1/offices/malang/cases/${foreign}?office=contoh`]) {
      expect([403, 404]).toContain((await ask('GET', path, { authorization })).status);
    }
  });

  it('gets no file of the machine', async () => {
    for (const path of ['/docs/static/../../../package.json', '/docs/static/%2e%2e/%2e%2e/package.json', '/docs/static/..%2f..%2fpackage.json', '/assets/../api/app.ts', '/assets/..%2fapp.ts', '/.git/config', '/.env']) {
      expect([path, (await ask('GET', path)).status]).toEqual([path, expect.toSatisfy((status: number) => status >= 400 && status < 500)]);
    }
  });
});

describe('somebody who plays with methods and headers', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s does nothing anywhere', async (method) => {
    for (const path of ['/api/v1/offices/contoh/tasks', `/api/v1/offices/malang/cases/${foreign}`, '/api/v1/offices/contoh/problem', '/health']) {
      expect([400, 404]).toContain((await ask(method, path, { authorization, 'x-http-method-override': 'GET' })).status);
    }
  });

  it('HEAD asks for a key where GET does, and carries no body', async () => {
    expect(await ask('HEAD', '/api/v1/offices/contoh/tasks')).toMatchObject({ status: 401, body: '' });
    expect(await ask('HEAD', '/api/v1/offices/contoh/tasks', { authorization })).toMatchObject({ status: 200, body: '' });
  });

  it('a method in a header or in the question changes nothing', async () => {
    expect((await ask('GET', `/api/v1/offices/contoh/problem?_method=POST`, { 'x-http-method': 'POST' })).status).toBe(404);
  });

  it('a key counts in one place only: not in the question, not doubled, not in a cookie', async () => {
    const key = authorization.slice(7);
    const path = '/api/v1/offices/contoh/tasks';
    const tries: Record<string, string>[] = [{ cookie: `key=${key}` }, { 'x-api-key': key }, { authorization: `${authorization}, ${authorization}` }, { authorization: `${authorization} ` + 'x' }, { authorization: authorization.toUpperCase() }, { 'proxy-authorization': authorization }];
    for (const headers of tries) {
      expect([headers, (await ask('GET', `${path}?key=${key}`, headers)).status]).toEqual([headers, 401]);
    }
    expect((await ask('GET', path, { authorization: authorization.replace('Bearer', 'bearer') })).status).toBe(200);
  });

  it('headers of 20 KB and addresses of 20 KB are refused without harm', async () => {
    // Node answers 431 and hangs up; which of the two the client sees first is a race.
    for (const [path, headers] of [['/health', { 'x-long': 'x'.repeat(20_000) }], [`/${'x'.repeat(20_000)}`, {}]] as const) {
      expect([404, 414, 431]).toContain(await ask('GET', path, headers).then(({ status }) => status, () => 431));
    }
    expect((await ask('GET', '/api/v1/offices/contoh')).status).toBe(200);
  });
});
