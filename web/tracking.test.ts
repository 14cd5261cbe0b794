import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acts } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { writeCase } from './testing/case-rows.ts';
import { applied, copyOf, firm } from './testing/registration.ts';
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
    expect(text).toMatch(/<h1>Permohonan .*Anda tidak perlu mengirim apa-apa sekarang.*<details><summary>Tarik permohonan<\/summary>/);
    expect((await sendForm(house, `${path}/approve`, { kunci: 'kunci-panjang' })).status).toBe(404);
    expect((await open({ state: 'ditutup', closedAt: new Date(), events: [['case.opened'], ['case.closed']] })).text).toContain('Permohonan ini selesai. Untuk hal lain, <a href="/daftar">');
  });
});

describe('what an applicant still has to do', () => {
  const shown = async (events: Parameters<typeof writeCase>[2]['events'], more: Partial<Parameters<typeof writeCase>[2]> = {}, files: Sent['files'] = []) => {
    const { path, number } = await applied(house, undefined, { fields: firm, files });
    await writeCase(house, number, { state: 'diterima', ...more, events: [['case.opened'], ...events] });
    return (await getPage(house, path)).text.replace(/\s+/g, ' ');
  };
  const came = (item: string): [string, undefined, Record<string, unknown>] => ['item.received', undefined, { item, how: 'daring' }];
  const saw = (item: string): [string, undefined, Record<string, unknown>] => ['item.seen', undefined, { item, how: 'loket' }];

  test('is said while nothing is asked for: which originals are shown where, and that missing copies will be asked for', async () => {
    const text = await shown([came('ktp'), came('npwp'), saw('ktp')]);
    const [, originals = ''] = /Dokumen asli yang masih harus ditunjukkan<\/h2> <ul>(.*?)<\/ul>/.exec(text) ?? [];
    expect([originals.includes('NPWP'), originals.includes('KTP')]).toEqual([true, false]);
    expect(text).toMatch(/Tunjukkan di Loket[^<]*: datang pada jam kerja, atau tunggu kantor menjadwalkan waktunya/);
    expect(text).toMatch(/Salinan yang belum kami terima: [^<]*Akta pendirian[^<]*Kantor akan memintanya kepada Anda/);
    expect(text).not.toContain('tidak perlu melakukan apa-apa');
  });

  test('is nothing once every original was seen', async () => {
    const all = ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'akta-pendirian', 'npwp'];
    const text = await shown([...all.map(came), ['item.absent', undefined, { item: 'akta-perubahan' }], ...all.map(saw)]);
    expect(text).toContain('Anda tidak perlu melakukan apa-apa sekarang');
    expect(text).not.toContain('masih harus ditunjukkan');
    expect(text).toMatch(/Dokumen asli sudah dilihat di loket: NPWP/);
  });

  test('a booking is planned, not done; its replacement says so', async () => {
    const at = Date.UTC(2029, 0, 8, 2);
    const text = await shown([['appointment.booked', undefined, { at, how: 'loket' }], ['appointment.booked', undefined, { at: at + 86_400_000, how: 'video', again: true }]]);
    expect(text).toContain('Dijadwalkan: dokumen asli ditunjukkan di loket pada 8 Jan 2029');
    expect(text).toContain('Jadwal diganti: dokumen asli ditunjukkan lewat video pada 9 Jan 2029');
    expect(text).toContain('Tunjukkan pada waktu yang dijadwalkan di atas.');
  });

  test.each([['activated', 'Akun aktif'], ['rejected', 'Permohonan ditolak'], ['withdrawn', 'Ditarik pemohon'], ['silent', 'Ditutup karena pemohon tidak melengkapi berkas']])('an application that ended %s says so', async (outcome, words) => {
    expect(await shown([['case.closed', undefined, { outcome }]], { state: 'ditutup', closedAt: new Date() })).toContain(`<strong>${words}</strong>`);
  });

  test('a form of another tab that came too late is refused in words', async () => {
    const { path, number } = await applied(house);
    await writeCase(house, number, { state: 'diterima', events: [['case.opened'], ['deficiency.told', undefined, { items: 'npwp' }], ['deficiency.answered']] });
    const answer = await sendUpload(house, `${path}/complete`, { fields: {} });
    expect([answer.status, /role="alert"[^]*Belum atau tidak lagi mungkin[^]*Keadaannya sudah berubah/.test(await answer.text())]).toEqual([409, true]);
    // With a file it goes to the case, which knows whether it had the same sending before; no worker answers here.
    const late = await sendUpload(house, `${path}/complete`, { files: [copyOf('npwp')] });
    expect([late.status, (await late.text()).includes('role="alert"')]).toEqual([503, true]);
  }, 20_000);
});

test('data that can be fetched are the turn of the person, with the way and the last day on top', async () => {
  const answer = await sendForm(house, '/data-pribadi/salatiga', { kunci: 'minta-data-siap', nama: 'Sari Pengguna', surel: 'sari@pengguna.example', uraian: 'Semua data saya.' });
  const path = answer.headers.get('location') ?? '';
  await writeCase(house, path.split('/')[2] ?? '', { state: 'diberikan', deadline: { clock: 'download', dueAt: new Date('2029-03-01T03:00:00Z'), provisional: false }, events: [['case.opened'], ['data.given']] });
  const text = (await getPage(house, path)).text.replace(/\s+/g, ' ');
  expect(text).toMatch(/Giliran Anda<\/h2> <p>Salinan data Anda dapat diambil sampai <time datetime="2029-03-01[^>]*>1 Mar 2029[^<]*<\/time> lewat tautan dalam surel yang kami kirim kepada Anda, atau di loket kantor\..*Riwayat/);
  expect(text).not.toContain('tidak perlu melakukan apa-apa');
});

test('an act of the staff cannot be done from here', async () => {
  const { path } = await reported(house, 'salatiga');
  expect((await sendForm(house, `${path}/close`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
  expect((await sendForm(house, `${path}/toString`, { kunci: 'kunci-panjang', teks: 'tutup saja' })).status).toBe(404);
});
