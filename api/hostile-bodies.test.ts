import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReport, startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { raw } from './testing/raw.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, offices: ['kota-contoh'] }); });
afterAll(() => house.stop());

const json = { 'content-type': 'application/json' };

describe('somebody who writes bodies by hand', () => {
  const send = async (body: string, headers: Record<string, string> = json) => {
    const answer = await raw(house.url, 'POST', '/api/v1/offices/contoh/problem', headers, body);
    return [answer.status, JSON.parse(answer.body).code];
  };

  it.each<[string, string]>([
    ['30,000 lists in each other', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['10,000 objects in each other', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['5,000 fields', `{${Array.from({ length: 5000 }, (_, i) => `"f${i}":1`).join(',')}}`],
    ['a prototype deep inside', JSON.stringify(aReport).replace('"name"', '"__proto__":{"x":1},"name"')],
    ['numbers beyond numbers', JSON.stringify(aReport).replace('"penyedia"', '1e999')],
    ['a code with letters that look alike', JSON.stringify({ ...aReport, role: 'рenyedia' })],
    ['half an emoji for a role', JSON.stringify(aReport).replace('"penyedia"', '"\\ud83d"')],
  ])('is refused: %s', async (_what, body) => {
    expect(await send(body)).toEqual([400, 'bad-request']);
  });

  it.each(['constructor', '__proto__', 'tostring', 'hasownproperty'])('finds no role, category, ground or person called %s', async (word) => {
    const role = await house.report('contoh', { role: word });
    expect(role.status === 422 || role.status === 400).toBe(true);
    expect([400, 422]).toContain((await house.report('contoh', { category: word })).status);
  });

  it('compressed bodies and other character sets are not guessed at', async () => {
    expect((await send(JSON.stringify(aReport), { ...json, 'content-encoding': 'gzip' }))[0]).toBeLessThan(500);
    expect((await send('\ufeff{"role":1}', { 'content-type': 'application/json; charset=utf-16' }))[0]).toBe(400);
  });

  it('a report with half an emoji and right-to-left marks is kept as it can be shown', async () => {
    const { status, body } = await house.report('contoh', { description: 'Rusak \ud83d dan \u202eterbalik' });
    expect(status).toBe(202);
    const desk = await house.staff('contoh', 'helpdesk');
    expect((await desk.get(`/cases/${body.number}`)).body.description).toBe('Rusak \ufffd dan \u202eterbalik');
  });
});
