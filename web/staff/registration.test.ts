import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessLog, accounts, acts, caseDocuments, documents, intakes } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { writeCase } from '../testing/case-rows.ts';
import { applied, copyOf, firm, firmPath, official, officialPath } from '../testing/registration.ts';
import { getPage, sendUpload } from '../testing/report.ts';
import type { Sent } from '../testing/report.ts';
import { loggedIn } from '../testing/staff.ts';
import type { Session } from '../testing/staff.ts';

let house: House;
let salatiga: Session;
let katingan: Session;
beforeAll(async () => {
  // Without a worker every state can be written as it is wanted, and stays.
  house = await startHouse({ offices: ['kota-salatiga', 'kab-katingan'], startWorker: false });
  [salatiga, katingan] = [await loggedIn(house, 'salatiga', 'slt-04'), await loggedIn(house, 'katingan', 'ktg-03')];
});
afterAll(() => house?.stop());

type Written = Parameters<typeof writeCase>[2];
const items = ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'akta-pendirian', 'npwp'];
const got = (all: string[]): Written['events'] => all.map((item) => ['item.received', undefined, { item, how: 'daring' }]);
const none: Written['events'] = [['item.absent', undefined, { item: 'akta-perubahan' }]];
const seen = (all: string[]): Written['events'] => all.flatMap((item) => [['item.seen', undefined, { item, how: 'loket' }], ['item.judged', undefined, { item, verdict: 'benar' }]]);
const verifying = { state: 'diterima', tasks: [{ kind: 'verifikasi', function: 'verifikator' }] };

const written = async (whole: Written, sent: Sent = { fields: firm }, path = firmPath) => {
  const { number } = await applied(house, path, sent);
  await writeCase(house, number, whole);
  return number;
};
const office = (path: string) => (path.includes('/katingan/') ? katingan : salatiga);
const page = async (path: string) => (await getPage(house, path, { cookie: office(path).cookie })).text.replace(/\s+/g, ' ');
const offers = (text: string, act: string) => text.includes(`?tindakan=${act}"`);
const caseOf = (number: string, of = 'salatiga') => `/kantor/${of}/laporan/${number}`;

describe('a registration on the page of the office', () => {
  test('says what is asked for with its place in the text, and that nothing is approved before every item is in order', async () => {
    const text = await page(caseOf(await written({ ...verifying, events: [['case.opened'], ...got(['ktp', 'npwp'])] })));
    expect(text).toContain('<h1>Permohonan <span');
    expect(text).toMatch(/NPWP badan usaha<\/h3> <p class="quiet">Peraturan: Perwali Salatiga 41\/2024, Lamp[^<]*\(REG-7\)/);
    expect(text).toMatch(/Belum dapat disetujui:.*Akta pendirian perusahaan: salinan belum diterima/);
    expect([offers(text, 'approve'), offers(text, 'ask'), offers(text, 'reject'), offers(text, 'add-item')]).toEqual([false, true, true, true]);
    expect(text).toContain('Sebutkan ketentuan peraturan perundang-undangan yang tidak dipenuhi.');
    expect(text).not.toContain('Kategori');
    // The rules of the registration, not of reports.
    expect(text).toMatch(/Waktu verifikasi: 2 hari kerja/);
    expect(text).not.toContain('Tenggat tindak lanjut');
    expect(text).not.toContain('type="password"');
  });

  test('offers the approval once everything was seen and found true, and asks for nothing then', async () => {
    const text = await page(caseOf(await written({ ...verifying, events: [['case.opened'], ...got(items), ...none, ...seen(items)] })));
    expect([offers(text, 'approve'), offers(text, 'ask')]).toEqual([true, false]);
    expect(text).not.toContain('Belum dapat disetujui');
  });

  test('has no way to another requirement where the text closes the list (REG-18)', async () => {
    const number = await written({ ...verifying, tasks: [{ kind: 'verifikasi', function: 'verifikator' }], events: [['case.opened']] }, { fields: { ...firm, nib: '1234567890123' } }, firmPath.replace('salatiga', 'katingan'));
    const text = await page(caseOf(number, 'katingan'));
    expect([offers(text, 'add-item'), offers(text, 'book'), text.includes('Surat')]).toEqual([false, true, true]);
    // Its ground names no provision (REG-14).
    expect([offers(text, 'reject'), text.includes('Sebutkan ketentuan')]).toEqual([true, false]);
  });

  test('shows which other applications of the office have the same number, and what', async () => {
    const fields = { ...firm, npwp: '09.876.543.2-109.000', surel: 'lain@firma.example' };
    const first = await written({ ...verifying, events: [['case.opened']] }, { fields });
    const second = await written({ ...verifying, events: [['case.opened']] }, { fields: { ...fields, surel: 'baru@firma.example' } });
    expect(await page(caseOf(second))).toMatch(new RegExp(`Nomor yang sama ada pada permohonan lain.*>${first}</a>: NPWP<`));
  });

  test.each([['aktivasi', 'pendaftaran', 'activate', 'carry-out'], ['aktivasi', 'ubah-surel', 'carry-out', 'activate']])('a task %s of %s offers %s, not %s', async (kind, service, offered, not) => {
    const number = await written({ state: 'menunggu-aktivasi', events: [['case.opened'], ['approved']], tasks: [{ kind, function: 'verifikator' }] }, { fields: firm }, firmPath.replace('pendaftaran', service));
    const text = await page(caseOf(number));
    expect([offers(text, offered), offers(text, not)]).toEqual([true, false]);
  });

  test('names the account that a change is about, by the numbers that both have, and says what becomes of a change without one', async () => {
    const fields = { ...firm, npwp: '07.111.222.3-444.000', surel: 'lama@firma.example' };
    const held = await written({ state: 'ditutup', closedAt: new Date(), events: [['case.opened'], ['case.closed', undefined, { outcome: 'activated' }]] }, { fields });
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, held));
    const now = new Date();
    await house.db.insert(accounts).values({ office: 'salatiga', number: held, caseId: intake!.id, contactCaseId: intake!.id, kind: 'badan-usaha', state: 'aktif', until: null, activatedAt: now, confirmedAt: now });
    const carrying: Written = { state: 'menunggu-aktivasi', events: [['case.opened'], ['approved']], tasks: [{ kind: 'aktivasi', function: 'verifikator' }] };
    const changed = await written(carrying, { fields: { ...fields, surel: 'baru@firma.example' } }, firmPath.replace('pendaftaran', 'ubah-surel'));
    const text = await page(caseOf(changed));
    expect(text).toMatch(new RegExp(`name="account"[^>]* value="${held}"`));
    expect(text).not.toMatch(/name="account"[^>]* required/);
    expect(text).toContain('kabar tetap dikirim ke alamat lama');
    // The same address alone is no identity.
    const other = await written(carrying, { fields: { ...fields, npwp: '07.111.222.3-555.000' } }, firmPath.replace('pendaftaran', 'ubah-surel'));
    expect(await page(caseOf(other))).toMatch(/name="account"[^>]* value=""/);
    expect(await page(caseOf(held))).toContain('<strong>Akun aktif</strong>');
  });

  test('lists what came with the application under its item, and nothing of a refused act', async () => {
    const number = await written({ ...verifying, events: [['case.opened'], ...got(['ktp'])] }, { fields: firm, files: [copyOf('ktp')] });
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    const id = randomUUID();
    const name = house.deps.vault.seal('ditolak.png', `documents:salatiga:${'f'.repeat(64)}`);
    await house.db.insert(acts).values({ id, caseId: intake!.id, office: 'salatiga', principal: 'reporter', act: 'complete', idempotencyKey: id, bodyHash: id, refusedAt: new Date() });
    await house.db.insert(documents).values({ office: 'salatiga', sha256: 'f'.repeat(64), mediaType: 'image/png', size: 1, nameSealed: name, uploadedBy: 'reporter' });
    await house.db.insert(caseDocuments).values({ caseId: intake!.id, office: 'salatiga', sha256: 'f'.repeat(64), nameSealed: name, item: 'npwp', actId: id });
    const text = await page(caseOf(number));
    expect(text).toMatch(/>ktp\.png<\/a> <span class="quiet">\([^<]*KTP[^<]*, 1 KB\)/);
    expect(text).not.toContain('ditolak.png');
  });

  test('tells what a person must say to an applicant whom no mail reaches', async () => {
    const text = await page(caseOf(await written({ state: 'menunggu-berkas', events: [['case.opened'], ['deficiency.told', 'Bawa juga aslinya.', { items: 'npwp' }]], tasks: [{ kind: 'hubungi-pengguna', function: 'verifikator' }] })));
    expect(text).toMatch(/Hubungi Sari Direktur, lalu catat di sini. Sampaikan:.*Kekurangan berkas diberitahukan[^<]*NPWP badan usaha ?<blockquote>Bawa juga aslinya\./);
  });
});

describe('the form over the checklist', () => {
  const check = async (number: string, sent: Sent, task?: string) => {
    const text = await page(caseOf(number));
    const [, tugas = ''] = /periksa\?tanda=[\w-]+&amp;tugas=([\w-]+)"/.exec(text) ?? [];
    return sendUpload(house, `${caseOf(number)}/periksa?${new URLSearchParams({ tanda: salatiga.token, tugas: task ?? tugas }).toString()}`, sent, { cookie: salatiga.cookie });
  };

  test('sends only the rows that were filled in, with the copies', async () => {
    const number = await written({ ...verifying, events: [['case.opened'], ...got(['ktp'])] });
    // No worker answers; the act is stored all the same.
    expect((await check(number, { key: 'pemeriksaan-satu', fields: { 'asli-ktp': 'loket', 'nilai-ktp': 'benar', 'asli-npwp': '' }, files: [copyOf('akta-pendirian')] })).status).toBe(503);
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    expect(await house.db.select().from(acts).where(eq(acts.caseId, intake?.id ?? ''))).toMatchObject([{ act: 'check', principal: 'slt-04' }]);
  }, 20_000);

  test('says of which copy the verdict is, and keeps saying so when it comes back', async () => {
    const number = await written({ ...verifying, events: [['case.opened'], ...got(['npwp', 'ktp'])] });
    const version = (text: string) => /name="salinan-ktp" value="(\d+)"/.exec(text)?.[1];
    expect(version(await page(caseOf(number)))).toBe('2');
    const answer = await check(number, { fields: { 'nilai-ktp': 'tidak-benar', 'salinan-ktp': '1' } });
    expect(version(await answer.text())).toBe('1');
  });

  test.each<[string, Sent, string]>([
    ['nothing', { fields: {} }, 'Isi hasil pemeriksaan paling sedikit satu berkas.'],
    ['an untrue item without words', { fields: { 'nilai-ktp': 'tidak-benar' } }, 'Sebutkan apa yang tidak benar'],
    ['a file that is not what it says', { fields: { 'nilai-npwp': 'benar' }, files: [['berkas-ktp', 'ktp.pdf', 'application/pdf', Buffer.from('<html>')]] }, 'Kirim berkas PDF, JPEG, atau PNG yang benar'],
  ])('comes back for %s, with what was filled in', async (_what, sent, sentence) => {
    const number = await written({ ...verifying, events: [['case.opened'], ...got(['ktp', 'npwp'])] });
    const answer = await check(number, sent);
    const text = (await answer.text()).replace(/\s+/g, ' ');
    expect(answer.status).toBe(422);
    expect(text).toContain(sentence);
    for (const [name, value] of Object.entries(sent.fields ?? {})) expect(text).toMatch(new RegExp(`id="${name}".*?<option value="${value}" selected>`));
  });

  test('belongs to the task, and to a registration', async () => {
    const number = await written({ ...verifying, events: [['case.opened'], ...got(['ktp'])] });
    expect((await check(number, { fields: { 'nilai-ktp': 'benar' } }, 'bukan-tugas')).status).toBe(404);
    expect((await sendUpload(house, `${caseOf(number)}/periksa?tugas=x`, { fields: {} }, { cookie: salatiga.cookie })).status).toBe(403);
  });
});

describe('the counter', () => {
  const form = '/kantor/salatiga/daftar?layanan=pendaftaran&jenis=ppk';
  const enter = (fields: Record<string, string>, key?: string) => sendUpload(house, `${form}&tanda=${salatiga.token}`, { fields, ...(key ? { key } : {}) }, { cookie: salatiga.cookie });
  const arrived = { ...official, saluran: 'surat', diterima: '2026-11-02T09:00', kontak: '0812 000', surel: '' };

  test('enters an application for somebody without a mail, with when and how it came', async () => {
    expect(await page('/kantor/salatiga/daftar')).toContain('Catat permohonan untuk pemohon');
    const answers = await Promise.all([enter(arrived, 'dari-loket'), enter(arrived, 'dari-loket')]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const number = answers[0]?.headers.get('location')?.split('/').at(-1)?.split('?')[0] ?? '';
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    expect(intake).toMatchObject({ sop: 'registration', receivedAt: new Date('2026-11-02T02:00:00Z'), reporterMailSealed: null, facts: { channel: 'surat', enteredBy: 'slt-04', kind: 'ppk' } });
    expect(await page(caseOf(number))).toContain('0812 000');
  });

  test.each([['diterima', '2099-01-01T09:00', 'Periksa tanggal dan jam'], ['saluran', '', 'Pilih salurannya.'], ['nip', '123', 'NIP terdiri atas 18 angka']])('keeps every word when %s is wrong', async (field, value, sentence) => {
    const answer = await enter({ ...arrived, [field]: value });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(`<a href="#${field}">${sentence}`);
    expect(text).toContain('value="Dinas Contoh"');
  });
});

describe('the accounts of the office', () => {
  const account = async (kind: 'badan-usaha' | 'ppk', state: 'aktif' | 'nonaktif') => {
    const number = await written({ state: 'ditutup', closedAt: new Date(), events: [['case.opened'], ['case.closed']] }, { fields: kind === 'ppk' ? official : firm }, kind === 'ppk' ? officialPath : firmPath);
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    const now = new Date();
    await house.db.insert(accounts).values({ office: 'salatiga', number, caseId: intake!.id, contactCaseId: intake!.id, kind, state, until: kind === 'ppk' ? '2031-12-31' : null, activatedAt: now, confirmedAt: now });
    return number;
  };
  const propose = (number: string, fields: Record<string, string>) => sendUpload(house, `/kantor/salatiga/akun/${number}?tanda=${salatiga.token}`, { fields }, { cookie: salatiga.cookie });

  test('are listed with their state and term, and filtered', async () => {
    const [active, ended] = [await account('ppk', 'aktif'), await account('badan-usaha', 'nonaktif')];
    const all = await page('/kantor/salatiga/akun');
    expect(all).toMatch(new RegExp(`${active}</a></h2> <p>Pejabat pembuat komitmen \\(PPK\\) · Aktif</p>[^/]*Masa tugas sampai 31 Des 2031`.replace('[^/]*', '.*?')));
    const filtered = await page('/kantor/salatiga/akun?keadaan=nonaktif');
    expect([filtered.includes(active), filtered.includes(ended)]).toEqual([false, true]);
  });

  test('are searched by what people know of them, exactly; what was typed stands in no address', async () => {
    const number = await account('ppk', 'aktif');
    const search = async (cari: string) => {
      const answer = await fetch(`${house.url}/kantor/salatiga/akun`, { method: 'POST', headers: { cookie: salatiga.cookie }, body: new URLSearchParams({ tanda: salatiga.token, cari }), redirect: 'manual' });
      return { status: answer.status, text: (await answer.text()).replace(/\s+/g, ' ') };
    };
    const hit = await search(number.toLowerCase());
    expect([hit.status, hit.text.match(/<h2><a href="[^"]*\/akun\/[^"]*"/g)]).toEqual([200, [`<h2><a href="/kantor/salatiga/akun/${number}"`]]);
    expect((await search(official.nip)).text).toContain(`/akun/${number}"`);
    expect((await search('198001012005011999')).text).toContain('Tidak ada akun yang cocok.');
    const wrong = await search(' x ');
    expect([wrong.status, wrong.text.includes('<a href="#cari">Isi nomor pendaftaran')]).toEqual([422, true]);
  });

  test('show their person, their cases and a way to end them; the reading is logged', async () => {
    const number = await account('ppk', 'aktif');
    const text = await page(`/kantor/salatiga/akun/${number}`);
    expect(text).toContain('Budi Pejabat');
    expect(text).toContain(`href="/kantor/salatiga/laporan/${number}"`);
    expect(await house.db.select().from(accessLog).where(eq(accessLog.what, 'account'))).not.toHaveLength(0);
    const refused = await propose(number, { ground: 'pelanggaran', text: '' });
    expect([refused.status, (await refused.text()).includes('<a href="#text">Uraikan buktinya')]).toEqual([422, true]);
    const unknown = await propose(number, { ground: 'tidak-ada', text: 'Tetap ditulis.' });
    expect([unknown.status, (await unknown.text()).includes('Tetap ditulis.')]).toEqual([422, true]);
    const begun = await propose(number, { ground: 'pelanggaran', text: 'Menyebarkan User ID.' });
    const to = begun.headers.get('location') ?? '';
    expect([begun.status, to]).toEqual([303, expect.stringMatching(/laporan\/SLT-\d{4}-\d{6}\?selesai=lapor$/)]);
    expect(await page(to.split('?')[0] ?? '')).toMatch(new RegExp(`<h1>Penonaktifan .*href="/kantor/salatiga/akun/${number}"`));
  });

  test('offer no end where the text gives it to somebody else', async () => {
    const number = await account('badan-usaha', 'aktif');
    const other = await loggedIn(house, 'salatiga', 'slt-05');
    const { text } = await getPage(house, `/kantor/salatiga/akun/${number}`, { cookie: other.cookie });
    expect([text.includes('Penonaktifan akun ini diajukan oleh: Verifikator'), text.includes('name="ground"')]).toEqual([true, false]);
  });

  test('keep where each paper stands', async () => {
    const { number } = await applied(house, firmPath, { fields: firm, files: [copyOf('ktp')] });
    const path = `${caseOf(number)}/arsip`;
    const [, file = ''] = /name="berkas" value="([0-9a-f]{64})"/.exec(await page(path)) ?? [];
    const shelve = (rak: string) => fetch(`${house.url}${path}`, { method: 'POST', headers: { cookie: salatiga.cookie }, body: new URLSearchParams({ tanda: salatiga.token, berkas: file, rak }), redirect: 'manual' });
    expect((await shelve(' ')).status).toBe(422);
    expect((await shelve('Rak 3, map biru')).status).toBe(303);
    expect(await page(path)).toContain('value="Rak 3, map biru"');
  });

  test('keep where a paper stands that was handed in without a copy; who neither verifies nor takes papers in only reads it', async () => {
    const number = await written({ ...verifying, events: [['case.opened'], ...got(['ktp']), ['item.received', undefined, { item: 'npwp', how: 'loket', actId: randomUUID() }]] }, { fields: firm, files: [copyOf('ktp')] });
    const path = `${caseOf(number)}/arsip`;
    const shelve = (rak: string, session = salatiga) => fetch(`${house.url}${path}`, { method: 'POST', headers: { cookie: session.cookie }, body: new URLSearchParams({ tanda: session.token, persyaratan: 'npwp', rak }), redirect: 'manual' });
    expect(await page(path)).toMatch(/NPWP badan usaha<\/h2> <p>Kertas, tanpa salinan <span class="quiet">dari /);
    const refused = await shelve('Rak 3\nmap biru');
    expect([refused.status, (await refused.text()).includes('dalam satu baris')]).toEqual([422, true]);
    expect((await shelve('Rak 4, map hijau')).status).toBe(303);
    expect((await page(path)).match(/value="Rak 4, map hijau"/g)).toHaveLength(1);
    const head = await loggedIn(house, 'salatiga', 'slt-02');
    const { text } = await getPage(house, path, { cookie: head.cookie });
    expect([text.includes('Tempat simpan kertasnya: Rak 4, map hijau'), text.includes('name="rak"')]).toEqual([true, false]);
    expect((await shelve('Rak 5', head)).status).toBe(403);
  });
});

test('the list of all cases says what each is about, and can show registrations alone', async () => {
  const number = await written({ ...verifying, events: [['case.opened']] });
  const text = await page('/kantor/salatiga/laporan?urusan=registration');
  expect(text).toMatch(new RegExp(`${number}</a></h2> <p>Diterima, menunggu verifikasi</p> <p>Pendaftaran pengguna SPSE · Badan usaha · Sari Direktur</p>`));
  expect(await page('/kantor/salatiga/laporan?urusan=problem')).not.toContain(number);
});
