import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOf } from '../../activities/figures/local.ts';
import { officeNow } from '../../activities/office.ts';
import { formatLocal, isWorkingTime, nextOpening } from '../../calendar/index.ts';
import { accessLog, accounts, caseDocuments, intakes, shelves } from '../../db/schema.ts';
import { localDate } from '../../offices/terms.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { download } from '../testing/papers.ts';
import { outcome } from '../testing/desk.ts';
import { account, applied, checkAll, checklist, copyOf, official } from '../testing/registration.ts';

let house: House;
let verifikator: Staff;
let headOfOffice: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga', 'kab-katingan'] });
  verifikator = await house.staff('salatiga', 'verifikator', 'registration');
  headOfOffice = await house.staff('salatiga', 'kepala-lpse', 'registration');
});
afterAll(() => house.stop());

const logged = async () => (await house.db.select().from(accessLog).orderBy(accessLog.id)).map(({ person, what }) => [person, what]);
/** A moment in two weeks or a little later at which the office opens. */
const anOpening = async (): Promise<number> => {
  const { calendar } = await officeNow(house.db, 'salatiga');
  return nextOpening(calendar, startOf(localDate(Date.now() + 14 * 86_400_000, calendar.utcOffsetMinutes), calendar.utcOffsetMinutes));
};
const put = (number: string, sha256: string, body: unknown, key = verifikator.key) =>
  house.call('PUT', `/api/v1/offices/salatiga/registration/${number}/archive/${sha256}/shelf`, body, { authorization: `Bearer ${key}` });

describe('the checklist', () => {
  it('says who saw what, when and how, and with which words it was judged; the reading is logged', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    await verifikator.act(number, 'check', { taskId, text: 'Nama di KTP bukan nama direktur di akta.', items: [{ item: 'ktp', copy: true, seen: 'video', verdict: 'tidak-benar' }] });
    expect(outcome(await verifikator.act(number, 'add-item', { taskId, text: 'Izin usaha jasa konstruksi, UU 2/2017 Pasal 26.' }))).toEqual([200, 'diterima']);
    const { items } = await checklist(verifikator, number);
    expect(items.find(({ code }) => code === 'ktp')).toMatchObject({
      obstacle: 'untrue', state: 'Dinilai tidak benar, menunggu penggantinya', file: null,
      received: { how: 'loket', by: { id: verifikator.person, name: 'Wahyu Contoh' } }, seen: { how: 'video', at: expect.stringMatching(/\+07:00$/) },
      verdict: { value: 'tidak-benar', words: 'Nama di KTP bukan nama direktur di akta.' },
    });
    expect(items.at(-1)).toMatchObject({ source: null, words: 'Izin usaha jasa konstruksi, UU 2/2017 Pasal 26.', obstacle: 'copy' });
    expect((await logged()).at(-1)).toEqual([verifikator.person, 'checklist']);
  });

  it('is of this office and of a registration only', async () => {
    const { number } = await applied(house);
    const report = (await house.report('salatiga')).body.number as string;
    const before = await logged();
    expect(outcome(await verifikator.get(`/registration/${report}/checklist`))).toEqual([404, 'unknown-case']);
    const other = await house.staff('katingan', 'verifikator');
    expect(outcome(await other.get(`/registration/${number}/checklist`))).toEqual([404, 'unknown-case']);
    expect(outcome(await house.call('GET', `/api/v1/offices/salatiga/registration/${number}/checklist`, undefined, { authorization: `Bearer ${other.key}` }))).toEqual([403, 'wrong-office']);
    expect(await logged()).toEqual(before);
  });
});

describe('a booking', () => {
  it('is inside the hours of the office: not before it opens, at the minute of closing, at night or long past', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const book = async (at: string) => outcome(await verifikator.act(number, 'book', { taskId, at, how: 'loket' }));
    const opening = await anOpening();
    const { calendar } = await officeNow(house.db, 'salatiga');
    let closing = opening;
    while (isWorkingTime(calendar, closing + 60_000)) closing += 60_000;
    for (const at of [opening - 60_000, closing, opening - 6 * 3_600_000]) expect([new Date(at), await book(new Date(at).toISOString())]).toEqual([new Date(at), [422, 'outside-hours']]);
    expect(await book('2199-12-29T23:00:00+07:00')).toEqual([422, 'outside-hours']);
    expect(await book(new Date(opening).toISOString())).toEqual([200, 'diterima']);
    expect(await book('2025-03-03T09:00:00+07:00')).toEqual([409, 'past-instant']);
  });
});

describe('what the applicant follows', () => {
  it('asks for exactly what is owed, takes it, and tells of the booking; never twins, notes, the blacklist or names of the office', async () => {
    const { number, applicant, follow } = await applied(house, { reporter: { name: 'Tuti Rekaan', mail: 'tuti@firma.example' }, files: [await copyOf(house, 'npwp')] });
    expect((await follow()).body).toMatchObject({ title: 'Pendaftaran dan verifikasi pengguna SPSE', stateText: 'Diterima, menunggu verifikasi', acts: ['withdraw'], asked: [] });
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const opening = await anOpening();
    await verifikator.act(number, 'blacklist', { taskId, result: 'tercantum', text: 'Nama serupa, bukan orang yang sama.' });
    await verifikator.act(number, 'note', { taskId, text: 'Telepon dulu.' });
    await verifikator.act(number, 'book', { taskId, at: new Date(opening).toISOString(), how: 'loket', text: 'Bawa akta.' });
    await verifikator.act(number, 'ask', { taskId, text: 'Lengkapi, ya.' });
    const { body } = await follow();
    expect(body.acts).toEqual(['complete', 'withdraw']);
    const owed = ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'akta-pendirian', 'akta-perubahan'];
    expect(body.asked.map(({ code }: { code: string }) => code)).toEqual(owed);
    expect(body.history).toContainEqual(expect.objectContaining({ text: 'Berkas belum lengkap; kekurangannya diberitahukan', words: 'Lengkapi, ya.' }));
    expect(body.history).toContainEqual(expect.objectContaining({ text: `Dijadwalkan: dokumen asli ditunjukkan di loket pada ${formatLocal(opening, 420)}`, words: 'Bawa akta.' }));
    for (const hidden of ['serupa', 'Telepon', 'Wahyu', 'slt-', 'tercantum', 'Tuti', 'firma.example', ...(await checklist(verifikator, number)).twins.map((twin) => twin.number)]) expect(JSON.stringify(body)).not.toContain(hidden);

    expect(outcome(await applicant('complete', { files: [await copyOf(house, 'npwp')] }))).toEqual([409, 'item-not-asked']);
    expect((await applicant('complete', { files: [{ item: 'ktp', sha256: 'zz' }] })).body.code).toBe('bad-request');
    const rest = await Promise.all(owed.slice(0, -1).map((item) => copyOf(house, item)));
    expect(outcome(await applicant('complete', { files: rest, absent: ['akta-perubahan'] }))).toEqual([200, 'diterima']);
    expect((await follow()).body).toMatchObject({ acts: ['withdraw'], asked: [] });
  });
});

describe('the tanda terima berkas', () => {
  const receipt = (link: string) => download(house, `${link}/receipt.pdf`, '');

  it('is there at once, by the secret link: what came, what is missing and by which article, and that nothing is decided', async () => {
    const { number, link } = await applied(house, { files: [await copyOf(house, 'ktp')], absent: ['akta-perubahan'] });
    const { status, bytes, type, disposition } = await receipt(link);
    expect([status, type, disposition]).toEqual([200, 'application/pdf', `attachment; filename*=UTF-8''tanda-terima-${number}.pdf`]);
    const text = textOf(bytes);
    for (const shown of ['TANDA TERIMA BERKAS', number, 'Sari Direktur', 'Pendaftaran pengguna SPSE', 'Badan usaha', 'Harus ditunjukkan', 'Belum diserahkan', 'Tidak ada, menurut', 'bukan keputusan', 'bukan penilaian atas kualifikasi', 'Loket verifikasi']) expect(text).toContain(shown);
    expect(text.match(/Diterima \d/g)).toHaveLength(1);
    expect(text).not.toMatch(/twin|kembar|daftar hitam/i);
  });

  it('speaks of qualification to providers only (REG-20)', async () => {
    const { link } = await applied(house, { ...official, npwp: undefined, reference: undefined, company: undefined });
    const text = textOf((await receipt(link)).bytes);
    expect(text).toContain('Budi Pejabat');
    expect(text).not.toContain('kualifikasi');
  });

  it('is given to nobody without the secret, and to staff with a log', async () => {
    const { number, link } = await applied(house);
    expect((await receipt(`${link}x`)).status).toBe(404);
    const report = (await house.report('salatiga')).body;
    expect((await receipt(`/api/v1/tracking/${report.number}/${report.trackingUrl.split('/').at(-1)}`)).status).toBe(404);
    const before = (await logged()).length;
    expect((await download(house, `/api/v1/offices/salatiga/registration/${number}/receipt.pdf`, verifikator.key)).status).toBe(200);
    expect((await logged()).slice(before)).toEqual([[verifikator.person, 'receipt']]);
  });
});

describe('the choices of an office', () => {
  it('list services, applicant kinds and what each brings, with the article', async () => {
    const { registration } = (await house.call('GET', '/api/v1/offices/salatiga')).body;
    expect(registration.services.find(({ code }: { code: string }) => code === 'adp').kinds).toEqual(['badan-usaha', 'usaha-perseorangan', 'perorangan']);
    const firms = registration.kinds.find(({ code }: { code: string }) => code === 'badan-usaha');
    expect(firms).toMatchObject({ group: 'provider', numbers: ['npwp'] });
    expect(firms.items.find(({ code }: { code: string }) => code === 'akta-perubahan')).toMatchObject({ need: 'if-any', original: true, source: expect.stringContaining('REG-6') });
  });
});

describe('the archive (REG-21)', () => {
  it('lists every copy with its item, who brought it, its shelf and what starts the years; reading and shelving are logged', async () => {
    const copy = await copyOf(house, 'ktp', { more: 'arsip' });
    const { number } = await applied(house, { files: [copy] });
    await verifikator.task(number, 'verifikasi');
    const before = (await logged()).length;
    expect(outcome(await put(number, copy.sha256, { shelf: 'x'.repeat(101) }))).toEqual([400, 'bad-request']);
    expect(outcome(await put(number, 'f'.repeat(64), { shelf: 'Rak 3' }))).toEqual([404, 'unknown-file']);
    expect((await put(number, copy.sha256, { shelf: ' Rak 3, kotak 12 ' })).body).toEqual({ sha256: copy.sha256, shelf: 'Rak 3, kotak 12' });
    const { body } = await verifikator.get(`/registration/${number}/archive`);
    expect(body).toMatchObject({
      number, trigger: { kind: 'case-closed', at: null }, retention: { until: null, source: expect.any(String) },
      documents: [{ sha256: copy.sha256, item: 'ktp', source: 'reporter', mediaType: 'application/pdf', shelf: 'Rak 3, kotak 12', itemLabel: expect.stringContaining('KTP') }],
    });
    expect((await logged()).slice(before)).toEqual([[verifikator.person, `shelf:${copy.sha256}`], [verifikator.person, 'archive']]);
    const [row] = await house.db.select().from(caseDocuments).innerJoin(intakes, eq(intakes.id, caseDocuments.caseId)).where(eq(intakes.number, number));
    expect(row?.case_documents.shelfSealed).not.toContain('Rak 3');
  });

  it('lists a paper that came over the counter without a copy, with its shelf; one that came with a copy stands there once', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const copy = await copyOf(house, 'npwp', { more: 'kertas' });
    await verifikator.act(number, 'check', { taskId, files: [copy], items: [{ item: 'ktp', copy: true }, { item: 'npwp', copy: true }] });
    await verifikator.act(number, 'add-item', { taskId, text: 'Izin usaha jasa konstruksi.' });
    await verifikator.act(number, 'check', { taskId, items: [{ item: 'lain-1', copy: true }] });
    const before = (await logged()).length;
    const paper = (item: string, shelf: string, key = verifikator.key) => put(number, `papers/${item}`, { shelf }, key);
    expect(outcome(await paper('npwp', 'Rak 4'))).toEqual([422, 'unknown-item']);
    expect(outcome(await paper('ktp', 'Rak 4\nkotak 1'))).toEqual([400, 'bad-request']);
    for (const shelf of ['Rak 4', 'Rak 5']) expect((await paper('ktp', shelf)).body).toEqual({ item: 'ktp', shelf });
    const { body } = await verifikator.get(`/registration/${number}/archive`);
    expect(body.documents.map(({ item }: { item: string }) => item)).toEqual(['npwp']);
    expect(body.papers).toMatchObject([
      { item: 'ktp', itemLabel: expect.stringContaining('KTP'), source: verifikator.person, shelf: 'Rak 5' },
      { item: 'lain-1', itemLabel: 'Dokumen menurut peraturan lain: Izin usaha jasa konstruksi.', shelf: null },
    ]);
    expect((await logged()).slice(before)).toEqual([[verifikator.person, 'shelf:ktp'], [verifikator.person, 'shelf:ktp'], [verifikator.person, 'archive']]);
    expect(JSON.stringify(await house.db.select().from(shelves))).not.toMatch(/Rak \d/);
  });

  it('is arranged by who verifies and by the desk that takes papers in, and by nobody else', async () => {
    const copy = await copyOf(house, 'ktp', { more: 'rak' });
    const { number } = await applied(house, { files: [copy] });
    const counter = await house.staff('salatiga', 'helpdesk', 'registration');
    expect((await put(number, copy.sha256, { shelf: 'Rak loket' }, counter.key)).status).toBe(200);
    const refused = await put(number, copy.sha256, { shelf: 'Rak kepala' }, headOfOffice.key);
    expect([outcome(refused), refused.body.function]).toEqual([[403, 'wrong-function'], 'verifikator']);
    expect((await verifikator.get(`/registration/${number}/archive`)).body.documents).toMatchObject([{ shelf: 'Rak loket' }]);
  });

  it('counts from the end of the account, where there is one', async () => {
    const number = await account(house, verifikator, 'arsip1', { npwp: '099999999999000' });
    const archive = async () => (await verifikator.get(`/registration/${number}/archive`)).body.trigger;
    expect(await archive()).toEqual({ kind: 'account-deactivated', at: null });
    await house.db.update(accounts).set({ state: 'nonaktif', deactivatedAt: new Date('2027-02-01T00:00:00Z') }).where(eq(accounts.number, number));
    expect(await archive()).toEqual({ kind: 'account-deactivated', at: '2027-02-01T00:00:00.000Z' });
  });

  it('of a later service counts from the end of the account that it was carried out on', async () => {
    const number = await account(house, verifikator, 'arsip2', { npwp: '098989898989000' });
    const later = await applied(house, { service: 'ubah-surel', npwp: '098989898989000', reference: undefined });
    const archive = async () => (await verifikator.get(`/registration/${later.number}/archive`)).body.trigger;
    await checkAll(verifikator, later.number);
    await verifikator.act(later.number, 'approve', { taskId: (await verifikator.task(later.number, 'verifikasi')).id });
    expect((await archive()).kind).toBe('case-closed');
    await verifikator.act(later.number, 'carry-out', { taskId: (await verifikator.task(later.number, 'aktivasi')).id, account: number, text: 'Sudah diubah di SPSE.' });
    expect(await archive()).toEqual({ kind: 'account-deactivated', at: null });
  });

  it('is there for the papers of every case about a user, and for no report', async () => {
    const number = await account(house, verifikator, 'arsip3', { npwp: '097979797979000' });
    const evidence = await copyOf(house, 'bukti');
    const rules = (await house.db.select({ rules: intakes.rules }).from(intakes).where(eq(intakes.number, number)))[0]!.rules;
    const ground = rules.deactivation.grounds.find(({ requesters }) => requesters.length === 0)!.code;
    const begun = (await house.call('POST', '/api/v1/offices/salatiga/deactivation', { account: number, ground, text: 'Dokumen tidak benar.', files: [evidence.sha256] }, { authorization: `Bearer ${verifikator.key}` })).body;
    const shelf = await house.call('PUT', `/api/v1/offices/salatiga/deactivation/${begun.number}/archive/${evidence.sha256}/shelf`, { shelf: 'Rak 9' }, { authorization: `Bearer ${verifikator.key}` });
    expect(shelf.status).toBe(200);
    const { body } = await verifikator.get(`/deactivation/${begun.number}/archive`);
    expect(body).toMatchObject({ number: begun.number, trigger: { kind: 'account-deactivated', at: null }, documents: [{ sha256: evidence.sha256, source: verifikator.person, shelf: 'Rak 9' }] });
    expect(outcome(await verifikator.get(`/registration/${begun.number}/archive`))).toEqual([404, 'unknown-case']);
    expect((await verifikator.get(`/problem/${begun.number}/archive`)).status).toBe(404);
  });
});

describe('the accounts of an office', () => {
  it('are paged and filtered without names; one of them is shown with its person and logged', async () => {
    const provider = await account(house, verifikator, 'akun1', { npwp: '012345678901777', reporter: { name: 'Lia Rekaan', mail: 'lia@firma.example' } });
    const user = await account(house, verifikator, 'akun2', { ...official, npwp: undefined, reference: undefined, company: undefined });
    const before = (await logged()).length;
    const { body } = await verifikator.get('/accounts?limit=2');
    expect(body.accounts).toMatchObject([{ number: user, kind: 'ppk', state: 'aktif', until: '2031-12-31' }, { number: provider, kind: 'badan-usaha', until: null }]);
    expect((await verifikator.get(`/accounts?before=${user}&limit=1`)).body.accounts).toMatchObject([{ number: provider }]);
    expect((await verifikator.get('/accounts?state=ditandai')).body.accounts).toEqual([]);
    expect((await verifikator.get('/accounts?state=hidup')).body.code).toBe('bad-request');
    for (const hidden of ['Lia', 'Budi', 'example']) expect(JSON.stringify(body)).not.toContain(hidden);
    expect((await logged())).toHaveLength(before);
    expect((await verifikator.get(`/accounts/${provider}`)).body).toMatchObject({ number: provider, holder: { name: 'Lia Rekaan', mail: 'lia@firma.example', contact: null } });
    expect((await logged()).at(-1)).toEqual([verifikator.person, 'account']);
    expect(outcome(await verifikator.get('/accounts/SLT-2026-999999'))).toEqual([404, 'unknown-case']);
    const other = await house.staff('katingan', 'verifikator');
    expect(outcome(await other.get(`/accounts/${provider}`))).toEqual([404, 'unknown-case']);
  });
});

describe('a search among the accounts', () => {
  const search = (typed: string, staff = verifikator) => staff.post('/accounts/search', { search: typed });
  const found = async (typed: string, staff?: Staff) => (await search(typed, staff)).body.accounts.map(({ number }: { number: string }) => number);

  it('finds by number, User ID and identity number as people write them, in this office only, and is logged on what it finds', async () => {
    const firm = await account(house, verifikator, 'Dicari.Satu', { npwp: '08.765.432.1-098.000', nib: '8120001999888' });
    const official1 = await account(house, verifikator, 'dicari-dua', { ...official, nip: '199001012015032777', npwp: undefined, reference: undefined, company: undefined });
    const before = (await logged()).length;
    for (const typed of [firm, firm.toLowerCase(), ' dicari.satu ', '087654321098000', '0087654321098000', '8120001999888']) expect([typed, await found(typed)]).toEqual([typed, [firm]]);
    for (const typed of ['DICARI-DUA', '19900101 201503 2 777']) expect([typed, await found(typed)]).toEqual([typed, [official1]]);
    for (const typed of ['dicari', 'Sari Direktur', '3373014101900002']) expect([typed, await found(typed)]).toEqual([typed, []]);
    expect(await found(firm, await house.staff('katingan', 'verifikator'))).toEqual([]);
    expect((await logged()).slice(before)).toHaveLength(12);
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, firm));
    expect((await house.db.select().from(accessLog).where(eq(accessLog.caseId, intake!.id))).filter(({ what }) => what === 'account-search')).toHaveLength(6);
    expect(outcome(await search('x'))).toEqual([400, 'bad-request']);
    expect(JSON.stringify((await search(firm)).body)).not.toContain('Direktur');
  });

  it('finds an account by the numbers of the case that changed it', async () => {
    const number = await account(house, verifikator, 'berubah1', { npwp: '055544433322000' });
    const later = await applied(house, { npwp: '066655544433000' });
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, later.number));
    await house.db.update(accounts).set({ contactCaseId: intake!.id }).where(eq(accounts.number, number));
    expect([await found('066655544433000'), await found('055544433322000')]).toEqual([[number], [number]]);
  });
});

describe('the deactivation of an account', () => {
  const start = (staff: Staff, body: Record<string, unknown>) => house.call('POST', '/api/v1/offices/salatiga/deactivation', body, staff.key === '' ? {} : { authorization: `Bearer ${staff.key}` });

  it('is begun by whom the text names, about an account of this office, with its person as who is told', async () => {
    const number = await account(house, verifikator, 'akun3', { npwp: '012345678901888', reporter: { name: 'Nina Rekaan', mail: 'nina@firma.example' } });
    const rules = (await house.db.select({ rules: intakes.rules }).from(intakes).where(eq(intakes.number, number)))[0]!.rules;
    const ground = rules.deactivation.grounds.find(({ by, requesters }) => by === 'verifikator' && requesters.length === 0)!.code;
    const body = { account: number, ground, text: 'Dokumen yang diserahkan ternyata bukan miliknya.' };
    expect(outcome(await start({ ...verifikator, key: '' }, body))).toEqual([401, 'key-missing']);
    expect(outcome(await start(await house.staff('katingan', 'verifikator'), body))).toEqual([403, 'wrong-office']);
    const refused = await start(headOfOffice, body);
    expect([outcome(refused), refused.body.function]).toEqual([[403, 'wrong-function'], 'verifikator']);
    expect(outcome(await start(verifikator, { ...body, account: 'SLT-2026-999999' }))).toEqual([422, 'unknown-account']);
    expect(outcome(await start(verifikator, { ...body, ground: 'sembarang' }))).toEqual([422, 'unknown-choice']);
    await house.db.update(accounts).set({ state: 'nonaktif' }).where(eq(accounts.number, number));
    expect(outcome(await start(verifikator, body))).toEqual([409, 'account-inactive']);
    await house.db.update(accounts).set({ state: 'aktif' }).where(eq(accounts.number, number));
    const { status, body: begun } = await start(verifikator, body);
    expect([status, Object.keys(begun)]).toEqual([202, ['number', 'state']]);
    const { facts, reporter, description, channel } = (await verifikator.get(`/cases/${begun.number}`)).body;
    expect([facts.account, facts.kind, facts.enteredBy, channel]).toEqual([number, 'badan-usaha', verifikator.person, 'kantor']);
    expect([reporter, description]).toEqual([{ name: 'Nina Rekaan', mail: 'nina@firma.example', contact: null }, body.text]);
    expect(outcome(await house.call('POST', '/api/v1/offices/salatiga/deactivation/on-behalf', body, { authorization: `Bearer ${verifikator.key}` }))[0]).toBe(404);
  });
});
