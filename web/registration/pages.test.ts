import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseDocuments, intakes } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { applied, copyOf, firm, firmPath, official, officialPath } from '../testing/registration.ts';
import { evil, getPage, png, sendUpload } from '../testing/report.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false }); });
afterAll(() => house?.stop());

const page = async (path: string) => (await getPage(house, path)).text.replace(/\s+/g, ' ');
const intakeOf = async (number: string) => (await house.db.select().from(intakes).where(eq(intakes.number, number)))[0];
const slots = (text: string) => [...text.matchAll(/type="file" accept|name="berkas-([a-z-]+)" type="file"/g)].flatMap(([, item]) => item ?? []);

describe('the choice', () => {
  test('offers the kinds of this office by group, and its own services', async () => {
    const salatiga = await page('/daftar/salatiga');
    expect(salatiga).toMatch(/<optgroup label="Bukan penyedia">.*Pedagang daring/);
    expect(salatiga).toContain('Agregasi Data Penyedia (ADP)');
    expect(await page('/daftar/katingan')).not.toContain('ADP');
    expect(await page('/daftar')).toContain('<a href="/daftar/salatiga">');
  });

  test('that does not go together says whom the service is for, and keeps what was chosen', async () => {
    const text = await page('/daftar/salatiga?layanan=aktivasi-kembali&jenis=badan-usaha');
    expect(text).toContain('<a href="#jenis">Layanan &quot;Pengaktifan kembali dengan surat keputusan atau surat tugas baru&quot; tersedia bagi: Personel pengelola LPSE, ');
    expect(text).toContain('<option value="badan-usaha" selected>');
  });
});

describe('the form of a choice', () => {
  test.each([
    ['salatiga', 'badan-usaha', ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'akta-pendirian', 'akta-perubahan', 'npwp']],
    ['tulang-bawang-barat', 'badan-usaha', ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'akta-pendirian', 'akta-perubahan', 'npwp', 'surat-ijin-usaha']],
    ['salatiga', 'ppk', ['surat-tugas-atau-keputusan']],
  ])('asks in %s of a %s exactly the list of the text', async (office, kind, items) => {
    expect(slots(await page(`/daftar/${office}?layanan=pendaftaran&jenis=${kind}`)).sort()).toEqual([...items].sort());
  });

  test('names the place in the text at each item, has a box for what may not exist, asks no password, and hands out no form (REG-10, REG-20)', async () => {
    const text = await page(firmPath);
    expect(text).toMatch(/<label for="berkas-npwp">NPWP badan usaha<\/label> <p class="hint" id="berkas-npwp-petunjuk">[^<]*Lampiran[^<]*Dokumen aslinya ditunjukkan\./);
    expect(text).toContain('name="tidak-ada-akta-perubahan"');
    expect(text).not.toContain('name="tidak-ada-npwp"');
    expect(text).not.toContain('type="password"');
    expect(text).toContain('diperoleh di aplikasi SPSE');
    expect(text).toMatch(/Akun SPSE bukan penilaian kualifikasi.*oleh Pokja Pemilihan atau Pejabat Pengadaan/);
    expect(text).not.toContain('name="sampai"');
    const forOfficial = await page(officialPath);
    expect([forOfficial.includes('name="sampai"'), forOfficial.includes('kualifikasi')]).toEqual([true, false]);
  });
});

test('an application makes one case with each copy at its item, and leads to its tracking page', async () => {
  const sent = { key: 'satu-permohonan', fields: { ...firm, 'tidak-ada-akta-perubahan': 'ya' }, files: [copyOf('ktp'), copyOf('npwp')] };
  const [first, second] = await Promise.all([applied(house, firmPath, sent), applied(house, firmPath, sent)]);
  expect(second).toEqual(first);
  expect(first.path).toMatch(/^\/lacak\/SLT-\d{4}-\d{6}\/[\w-]{22}$/);
  const intake = await intakeOf(first.number);
  expect(intake?.sop).toBe('registration');
  expect(intake?.facts).toMatchObject({ service: 'pendaftaran', kind: 'badan-usaha', items: 'ktp,npwp', absent: 'akta-perubahan', until: null, channel: 'daring' });
  const files = await house.db.select().from(caseDocuments).where(eq(caseDocuments.caseId, intake?.id ?? ''));
  expect(files.map(({ item }) => item).sort()).toEqual(['ktp', 'npwp']);
});

test('a NIP is asked for and need not be given: not everybody who acts for an agency has one (REG-18)', async () => {
  expect(await page(officialPath)).toMatch(/<label for="nip">NIP <span class="quiet">\(tidak wajib\)<\/span><\/label>/);
  const { nip: _nip, ...without } = official;
  expect((await intakeOf((await applied(house, officialPath, { fields: without })).number))?.facts).toMatchObject({ kind: 'ppk' });
});

test('who acts for an agency gives a term, or says that it is open', async () => {
  const { sampai, ...open } = official;
  expect((await intakeOf((await applied(house, officialPath, { fields: official })).number))?.facts).toMatchObject({ until: sampai, term: 'ada' });
  expect((await intakeOf((await applied(house, officialPath, { fields: { ...open, 'tidak-dibatasi': 'ya' } })).number))?.facts).toMatchObject({ until: null, term: 'ada' });
});

const wrongly: [what: string, path: string, fields: Record<string, string>, at: string, sentence: string][] = [
  ['a firm without NPWP', firmPath, { npwp: '' }, 'npwp', 'Isi NPWP pemohon'],
  ['an NPWP of 14 digits', firmPath, { npwp: '01.234.567.8-901.00' }, 'npwp', 'NPWP terdiri atas 15 angka'],
  ['no registration in SPSE', firmPath, { rujukan: ' ' }, 'rujukan', 'Isi nomor atau User ID pendaftaran daring'],
  ['a birth date that is none in the NIP', officialPath, { nip: '198013012005011001' }, 'nip', 'NIP diawali tanggal lahir'],
  ['no term', officialPath, { sampai: '' }, 'sampai', 'Isi tanggal akhir masa tugas'],
  ['a term that is over', officialPath, { sampai: '2020-01-01' }, 'sampai', 'Lampirkan surat tugas atau surat keputusan yang masih berlaku'],
  ['a term and none', officialPath, { 'tidak-dibatasi': 'ya' }, 'sampai', 'Isi tanggalnya atau centang'],
  ['a decree without its date', officialPath, { 'sk-tanggal': '' }, 'sk-tanggal', 'Isi tanggal suratnya'],
  ['a name over two lines', firmPath, { nama: 'Sari\nDirektur' }, 'nama', 'Isi nama'],
];

test.each(wrongly)('%s comes back with its sentence at the field and every word kept', async (_what, path, fields, at, sentence) => {
  const typed: Record<string, string> = { ...(path === firmPath ? firm : official), keterangan: 'Kata-kata saya.', ...fields };
  const answer = await sendUpload(house, path, { fields: typed, key: 'kunci-tetap' });
  const text = (await answer.text()).replace(/\s+/g, ' ');
  expect(answer.status).toBe(422);
  expect(text).toContain(`<a href="#${at}">${sentence}`);
  expect(text).toContain(`id="${at}-galat"`);
  expect(text).toContain('Kata-kata saya.');
  expect(text).toContain(`value="${typed.surel}"`);
  expect(text).toContain('value="kunci-tetap"');
});

test('a file that is not what it says is refused at its item, and the good one stays uploaded', async () => {
  const answer = await sendUpload(house, firmPath, { fields: firm, files: [copyOf('ktp'), ['berkas-npwp', 'npwp.pdf', 'application/pdf', Buffer.from('<html>')]] });
  const text = await answer.text();
  expect(answer.status).toBe(422);
  expect(text).toContain('<a href="#berkas-npwp">Kirim berkas PDF, JPEG, atau PNG yang benar');
  const [, kept = ''] = /name="berkas-ktp-ada" value="([^"]+)" checked/.exec(text) ?? [];
  const { number } = await applied(house, firmPath, { fields: { ...firm, 'berkas-ktp-ada': kept } });
  expect((await intakeOf(number))?.facts.items).toBe('ktp');
});

test('one copy for two items, and a copy of what does not exist, are named at their fields', async () => {
  const same = (slot: string): [string, string, string, Buffer] => [slot, 'satu.png', 'image/png', png];
  const answer = await sendUpload(house, firmPath, { fields: { ...firm, 'tidak-ada-akta-perubahan': 'ya' }, files: [same('berkas-ktp'), same('berkas-npwp'), copyOf('akta-perubahan')] });
  const text = await answer.text();
  expect(text).toContain('<a href="#berkas-npwp">Berkas ini sudah dipakai');
  expect(text).toContain('<a href="#berkas-akta-perubahan">Pilih berkasnya atau centang');
});

test('a file outside the list is not taken', async () => {
  const { number } = await applied(house, firmPath, { fields: firm, files: [copyOf('surat-ijin-usaha')] });
  expect((await intakeOf(number))?.facts.items).toBe('');
});

test('nothing that a person types becomes markup', async () => {
  const hostile = Object.fromEntries(Object.keys(firm).map((name) => [name, evil]));
  const text = await (await sendUpload(house, firmPath, { fields: hostile, files: [['berkas-ktp', `${evil}.png`, 'image/png', png]] })).text();
  expect(text).toContain('&lt;script&gt;');
  expect(text).not.toMatch(/<script|<img/);
});
