import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { writeCase } from './testing/case-rows.ts';
import { applied, copyOf } from './testing/registration.ts';
import { evil, getPage, reported, sendForm, sendUpload } from './testing/report.ts';
import type { Sent } from './testing/report.ts';

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

describe('an application', () => {
  const owing: Parameters<typeof writeCase>[2] = {
    state: 'menunggu-berkas', deadline: { clock: 'completion', dueAt: new Date('2029-03-01T03:00:00Z'), provisional: false },
    events: [['case.opened'], ['item.received', undefined, { item: 'ktp', how: 'daring' }], ['deficiency.told', 'KTP terpotong.', { items: 'npwp,akta-perubahan' }]],
  };
  const open = async (written = owing) => {
    const { path, number } = await applied(house);
    await writeCase(house, number, written);
    return { path, text: (await getPage(house, path)).text.replace(/\s+/g, ' ') };
  };
  const booked = (at: number): Parameters<typeof writeCase>[2]['events'] => [...owing.events, ['appointment.booked', undefined, { at, how: 'loket' }]];

  test('asks for exactly what is missing, a file each, and says that there may be none', async () => {
    const { path, text } = await open();
    expect([...text.matchAll(/name="berkas-([a-z-]+)"/g)].map(([, item]) => item).sort()).toEqual(['akta-perubahan', 'npwp']);
    expect(text).toContain('Tidak ada: Akta perubahan terakhir');
    expect(text).not.toContain('Tidak ada: NPWP');
    expect(text).toContain('KTP terpotong.');
    expect(text).toMatch(/Batas melengkapi berkas oleh pemohon<\/span> <time datetime="2029-03-01/);
    expect(text).toContain(`href="/api/v1${path.replace('/lacak', '/tracking')}/receipt.pdf"`);
    for (const [sent, sentence] of [
      [{ fields: {} }, 'Pilih paling sedikit satu berkas.'], [{ files: [['berkas-npwp', 'a.pdf', 'application/pdf', Buffer.from('x')]] }, 'Kirim berkas PDF, JPEG, atau PNG yang benar'],
      [{ fields: { 'tidak-ada-akta-perubahan': 'ya' }, files: [copyOf('akta-perubahan')] }, 'Pilih berkasnya atau centang'],
    ] satisfies [Sent, string][]) {
      const answer = await sendUpload(house, `${path}/complete`, sent);
      expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([422, true]);
    }
  });

  test('keeps what was uploaded when the engine does not answer, and cites it once', async () => {
    const { path } = await open();
    const answer = await sendUpload(house, `${path}/complete`, { key: 'kunci-lengkap', files: [copyOf('npwp')] });
    const text = await answer.text();
    expect([answer.status, text.includes('name="berkas-npwp-ada"'), text.includes('value="kunci-lengkap"')]).toEqual([503, true, true]);
  }, 20_000);

  test('names the booked hour and place, beside what is owed until when; an hour that is over is not named', async () => {
    const at = Date.UTC(2029, 0, 8, 2);
    const { text } = await open({ ...owing, deadline: { clock: 'appointment', dueAt: new Date(at + 3_600_000), provisional: false }, events: booked(at) });
    expect(text).toMatch(/Tunjukkan dokumen asli di Loket[^<]*<\/span> <time datetime="2029-01-08T02:00/);
    expect(text).not.toContain('Waktu menunjukkan dokumen asli');
    expect((await open({ ...owing, events: booked(Date.UTC(2026, 0, 8)) })).text).not.toContain('Tunjukkan dokumen asli');
  });

  test('is withdrawn only by who opens what that means, and says how to begin anew once it is over', async () => {
    const { path, text } = await open({ state: 'diterima', events: [['case.opened']] });
    expect(text).toMatch(/<h1>Permohonan .*Anda tidak perlu melakukan apa-apa sekarang.*<details><summary>Tarik permohonan<\/summary>/);
    expect((await sendForm(house, `${path}/approve`, { kunci: 'kunci-panjang' })).status).toBe(404);
    expect((await open({ state: 'ditutup', closedAt: new Date(), events: [['case.opened'], ['case.closed']] })).text).toContain('Permohonan ini selesai. Untuk hal lain, <a href="/daftar">');
  });
});

test('an act of the staff cannot be done from here', async () => {
  const { path } = await reported(house, 'salatiga');
  expect((await sendForm(house, `${path}/close`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
  expect((await sendForm(house, `${path}/toString`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
});
