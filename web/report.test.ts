import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseDocuments, intakes } from '../db/schema.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { evil, getPage, png, reported, sendReport, typed } from './testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

test('the form offers the roles and categories of the office, and tells its deadline as what it is', async () => {
  const { status, text } = await getPage(house, '/lapor/salatiga');
  expect(status).toBe(200);
  expect(text).toContain('<option value="penyelenggara-swakelola">');
  expect(text).toMatch(/1 hari kerja sejak diterima <span class="quiet">\([^)]*41\/2024, Pasal 9 ayat \(2\)\)/);
  expect((await getPage(house, '/lapor/contoh')).text).toContain('ketetapan kantor: Contoh SOP peragaan');
});

test('a report by form ends on its tracking page, with its files', async () => {
  const { path, number } = await reported(house, 'salatiga', { files: [['lampiran-2', 'layar.png', 'image/png', png]] });
  expect(path).toMatch(/^\/lacak\/SLT-\d{4}-\d{6}\/[\w-]{22}$/);
  const { status, text, headers } = await getPage(house, path);
  expect(status).toBe(200);
  expect(text).toContain('Laporan Anda sudah kami terima');
  expect(text).toMatch(/<time datetime="[^"]+Z">\d+ \w+ \d{4} \d\d\.\d\d WIB<\/time>/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
  expect(intake?.facts).toEqual({ role: 'penyedia', category: 'aplikasi-spse', packageCode: 'PKT-2026-7', channel: 'daring', enteredBy: null });
  expect(await house.db.select().from(caseDocuments).where(eq(caseDocuments.caseId, intake?.id ?? ''))).toHaveLength(1);
});

test('a form sent twice at once makes one report, and sent once more it leads to the same', async () => {
  const sent = { key: 'satu-kunci-saja', files: [['lampiran-1', 'a.png', 'image/png', png] as [string, string, string, Buffer]] };
  const [first, second] = await Promise.all([reported(house, 'salatiga', sent), reported(house, 'salatiga', sent)]);
  expect(second).toEqual(first);
  expect(await reported(house, 'salatiga', sent)).toEqual(first);
  expect(await house.db.select().from(intakes).where(eq(intakes.idempotencyKey, 'satu-kunci-saja'))).toHaveLength(1);
});

test('a form with other words under a spent key comes back with a new key', async () => {
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
  const [, kept = ''] = /type="checkbox" id="lampiran-1-ada" name="lampiran-1-ada" value="([0-9a-f]{64} a\.png)" checked/.exec(text) ?? [];
  const { number } = await reported(house, 'salatiga', { key: 'kunci-yang-tetap', fields: { ...typed, 'lampiran-1-ada': kept } });
  const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
  expect(await house.db.select().from(caseDocuments).where(eq(caseDocuments.caseId, intake?.id ?? ''))).toMatchObject([{ sha256: kept.slice(0, 64), item: null }]);
});

test('an earlier upload that is not there any more is asked for again', async () => {
  const answer = await sendReport(house, 'salatiga', { fields: { ...typed, 'lampiran-1-ada': `${'0'.repeat(64)} hilang.png` } });
  const text = await answer.text();
  expect(answer.status).toBe(404);
  expect(text).toContain('<a href="#lampiran-1">Pilih kembali berkas Anda');
  expect(text).not.toContain('hilang.png');
});

test.each([
  ['too large', 'besar.png', 'image/png', Buffer.concat([png, Buffer.alloc(6 * 1024 * 1024)]), 'Kirim berkas paling besar 5 MB'],
  ['not what it says', 'palsu.pdf', 'application/pdf', Buffer.from('<html>'), 'Kirim berkas PDF, JPEG, atau PNG yang benar'],
  ['empty', 'kosong.pdf', 'application/pdf', Buffer.alloc(0), 'Pilih berkas yang berisi'],
] as const)('a file that is %s is refused at its field, and the words survive', async (_what, name, type, bytes, sentence) => {
  const answer = await sendReport(house, 'salatiga', { files: [['lampiran-3', name, type, bytes]] });
  const text = await answer.text();
  expect(answer.status).toBe(422);
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
  expect((await getPage(house, path)).text).not.toMatch(/<script|<img/);
  expect(await (await sendReport(house, 'salatiga', { key: `'"><script>`, fields: { ...typed, nama: '' } })).text()).not.toContain('<script');
});
