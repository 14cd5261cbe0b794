import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../api/app.ts';
import { problems } from '../api/problems.ts';
import type { ProblemCode } from '../api/problems.ts';
import { connect } from '../db/client.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { sentenceOf } from './sentences.ts';
import { applied, firmPath } from './testing/registration.ts';
import { getPage, reported, sendReport } from './testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

test('an unknown office and a mistyped address get a page; programs keep problem details', async () => {
  expect((await getPage(house, '/lapor/tidak-ada')).text).toContain('Kantor tidak dikenal');
  expect((await getPage(house, '/lapor/%00')).status).toBe(404);
  expect((await getPage(house, '/salah', { accept: 'text/html' })).text).toContain('<h1>Tidak ditemukan</h1>');
  expect((await getPage(house, '/salah')).headers.get('content-type')).toContain('problem+json');
  expect((await getPage(house, '/api/v1/salah', { accept: 'text/html' })).headers.get('content-type')).toContain('problem+json');
});

test('without its database the house says so on a page, and how to go on', async () => {
  const gone = connect('postgres://x:x@127.0.0.1:1/x');
  const app = await buildApp({ ...house.deps, db: gone.db });
  for (const url of ['/', '/lapor/salatiga', '/lacak', '/lacak/SLT-2026-000001/AAAAAAAAAAAAAAAAAAAAAA']) {
    const answer = await app.inject({ url });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).toContain('Basis data sedang tidak tersedia');
  }
  expect((await app.inject({ url: '/api/v1/offices/salatiga' })).json()).toMatchObject({ code: 'database-unavailable' });
  await app.close();
  await gone.close();
});

test('too many requests are refused on a page', async () => {
  const app = await buildApp({ ...house.deps, config: { ...house.config, SIGAP_RATE_LIMIT: 2 } });
  const answers = [await app.inject({ url: '/lacak' }), await app.inject({ url: '/lacak' }), await app.inject({ url: '/lacak' })];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  expect(answers[2]?.body).toContain('<h1>Terlalu banyak permintaan</h1>');
  await app.close();
});

test('a request beyond all measure is refused on a page before it is read', async () => {
  const answer = await sendReport(house, 'salatiga', { files: [['lampiran-1', 'besar.pdf', 'application/pdf', Buffer.alloc(65 * 1024 * 1024)]] });
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('paling besar 5 MB tiap berkas');
});

const part = '--x\r\nContent-Disposition: form-data; name="berkas-ktp"; filename="ktp.png"\r\nContent-Type: image/png\r\n\r\nabc';
const field = '--x\r\nContent-Disposition: form-data; name="nama"\r\n\r\nSari';
test.each([
  ['a file that is cut off', 'multipart/form-data; boundary=x', part], ['a field that is cut off', 'multipart/form-data; boundary=x', field], ['no form at all', 'multipart/form-data; boundary=x', 'halo'],
  ['no boundary', 'multipart/form-data', part],
])('%s is refused on a page, with a sentence that says what to do', async (_what, type, body) => {
  const { path } = await reported(house, 'salatiga');
  for (const url of ['/lapor/salatiga', `${firmPath}&kirim`, `${(await applied(house)).path}/complete`, `${path}/reply`]) {
    const answer = await fetch(`${house.url}${url}`, { method: 'POST', headers: { 'content-type': type }, body, redirect: 'manual' });
    const text = await answer.text();
    expect([url, answer.status, answer.headers.get('content-type')]).toEqual([url, 400, 'text/html; charset=utf-8']);
    expect(text).toMatch(/<h1>Permintaan tidak terbaca<\/h1>\s*<p class="lead">Periksa kembali isian Anda, lalu kirim sekali lagi\./);
  }
});

test('no sentence on a page speaks of headers, JSON or hashes', () => {
  for (const code of Object.keys(problems) as ProblemCode[]) {
    if (problems[code][0] === 401) continue;
    expect(sentenceOf(code).detail).not.toMatch(/Idempotency|header|json|sha256|multipart|"\w+"/i);
  }
});

test('every page is HTML in Bahasa Indonesia without a script or an inline style', async () => {
  const { path } = await reported(house, 'salatiga');
  for (const url of ['/', '/lapor/salatiga', '/lacak', path]) {
    const { text, headers } = await getPage(house, url);
    expect(text).toMatch(/^<!doctype html>\n<html lang="id">/);
    expect(text).not.toMatch(/<script|style="|<style|javascript:/);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  }
});
