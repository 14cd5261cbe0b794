import { afterAll, beforeAll, expect, test } from 'vitest';
import { acts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { writeCase } from './testing/case-rows.ts';
import { evil, getPage, reported, sendForm } from './testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

test('the page shows the words of the office as text, the deadline with its warnings, and the forms of its state only', async () => {
  const { path, number } = await reported(house, 'salatiga');
  await writeCase(house, number, {
    state: 'menunggu-data', deadline: { clock: 'data', dueAt: new Date('2029-03-01T03:00:00Z'), provisional: true },
    events: [['case.opened'], ['followed-up'], ['data.asked', evil]],
  });
  const { text } = await getPage(house, path);
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
  ].map((one) => getPage(house, one)));
  for (const { status, text, headers } of bodies) {
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toContain('minta tautannya dikirim ulang');
  }
  expect(new Set(bodies.map(({ text }) => text)).size).toBe(1);
});

test('too many letters, of any script, are refused at their field and not as a body too large', async () => {
  const { path, number } = await reported(house, 'salatiga');
  await writeCase(house, number, { state: 'menunggu-data', events: [['case.opened'], ['data.asked', 'Kirim data.']] });
  const answer = await sendForm(house, `${path}/reply`, { kunci: 'kunci-panjang', teks: 'ꦱ'.repeat(10_001) });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('3 sampai 10.000 huruf');
});

test('an act of the staff cannot be done from here', async () => {
  const { path } = await reported(house, 'salatiga');
  expect((await sendForm(house, `${path}/close`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
  expect((await sendForm(house, `${path}/toString`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
});
