import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { startEvaluations } from '../../api/start-evaluations.ts';
import { hashKey } from '../../db/offices.ts';
import { groups, imports, intakes, people } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { sentenceOf } from '../sentences.ts';
import { getPage, reported, sendForm } from '../testing/report.ts';
import { loggedIn, sendAs } from '../testing/staff.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

const tasks = '/kantor/salatiga';
const wrongKey = 'Kunci itu tidak dikenal di kantor ini.';

describe('the login', () => {
  test('gives a cookie that scripts, other sites and other addresses never see, for twelve hours', async () => {
    const answer = await sendForm(house, '/masuk', { kantor: 'salatiga', 'kunci-api': ` ${await house.key('salatiga', 'slt-05')} ` });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, tasks]);
    expect(answer.headers.get('set-cookie')).toMatch(/^sigap-sesi=[\w.-]+; Path=\/kantor; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('asks for TLS where the house is reached by it', async () => {
    const app = await buildApp({ ...house.deps, config: { ...house.config, PUBLIC_URL: 'https://sigap.example' } });
    const payload = new URLSearchParams({ kantor: 'salatiga', 'kunci-api': await house.key('salatiga', 'slt-05') }).toString();
    const answer = await app.inject({ method: 'POST', url: '/masuk', payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(answer.headers['set-cookie']).toMatch(/; Secure$/);
    await app.close();
  });

  test.each<[string, (key: string) => Record<string, string>, string]>([
    ['a wrong key', () => ({ kantor: 'salatiga', 'kunci-api': `sgp_salatiga.slt-05_${'0'.repeat(32)}` }), wrongKey],
    ['words', () => ({ kantor: 'salatiga', 'kunci-api': "' or 1=1 --" }), wrongKey],
    ['the key of another office', (key) => ({ kantor: 'malang', 'kunci-api': key }), wrongKey],
    ['an unknown office', (key) => ({ kantor: 'tidak-ada', 'kunci-api': key }), wrongKey],
    ['nothing', () => ({}), 'Isi kunci API Anda.'],
  ])('refuses %s, and shows no key again', async (_what, fields, sentence) => {
    const key = await house.key('salatiga', 'slt-05');
    const answer = await sendForm(house, '/masuk', fields(key));
    const text = await answer.text();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(text).toContain(sentence);
    expect(text).not.toContain(key);
  });

  test('is counted per address', async () => {
    const app = await buildApp({ ...house.deps, config: { ...house.config, SIGAP_RATE_LIMIT: 2 } });
    const guess = async () => (await app.inject({ method: 'POST', url: '/masuk', payload: 'kantor=salatiga&kunci-api=sgp_', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).statusCode;
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
    await app.close();
  });

  test('leads back to the page that was asked for', async () => {
    const { headers } = await getPage(house, '/kantor/salatiga/laporan?terbuka=ya');
    expect(headers.get('location')).toBe(`/masuk?kembali=${encodeURIComponent('/kantor/salatiga/laporan?terbuka=ya')}`);
    const { text } = await getPage(house, headers.get('location') ?? '');
    expect(text).toContain('name="kembali" value="/kantor/salatiga/laporan?terbuka=ya"');
    expect(text).toContain('<option value="salatiga" selected>');
    const answer = await sendForm(house, '/masuk', { kantor: 'salatiga', 'kunci-api': await house.key('salatiga', 'slt-05'), kembali: '/kantor/salatiga/laporan?terbuka=ya' });
    expect(answer.headers.get('location')).toBe('/kantor/salatiga/laporan?terbuka=ya');
  });

  test.each([
    'https://evil.example/', '//evil.example/', '/\\evil.example', '/kantor/salatiga\\..\\', '/kantor/../../evil', '/kantor/salatiga//../..//evil.example', 'javascript:alert(1)',
    '/kantor/malang', '/lacak', '/kantor/salatiga@evil.example', `/kantor/salatiga/${'x'.repeat(2000)}`, '/kantor/salatiga/laporan\r\nset-cookie: x=y',
  ])('leads nowhere else: %s', async (kembali) => {
    const answer = await sendForm(house, '/masuk', { kantor: 'salatiga', 'kunci-api': await house.key('salatiga', 'slt-05'), kembali });
    // A line break is refused before it is read.
    if (answer.status === 400) return;
    expect([answer.status, answer.headers.get('location')]).toEqual([303, tasks]);
    expect((await getPage(house, `/masuk?kembali=${encodeURIComponent(kembali)}`)).text).not.toContain('evil');
  });
});

describe('a page of an office', () => {
  test('is every address under /kantor and no other, and nobody sees one without a login', async () => {
    const pages = house.app.routeBook.filter(({ access }) => access === 'page');
    expect(pages.length).toBeGreaterThan(10);
    expect(house.app.routeBook.filter(({ url }) => url.startsWith('/kantor'))).toEqual(pages);
    const key = await house.key('salatiga', 'slt-05');
    for (const { method, url } of pages) {
      const path = url.replace(':office', 'salatiga').replace(':number', 'SLT-2026-000001').replace(/:\w+/, 'a');
      for (const headers of [{}, { cookie: 'sigap-sesi=salatiga.slt-05' }, { authorization: `Bearer ${key}` }, { cookie: `sigap-sesi=${key}` }]) {
        const answer = await house.app.inject({ method: method as 'GET', url: path, headers });
        expect([url, answer.statusCode, answer.headers.location]).toEqual([url, 303, expect.stringMatching(/^\/masuk\?kembali=/)]);
      }
    }
  });

  test('of another office is refused, whether it is there or not', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-05');
    const { number } = await reported(house, 'malang');
    for (const path of ['/kantor/malang', `/kantor/malang/laporan/${number}`, '/kantor/malang/register', '/kantor/tidak-ada']) {
      const { status, text } = await getPage(house, path, { cookie });
      expect([path, status]).toEqual([path, 403]);
      expect(text).toContain('Bukan kantor Anda');
    }
    // Nor through the own office.
    const [group, file] = [randomUUID(), randomUUID()];
    await house.db.insert(groups).values({ id: group, office: 'malang', person: 'mlg-05', titleSealed: house.vault.seal('Rahasia Malang', `groups:${group}:title`) });
    await house.db.insert(imports).values({ id: file, office: 'malang', person: 'mlg-05', sha256: 'a'.repeat(64), state: 'ready' });
    for (const path of [`laporan/${number}/berita-acara`, `laporan/${number}/teks`, `laporan/${number}/pengumuman.pdf`, `laporan/${number}/kronologi.pdf`, `laporan/${number}/berkas/${'a'.repeat(64)}`, `kelompok/${group}`, `impor/${file}`, `cari?laporan=${number}`]) {
      expect([path, (await getPage(house, `/kantor/salatiga/${path}`, { cookie })).status]).toEqual([path, 404]);
    }
    for (const path of ['laporan', 'kelompok', 'pengumuman', 'impor', '']) expect((await getPage(house, `/kantor/salatiga/${path}`, { cookie })).text).not.toMatch(/MLG-|Rahasia Malang/);
    expect((await getPage(house, `/kantor/salatiga/laporan/${number}`, { cookie })).status).toBe(404);
  });

  test('is HTML in Bahasa Indonesia without a script or an inline style', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-05');
    const { number } = await reported(house, 'salatiga');
    for (const path of ['', '/laporan', `/laporan/${number}`, `/laporan/${number}/berita-acara`, '/lapor', '/pengumuman', '/pengumuman/pemeliharaan', '/pengumuman/gangguan', '/pengumuman/berulang', '/kelompok', '/cari', '/angka', '/register', '/impor']) {
      const { status, text, headers } = await getPage(house, `${tasks}${path}`, { cookie });
      expect([path, status]).toEqual([path, 200]);
      expect(text).toMatch(/^<!doctype html>\n<html lang="id">/);
      expect(text).not.toMatch(/<script|style="|<style|javascript:/);
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });

  test('shows an SOP that nobody can start: the evaluation with its figures', async () => {
    await reported(house, 'tulang-bawang-barat');
    await startEvaluations(house.deps, Date.now() + 100 * 86_400_000);
    const [evaluation] = await house.db.select().from(intakes).where(and(eq(intakes.sop, 'evaluation'), eq(intakes.office, 'tulang-bawang-barat')));
    const { cookie } = await loggedIn(house, 'tulang-bawang-barat', 'tbb-05');
    const { status, text } = await getPage(house, `/kantor/tulang-bawang-barat/laporan/${evaluation?.number}`, { cookie });
    expect(status).toBe(200);
    for (const words of ['Evaluasi berkala penanganan masalah', 'Diterima', 'Aturan yang berlaku']) expect(text).toContain(words);
  });

  test('is kept by nobody', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-05');
    const { headers, status } = await getPage(house, tasks, { cookie });
    expect([status, headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([200, 'no-store', 'noindex, nofollow']);
  });
});

describe('a session', () => {
  const opens = async (cookie: string) => (await getPage(house, tasks, { cookie })).status === 200;

  test('is not believed when a letter of it was changed', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-05');
    expect(await opens(cookie)).toBe(true);
    for (const changed of [
      cookie.replace('slt-05', 'slt-02'), cookie.replace(/\.(\d)/, '.9$1').slice(0, -1), cookie.replace(/\.(\d+)\./, (_all, until: string) => `.${Number(until) + 1}.`),
      cookie.slice(0, -1), `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`, cookie.replace('salatiga', 'malang'), cookie.replace('sigap-sesi', 'x-sigap-sesi'),
    ]) expect([changed, await opens(changed)]).toEqual([changed, false]);
  });

  test('ends after its time, even when the browser keeps the cookie', async () => {
    const keyHash = hashKey(await house.key('salatiga', 'slt-05'));
    const signed = (until: number) => `sigap-sesi=salatiga.slt-05.${until}.${house.vault.sessionProof(`salatiga.slt-05.${until}.${keyHash}`)}`;
    expect(await opens(signed(Date.now() + 60_000))).toBe(true);
    expect(await opens(signed(Date.now() - 1))).toBe(false);
    const { headers } = await getPage(house, tasks, { cookie: signed(Date.now() - 1) });
    expect((await getPage(house, headers.get('location') ?? '')).text).toContain(sentenceOf('session-ended').title);
  });

  test('ends with the key that it was made from', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-06');
    await house.key('salatiga', 'slt-06');
    expect(await opens(cookie)).toBe(false);
  });

  test('ends when its person leaves the office', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-07');
    await house.db.update(people).set({ active: false }).where(eq(people.id, 'slt-07'));
    expect(await opens(cookie)).toBe(false);
  });

  test('ends with the button, and the API never takes it', async () => {
    const { cookie, token } = await loggedIn(house, 'salatiga', 'slt-05');
    const answer = await sendAs(house, '/kantor/salatiga/keluar', cookie, { tanda: token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/masuk?keluar=ya']);
    expect(answer.headers.get('set-cookie')).toMatch(/^sigap-sesi=; Path=\/kantor; Max-Age=0/);
    expect((await house.call('GET', '/api/v1/offices/salatiga/tasks', undefined, { cookie })).body.code).toBe('key-missing');
  });
});

describe('a form', () => {
  test.each(['', 'x'.repeat(43)])('without the token of its session changes nothing (%s)', async (tanda) => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-05');
    const forms = house.app.routeBook.filter(({ access, method }) => access === 'page' && method === 'POST');
    expect(forms.length).toBeGreaterThan(3);
    for (const { url } of forms) {
      const path = url.replace(':office', 'salatiga').replace(':number', 'SLT-2026-000001').replace(/:\w+/, 'a');
      const answer = await sendAs(house, `${path}?tindakan=claim`, cookie, { tanda, kunci: 'kunci-kunci' });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toContain(sentenceOf('form-expired').title);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  test('carries the token of no other session', async () => {
    const { cookie } = await loggedIn(house, 'salatiga', 'slt-05');
    const { token } = await loggedIn(house, 'malang', 'mlg-05');
    expect((await sendAs(house, '/kantor/salatiga/keluar', cookie, { tanda: token })).status).toBe(403);
  });
});
