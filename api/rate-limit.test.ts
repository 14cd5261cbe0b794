import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { buildApp } from './app.ts';

let house: House;
let app: Awaited<ReturnType<typeof buildApp>>;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-contoh'] });
  app = await buildApp({ ...house.deps, config: { ...house.config, SIGAP_RATE_LIMIT: 3 } });
});
afterAll(async () => { await app.close(); await house.stop(); });

const times = async (n: number, ask: () => Promise<{ statusCode: number }>) => {
  const codes: number[] = [];
  for (let i = 0; i < n; i += 1) codes.push((await ask()).statusCode);
  return codes;
};

describe('a public route', () => {
  it('refuses the fourth request of a minute when three are allowed, and says when to come back', async () => {
    const follow = () => app.inject({ method: 'GET', url: '/api/v1/tracking/CTH-2026-000001/guess' });
    expect(await times(3, follow)).toEqual([404, 404, 404]);
    const answer = await follow();
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().code).toBe('too-many-requests');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('counts each address by itself', async () => {
    const link = (remoteAddress: string) => app.inject({ method: 'POST', url: '/api/v1/offices/contoh/tracking-link', payload: { number: 'CTH-2026-000001' }, remoteAddress });
    expect(await times(4, () => link('10.0.0.1'))).toEqual([202, 202, 202, 429]);
    expect((await link('10.0.0.2')).statusCode).toBe(202);
  });

  it('does not take the address from a header that anyone can write', async () => {
    let i = 0;
    const office = () => app.inject({ method: 'GET', url: '/api/v1/offices/contoh', headers: { 'x-forwarded-for': `10.1.0.${i += 1}` } });
    expect(await times(4, office)).toEqual([200, 200, 200, 429]);
  });

  it('is limited, whichever it is, but for health and the pages of a library', () => {
    const free = app.routeBook.filter(({ access, limited }) => access === 'public' && !limited).map(({ url }) => url);
    expect(free.filter((url) => !url.startsWith('/docs') && !url.startsWith('/assets/'))).toEqual(['/health', '/health']);
  });
});

describe('a staff route', () => {
  it('has no limit', async () => {
    const authorization = `Bearer ${await house.key('contoh', 'cth-05')}`;
    expect(new Set(await times(12, () => app.inject({ method: 'GET', url: '/api/v1/offices/contoh/tasks', headers: { authorization } })))).toEqual(new Set([200]));
  });
});

describe('health', () => {
  it('names the parts that are down, and asks them once however many want to know', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.inject({ method: 'GET', url: '/health' })));
    for (const answer of answers) {
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toEqual({ status: 'degraded', parts: { postgres: 'up', temporal: 'up', worker: 'down', mail: 'up', documents: 'up' } });
    }
  });
});
