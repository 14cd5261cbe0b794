import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { registry } from '../workflows/registry.ts';
import { buildApp } from './app.ts';

/** Who reports and follows, what a library shows, how the house feels. Whatever is missing here needs a key. */
const publicRoutes = new Set([
  'GET /health', 'POST /api/v1/offices/:office/files', 'GET /api/v1/offices/:office', 'POST /api/v1/offices/:office/tracking-link', 'GET /api/v1/tracking/:number/:secret', 'GET /api/v1/tracking/:number/:secret/receipt.pdf', 'GET /api/v1/exports/:number/:secret/data.zip',
  'POST /api/v1/offices/:office/subscriptions', 'POST /api/v1/subscriptions/:id/:secret/confirm', 'PATCH /api/v1/subscriptions/:id/:secret', 'DELETE /api/v1/subscriptions/:id/:secret', 'POST /langganan/berhenti/:office/:token',
  ...Object.values(registry).flatMap(({ sop, start, acts }) => [
    ...(start?.by === 'public' ? [`POST /api/v1/offices/:office/${sop}`] : []),
    ...Object.entries(acts).flatMap(([name, { by }]) => (by === 'reporter' ? [`POST /api/v1/tracking/:number/:secret/acts/${name}`] : [])),
  ]),
  ...['/docs', '/docs/', '/docs/static/*', '/docs/json', '/docs/yaml', '/docs/static/index.html', '/docs/static/swagger-initializer.js', '/docs/static/theme/*'].map((url) => `GET ${url}`),
  'GET /status/:office/status.json', 'GET /status/:office/kalender.ics',
  // Pages
  'GET /status', 'GET /status/:office', 'GET /status/:office/atom.xml', 'POST /status/:office/langganan', 'GET /status/:office/langganan/:id/:secret',
  ...['konfirmasi', 'sistem', 'berhenti'].map((act) => `POST /status/:office/langganan/:id/:secret/${act}`), 'GET /langganan/berhenti/:office/:token', 'POST /langganan/berhenti/:office/:token/ya',
  'GET /', 'GET /*', 'GET /assets/sigap.css', 'GET /assets/sigap.svg', 'GET /lapor/:office', 'POST /lapor/:office', 'GET /lacak', 'POST /lacak', 'GET /masuk', 'POST /masuk',
  'GET /daftar', 'GET /daftar/:office', 'POST /daftar/:office', 'GET /data-pribadi', 'GET /data-pribadi/:office', 'POST /data-pribadi/:office', 'GET /data-pribadi/ambil/:number/:secret', 'GET /lacak/:number', 'GET /lacak/:number/:secret', 'POST /lacak/:number/:secret/:act',
]);

let house: House;
let keys: { own: string; other: string };
let guarded: { method: string; url: string }[];

const path = (url: string) => url.replace(':office', 'contoh').replace(':number', 'CTH-2026-000001').replace(':sha256', 'a'.repeat(64));
const ask = ({ method, url }: { method: string; url: string }, authorization?: string) =>
  house.app.inject({ method: method as 'GET', url: path(url), headers: authorization === undefined ? {} : { authorization } });

beforeAll(async () => {
  house = await startHouse({ startWorker: false });
  keys = { own: await house.key('contoh', 'cth-05'), other: await house.key('salatiga', 'slt-05') };
  const isPublic = ({ method, url }: { method: string; url: string }) => publicRoutes.has(`${method === 'HEAD' ? 'GET' : method} ${url}`);
  // The pages of an office ask for a login instead: web/staff/session.test.ts.
  guarded = house.app.routeBook.filter((route) => !isPublic(route) && route.access !== 'page');
});
afterAll(() => house.stop());

describe('a route that is not on the list of public ones', () => {
  it('exists at all: lists, one case, files, registers, and every act of the people of an office', () => {
    const acts = Object.values(registry).flatMap((contract) => Object.values(contract.acts).filter(({ by }) => by === 'staff'));
    expect(guarded.filter(({ method }) => method === 'POST').length).toBeGreaterThanOrEqual(acts.length);
    expect(guarded.filter(({ method }) => method === 'GET').length).toBeGreaterThanOrEqual(5);
  });

  it('is a route for staff, says the route itself', () => {
    expect(house.app.routeBook.filter((route) => route.access === 'staff')).toEqual(guarded);
  });

  it.each([
    ['without a key', undefined, 'key-missing'],
    ['with another scheme', 'Basic Y3RoLTA1Og==', 'key-wrong'],
    ['with a malformed key', 'Bearer sgp_contoh', 'key-wrong'],
    ['with a wrong key', `Bearer sgp_contoh.cth-05_${'0'.repeat(32)}`, 'key-wrong'],
    ['with a key of nobody', `Bearer sgp_contoh.cth-99_${'0'.repeat(32)}`, 'key-wrong'],
    ['with a key of no office', `Bearer sgp_nowhere.cth-05_${'0'.repeat(32)}`, 'key-wrong'],
    ['with SQL for a key', "Bearer sgp_contoh.cth-05_' or '1'='1", 'key-wrong'],
  ])('answers 401 %s', async (_case, authorization, code) => {
    for (const route of guarded) {
      const answer = await ask(route, authorization);
      expect([route.method, route.url, answer.statusCode]).toEqual([route.method, route.url, 401]);
      if (route.method !== 'HEAD') expect(answer.json().code).toBe(code);
    }
  });

  it('answers 401 to a key of another office that was rewritten to name this one', async () => {
    const forged = keys.other.replace('salatiga.slt-05', 'contoh.cth-05');
    for (const route of guarded) expect((await ask(route, `Bearer ${forged}`)).statusCode).toBe(401);
  });

  it('answers 403 to the valid key of another office', async () => {
    for (const route of guarded) {
      const answer = await ask(route, `Bearer ${keys.other}`);
      expect(answer.statusCode).toBe(403);
      if (route.method !== 'HEAD') expect(answer.json().code).toBe('wrong-office');
    }
  });

  it('lets the own key in', async () => {
    for (const route of guarded) expect([200, 400, 404, 415]).toContain((await ask(route, `Bearer ${keys.own}`)).statusCode);
  });

  it('is not the page of a library', async () => {
    for (const url of ['/docs', '/docs/json', '/docs/static/index.html']) expect((await ask({ method: 'GET', url })).statusCode).toBeLessThan(400);
  });

  it('takes a new key in place of the one before', async () => {
    const before = await house.key('contoh', 'cth-04');
    const after = await house.key('contoh', 'cth-04');
    const answers = await Promise.all([before, after].map((key) => ask({ method: 'GET', url: '/api/v1/offices/:office/tasks' }, `Bearer ${key}`)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 200]);
  });
});

describe('a route that does not say who may call it', () => {
  it('cannot be registered', async () => {
    const app = await buildApp(house.deps);
    expect(() => app.get('/new', () => 'data')).toThrow('Route GET /new does not say who may call it');
  });
});
