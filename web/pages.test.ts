import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../api/app.ts';
import { problems } from '../api/problems.ts';
import type { ProblemCode } from '../api/problems.ts';
import { connect } from '../db/client.ts';
import { acts, caseDocuments, intakes, notices } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { sentenceOf } from './sentences.ts';
import { writeCase } from './testing/case-rows.ts';
import { png, reported, sendForm, sendReport, typed } from './testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${house.url}${path}`, { headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const evil = `</textarea><script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

describe('the report form', () => {
  test('offers the roles and categories of the office, and tells its deadline as what it is', async () => {
    const { status, text } = await get('/lapor/salatiga');
    expect(status).toBe(200);
    expect(text).toContain('<option value="penyelenggara-swakelola">');
    expect(text).toMatch(/1 hari kerja sejak diterima <span class="quiet">\([^)]*41[^)]*P9\(2\)/);
    expect((await get('/lapor/contoh')).text).toContain('ketetapan kantor: Contoh SOP peragaan');
  });

  test('a report by form ends on its tracking page, with its files', async () => {
    const { path, number } = await reported(house, 'salatiga', { files: [['lampiran-2', 'layar.png', 'image/png', png]] });
    expect(path).toMatch(/^\/lacak\/SLT-\d{4}-\d{6}\/[\w-]{22}$/);
    const { status, text, headers } = await get(path);
    expect(status).toBe(200);
    expect(text).toContain('Laporan Anda sudah kami terima');
    expect(text).toMatch(/<time datetime="[^"]+Z">\d+ \w+ \d{4} \d\d\.\d\d WIB<\/time>/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    expect(intake?.facts).toEqual({ role: 'penyedia', category: 'aplikasi-spse', packageCode: 'PKT-2026-7' });
    expect(await house.db.select().from(caseDocuments).where(eq(caseDocuments.caseId, intake?.id ?? ''))).toHaveLength(1);
  });

  test('sent twice at once it makes one report, and sent once more it leads to the same', async () => {
    const sent = { key: 'satu-kunci-saja', files: [['lampiran-1', 'a.png', 'image/png', png] as [string, string, string, Buffer]] };
    const [first, second] = await Promise.all([reported(house, 'salatiga', sent), reported(house, 'salatiga', sent)]);
    expect(second).toEqual(first);
    expect(await reported(house, 'salatiga', sent)).toEqual(first);
    expect(await house.db.select().from(intakes).where(eq(intakes.idempotencyKey, 'satu-kunci-saja'))).toHaveLength(1);
  });

  test('with other words under a spent key it comes back with a new key', async () => {
    await reported(house, 'salatiga', { key: 'kunci-terpakai' });
    const answer = await sendReport(house, 'salatiga', { key: 'kunci-terpakai', fields: { ...typed, uraian: 'Hal lain sama sekali.' } });
    const text = await answer.text();
    expect(answer.status).toBe(409);
    expect(text).toContain('Hal lain sama sekali.');
    expect(text).toContain('Formulir ini sudah terkirim dengan isi yang berbeda');
    expect(text).not.toContain('value="kunci-terpakai"');
  });

  test('every mistake comes back at once, linked to its field, with everything that was typed', async () => {
    const fields = { nama: 'S', surel: 'bukan alamat', peran: '', kategori: '', paket: 'ada spasi', uraian: 'ya' };
    const answer = await sendReport(house, 'salatiga', { fields, key: 'kunci-yang-tetap', files: [['lampiran-1', 'a.png', 'image/png', png]] });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    for (const name of Object.keys(fields)) {
      expect(text).toContain(`<a href="#${name}">`);
      expect(text).toMatch(new RegExp(`id="${name}"[^>]*aria-describedby="[^"]*${name}-galat"[^>]*aria-invalid="true"`));
    }
    expect(text).toContain('value="bukan alamat"');
    expect(text).toContain('value="ada spasi"');
    expect(text).toContain('value="kunci-yang-tetap"');
    expect(text).toContain('Lampiran perlu Anda pilih kembali');
  });

  test.each([
    ['too large', 'besar.png', 'image/png', Buffer.concat([png, Buffer.alloc(6 * 1024 * 1024)]), 422, 'Kirim berkas paling besar 5 MB'],
    ['not what it says', 'palsu.pdf', 'application/pdf', Buffer.from('<html>'), 415, 'Kirim berkas PDF, JPEG, atau PNG yang benar'],
    ['empty', 'kosong.pdf', 'application/pdf', Buffer.alloc(0), 422, 'Pilih berkas yang berisi'],
  ] as const)('a file that is %s is refused at its field, and the words survive', async (_what, name, type, bytes, status, sentence) => {
    const answer = await sendReport(house, 'salatiga', { files: [['lampiran-3', name, type, bytes]] });
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(text).toContain(`<a href="#lampiran-3">${sentence}`);
    expect(text).toContain('Muncul kesalahan 500.');
    expect(text).toContain('<option value="penyedia" selected>');
  });

  test('nothing that a person types becomes markup', async () => {
    const hostile = Object.fromEntries(Object.keys(typed).map((name) => [name, evil]));
    const refused = await (await sendReport(house, 'salatiga', { fields: { ...hostile, surel: 'salah' } })).text();
    expect(refused).toContain('&lt;script&gt;alert(1)');
    expect(refused).not.toMatch(/<script|<img/);
    const { path } = await reported(house, 'salatiga', { fields: { ...typed, nama: evil, uraian: evil } });
    expect((await get(path)).text).not.toMatch(/<script|<img/);
    expect(await (await sendReport(house, 'salatiga', { key: `'"><script>`, fields: { ...typed, nama: '' } })).text()).not.toContain('<script');
  });
});

describe('the tracking page', () => {
  test('shows the office\'s words as text, the deadline with its warnings, and the forms of its state only', async () => {
    const { path, number } = await reported(house, 'salatiga');
    await writeCase(house, number, {
      state: 'menunggu-data', deadline: { clock: 'data', dueAt: new Date('2029-03-01T03:00:00Z'), provisional: true },
      events: [['case.opened'], ['followed-up'], ['data.asked', evil]],
    });
    const { text } = await get(path);
    expect(text).toContain('Menunggu data dari pelapor');
    expect(text).toContain('<time datetime="2029-03-01T03:00:00.000Z">1 Mar 2029 10.00 WIB</time>');
    expect(text).toContain('sementara');
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain(`action="${path}/reply"`);
    expect(text).not.toContain(`action="${path}/confirm"`);
    const refused = await sendForm(house, `${path}/reply`, { kunci: 'kunci-balasan', teks: ' ' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('<a href="#teks-reply">');
  });

  test('an act that the engine does not answer keeps its words and its key, and is stored once', async () => {
    const { path, number } = await reported(house, 'salatiga');
    await writeCase(house, number, { state: 'menunggu-data', events: [['case.opened'], ['data.asked', 'Kirim tangkapan layar.']] });
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await sendForm(house, `${path}/reply`, { kunci: 'kunci-diulang', teks: 'Ini datanya.' });
      const text = await answer.text();
      expect(answer.status).toBe(503);
      expect(text).toContain('Ini datanya.');
      expect(text).toContain('value="kunci-diulang"');
      expect(text).toContain('tidak akan tercatat dua kali');
    }
    expect((await house.db.select().from(acts)).filter((act) => act.idempotencyKey.endsWith('kunci-diulang'))).toHaveLength(1);
  }, 30_000);

  test('a wrong secret, an unknown number, half a link and no link at all look the same', async () => {
    const { number, path } = await reported(house, 'salatiga');
    const secret = path.split('/')[3];
    const bodies = await Promise.all([
      `/lacak/${number}/salah`, `/lacak/SLT-2026-999999/${secret}`, `/lacak/${number}`, `/lacak/%00/${secret}`, `/lacak/${number}/${secret}x`,
    ].map((one) => get(one)));
    for (const { status, text, headers } of bodies) {
      expect(status).toBe(404);
      expect(headers.get('content-type')).toContain('text/html');
      expect(text).toContain('minta tautannya dikirim ulang');
    }
    expect(new Set(bodies.map(({ text }) => text)).size).toBe(1);
  });

  test('an act of the staff cannot be done from here', async () => {
    const { path } = await reported(house, 'salatiga');
    expect((await sendForm(house, `${path}/close`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
    expect((await sendForm(house, `${path}/toString`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
  });
});

describe('asking for a lost link', () => {
  test('is answered the same whether the number exists or not, and mails only a known one', async () => {
    const { number } = await reported(house, 'salatiga');
    const answers = await Promise.all([
      { kantor: 'salatiga', nomor: ` ${number.toLowerCase()} ` }, { kantor: 'salatiga', nomor: 'SLT-2026-999999' }, { kantor: 'tidak-ada', nomor: number },
    ].map(async (fields) => {
      const answer = await sendForm(house, '/lacak', fields);
      return { status: answer.status, text: await answer.text() };
    }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    const sent = (await house.db.select().from(notices)).filter((notice) => notice.template === 'link-again');
    expect(sent.map((notice) => notice.key)).toEqual([expect.stringContaining(number)]);
  });

  test('says what is missing', async () => {
    const answer = await sendForm(house, '/lacak', { nomor: evil });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('<a href="#kantor">');
    expect(text).toContain('<a href="#nomor">');
    expect(text).not.toMatch(/<script|<img/);
  });
});

describe('errors', () => {
  test('an unknown office and a mistyped address get a page; programs keep problem details', async () => {
    expect((await get('/lapor/tidak-ada')).text).toContain('Kantor tidak dikenal');
    expect((await get('/lapor/%00')).status).toBe(404);
    expect((await get('/salah', { accept: 'text/html' })).text).toContain('<h1>Tidak ditemukan</h1>');
    expect((await get('/salah')).headers.get('content-type')).toContain('problem+json');
    expect((await get('/api/v1/salah', { accept: 'text/html' })).headers.get('content-type')).toContain('problem+json');
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

  test('no sentence on a page speaks of headers, JSON or hashes', () => {
    for (const code of Object.keys(problems) as ProblemCode[]) {
      if (problems[code][0] === 401) continue;
      expect(sentenceOf(code).detail).not.toMatch(/Idempotency|header|json|sha256|multipart|"\w+"/i);
    }
  });
});

test('every page is HTML in Bahasa Indonesia without a script or an inline style', async () => {
  const { path } = await reported(house, 'salatiga');
  for (const url of ['/', '/lapor/salatiga', '/lacak', path]) {
    const { text, headers } = await get(url);
    expect(text).toMatch(/^<!doctype html>\n<html lang="id">/);
    expect(text).not.toMatch(/<script|style="|<style|javascript:/);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  }
});
