import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog, accounts, caseDocuments, cases, events, identifiers, intakes, papers, texts } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { applied } from '../../test/registrations.ts';
import { outcome, reported } from '../testing/desk.ts';
import { download } from '../testing/papers.ts';
import { form, png } from '../testing/upload.ts';
import { unzip } from './testing/unzip.ts';

const mine = { name: 'Sari Kembar', mail: 'Sari.Satu@usaha.example' };
const namesake = { name: 'Sari Kembar', mail: 'sari.dua@usaha.example' };
const userId = 'SARI.KEMBAR01';
const nik = '3373014505900007';
const npwp = '091234567891000';
const words = { asked: 'Saya minta semua data tentang saya.', answer: 'Sertifikat server sudah diperbarui.', note: 'Pelapor ini sering keliru.', hers: 'Laporan milik orang lain yang senama.', voice: 'Disampaikan lewat telepon, tanpa surel.' };

let house: House;
let desk: Staff;
let verifikator: Staff;
/** Numbers of what is hers, of a namesake's, and of what another office holds of her. */
let own: { problem: string; registration: string; phone: string; earlier: string };
let other: string;
let elsewhere: string;

/** `zip`: the link that only the mail of the giving carries. */
interface Asked { number: string; zip: string; link: string; follow(): ReturnType<House['call']>; withdraw(): ReturnType<House['call']> }
async function intakeOf(number: string): Promise<typeof intakes.$inferSelect> {
  const [row] = await house.db.select().from(intakes).where(eq(intakes.number, number));
  if (!row) throw new Error(`No intake ${number}`);
  return row;
}
async function ask(body: Record<string, unknown> = {}): Promise<Asked> {
  const answer = await house.call('POST', '/api/v1/offices/contoh/data-request', { reporter: mine, text: words.asked, ...body });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  const { number, trackingUrl } = answer.body as { number: string; trackingUrl: string };
  const link = `/api/v1/tracking/${number}/${trackingUrl.split('/').at(-1)}`;
  return { number, link, zip: `/api/v1/exports/${number}/${house.vault.exportSecret((await intakeOf(number)).id)}/data.zip`, follow: () => house.call('GET', link), withdraw: () => house.call('POST', `${link}/acts/withdraw`, {}) };
}
const act = async (number: string, name: string, more: Record<string, unknown> = {}, kind = 'periksa-identitas') => outcome(await verifikator.act(number, name, { taskId: (await verifikator.task(number, kind)).id, ...more }));
const identify = (number: string) => act(number, 'identify', { how: 'loket', text: 'KTP asli diperiksa.' });
const give = (number: string, cases: string[] = []) => act(number, 'give', { cases });
async function given(body: Record<string, unknown> = {}, cases: string[] = []): Promise<Asked> {
  const asked = await ask(body);
  await identify(asked.number);
  expect(await give(asked.number, cases)).toEqual([200, 'diberikan']);
  return asked;
}
interface Data { cases: { number: string; person: { name: string }; mails: { template: string }[]; readings: { what: string; by: string }[]; files: { path: string; name: string; size: number }[]; accounts: { number: string; userId: string }[] }[] }
const filesIn = async (zip: string, key = '') => unzip((await download(house, zip, key)).bytes);
const dataIn = (files: Map<string, Buffer>): Data => JSON.parse(files.get('data.json')!.toString()) as Data;
interface Match { number: string; name: string; by: string[]; sameName: boolean }
const matches = async (number: string, asker = verifikator): Promise<Match[]> => {
  const { status, body } = await asker.get(`/data-request/${number}/matches`);
  expect([status, body.code]).toEqual([200, undefined]);
  return (body as { matches: Match[] }).matches;
};
const refused = async (path: string, key = '') => {
  const { status, bytes } = await download(house, path, key);
  return [status, status < 300 ? '' : (JSON.parse(bytes.toString()) as { code: string }).code];
};
async function upload(name: string): Promise<string> {
  const { payload, headers } = form({ bytes: Buffer.concat([png, Buffer.from(name)]), type: 'image/png', name });
  return ((await (await fetch(`${house.url}/api/v1/offices/contoh/files`, { method: 'POST', headers, body: new Uint8Array(payload) })).json()) as { sha256: string }).sha256;
}

/** A paper with other parties, as if it had been signed and brought back by the desk. */
async function signed(number: string): Promise<void> {
  const { id: caseId } = await intakeOf(number);
  const sha256 = await upload('ba-bertanda-tangan.png');
  await house.db.insert(caseDocuments).values({ caseId, office: 'contoh', sha256, nameSealed: house.vault.seal('ba-bertanda-tangan.png', `documents:contoh:${sha256}`), source: desk.person });
  await house.db.insert(papers).values({ id: randomUUID(), office: 'contoh', caseId, kind: 'berita-acara-kesaksian', number: 'BA-1', formSealed: '', person: desk.person, signedSha256: sha256 });
}

/** As if the registration had come to its end. */
async function activated(number: string): Promise<void> {
  const { id } = await intakeOf(number);
  const textId = randomUUID();
  const now = new Date();
  await house.db.insert(texts).values({ id: textId, office: 'contoh', caseId: id, author: verifikator.person, bodySealed: house.vault.seal(userId, `texts:${textId}`) });
  await house.db.insert(events).values({ caseId: id, office: 'contoh', seq: 9000, part: 0, type: 'activated', actor: verifikator.person, at: now, data: { textId } });
  await house.db.insert(accounts).values({ office: 'contoh', number, caseId: id, contactCaseId: id, kind: 'badan-usaha', state: 'aktif', activatedAt: now, confirmedAt: now });
}

beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh', 'kota-salatiga'], serverLog: 'silent' });
  desk = await house.staff('contoh', 'helpdesk');
  verifikator = await house.staff('contoh', 'verifikator', 'data-request');
  const report = await reported(house, desk, 'contoh', { reporter: { ...mine, mail: mine.mail.toLowerCase() }, files: [await upload('galat: saya.png')] });
  await desk.act(report.number, 'note', { taskId: report.taskId, text: words.note });
  await desk.act(report.number, 'answer', { taskId: report.taskId, text: words.answer });
  await desk.get(`/cases/${report.number}`);
  await signed(report.number);
  const theirs = await reported(house, desk, 'contoh', { reporter: namesake, description: words.hers, files: [await upload('orang-lain.png')] });
  const phone = await desk.post('/problem/on-behalf', {
    reporter: { name: mine.name, contact: '0812-0000-0009' }, role: 'penyedia', category: 'aplikasi-spse', description: words.voice, channel: 'telepon', receivedAt: '2026-01-05T10:00:00+07:00',
  });
  const registration = await applied(house, 'contoh', { more: { reporter: { name: mine.name, mail: 'kantor@usaha.example' }, nik, npwp } });
  await activated(registration.number);
  // An earlier request under another address, with her NIK.
  const earlier = await ask({ reporter: { name: mine.name, mail: 'lama@usaha.example' }, nik });
  other = theirs.number;
  own = { problem: report.number, registration: registration.number, phone: phone.body.number, earlier: earlier.number };
  elsewhere = (await house.report('salatiga', { reporter: mine })).body.number;
});
afterAll(() => house.stop());

describe('what may be the person\'s', () => {
  it('is shown to who gives the data once the identity is proved, with why and in whose name, and each reading is logged', async () => {
    const { number } = await ask({ nik, caseNumbers: [other, elsewhere, 'CTH-2026-999999'] });
    await verifikator.task(number, 'periksa-identitas');
    const early = await verifikator.get(`/data-request/${number}/matches`);
    expect([early.status, early.body.code]).toEqual([409, 'identity-unproven']);
    await identify(number);
    const strange = await desk.get(`/data-request/${number}/matches`);
    expect([strange.status, strange.body.code]).toEqual([403, 'not-your-task']);
    const found = await matches(number);
    const known = [own.problem, own.registration, own.earlier, other];
    expect(found.filter((one) => known.includes(one.number)).map(({ number: one, name, by, sameName }) => [one, name, by, sameName])).toEqual([
      [own.problem, mine.name, ['mail'], true], [other, namesake.name, ['named'], true], [own.registration, mine.name, ['nik'], true], [own.earlier, mine.name, ['nik'], true],
    ]);
    expect(found.map((one) => one.number)).not.toContain(elsewhere);
    const { id } = await intakeOf(other);
    expect(await house.db.select({ person: accessLog.person, what: accessLog.what }).from(accessLog).where(eq(accessLog.caseId, id))).toEqual([{ person: verifikator.person, what: 'matches' }]);
  });

  it('says for a rival\'s NPWP and for another\'s address that the names differ, and gives nothing of it by itself', async () => {
    const { number, zip } = await ask({ reporter: { name: 'Rudi Pesaing', mail: mine.mail.toUpperCase() }, npwp });
    await identify(number);
    const found = await matches(number);
    expect(found.filter((one) => [own.registration, own.problem].includes(one.number)).map(({ by, sameName }) => [by, sameName])).toEqual([[['mail'], false], [['npwp'], false]]);
    await give(number);
    expect(dataIn(await filesIn(zip)).cases.map((one) => one.number)).toEqual([number]);
  });

  it('finds the cases of an official by the NIP, ticked only under the same name', async () => {
    const nip = '199001012015032888';
    const { number: theirs } = await applied(house, 'contoh', { kind: 'ppk', more: { reporter: { name: 'Budi Pejabat', mail: 'ppk@dinas.example' }, nip } });
    const { number } = await ask({ reporter: { name: 'Budi Pejabat', mail: 'budi@rumah.example' }, nip: '19900101 201503 2 888' });
    await identify(number);
    expect((await matches(number)).map((one) => [one.number, one.by, one.sameName])).toEqual([[theirs, ['nip'], true]]);
    expect((await house.call('POST', '/api/v1/offices/contoh/data-request', { reporter: mine, text: words.asked, nip: '123' })).body.code).toBe('bad-request');
  });

  it('holds imported reports too, which have no pseudonym of their address; every other report has one', async () => {
    const address = { name: 'Wati Lama', mail: 'wati@lama.example' };
    const { number: old } = (await house.report('contoh', { reporter: address })).body as { number: string };
    const ofMail = and(eq(identifiers.caseId, (await intakeOf(old)).id), eq(identifiers.kind, 'mail'));
    expect(await house.db.$count(identifiers, ofMail)).toBe(1);
    await house.db.delete(identifiers).where(ofMail);
    const { number } = await ask({ reporter: address });
    await identify(number);
    expect(await matches(number)).toMatchObject([{ number: old, by: ['mail'], sameName: true }]);
  });
});

describe('the export of a person\'s data', () => {
  it('holds the cases that its giver named and no other, with nothing about anybody else in them', async () => {
    const { number, zip } = await given({ nik, caseNumbers: [other] }, Object.values(own));
    const { status, bytes, type, disposition } = await download(house, zip, '');
    expect([status, type, disposition]).toEqual([200, 'application/zip', `attachment; filename*=UTF-8''data-${number}.zip`]);
    const files = unzip(bytes);
    const data = dataIn(files);
    expect(data.cases.map((one) => one.number).sort()).toEqual([...Object.values(own), number].sort());
    const report = data.cases.find((one) => one.number === own.problem)!;
    expect(report.files).toMatchObject([{ path: `berkas/${own.problem}/1-galat_ saya.png` }]);
    expect(files.get(report.files[0]!.path)).toEqual(Buffer.concat([png, Buffer.from('galat: saya.png')]));
    expect(report.mails.map(({ template }) => template)).toEqual(expect.arrayContaining(['receipt', 'answer']));
    // The trail names functions, never people; this download stands in it, too.
    expect(report.readings.filter(({ what }) => !what.startsWith('membandingkan'))).toMatchObject([{ what: 'membuka isi laporan atau permohonan', by: 'Helpdesk' }, { what: 'mengunduh salinan data ini', by: 'Anda sendiri' }]);
    const [json, summary] = ['data.json', 'ringkasan.txt'].map((name) => files.get(name)!.toString()) as [string, string];
    for (const text of [json, summary]) {
      for (const said of [words.asked, words.answer, words.voice, mine.mail, '0812-0000-0009', userId, own.registration]) expect(text).toContain(said);
      for (const hidden of [words.note, words.hers, namesake.mail, 'orang-lain.png', 'ba-bertanda-tangan.png', elsewhere, desk.person, verifikator.person]) expect(text).not.toContain(hidden);
    }
    const registered = data.cases.find((one) => one.number === own.registration)!;
    expect([...files.keys()].sort()).toEqual(['data.json', 'ringkasan.txt', ...report.files.map(({ path }) => path), ...registered.files.map(({ path }) => path)].sort());
  });

  it('is honest when the office holds nothing else', async () => {
    const { number, zip } = await given({ reporter: { name: 'Tamu Baru', mail: 'tamu@baru.example' } });
    const files = await filesIn(zip);
    expect([...files.keys()].sort()).toEqual(['data.json', 'ringkasan.txt']);
    expect(dataIn(files).cases.map((one) => one.number)).toEqual([number]);
    expect(files.get('ringkasan.txt')!.toString()).toContain('Selain permintaan ini, kantor tidak menemukan');
  });

  it('says what the mails to many hold about the address, to who fetches it by the link that was mailed there, and to nobody at the counter', async () => {
    const mail = 'langganan@penyedia.example';
    await house.call('POST', '/api/v1/offices/contoh/subscriptions', { mail, systems: ['situs'] });
    const { number, zip } = await given({ reporter: { name: 'Tamu Baru', mail: mail.toUpperCase() } });
    const files = await filesIn(zip);
    expect(JSON.parse(files.get('data.json')!.toString())).toMatchObject({ address: { subscription: { systems: ['situs'], confirmedAt: null }, stopped: null, announcements: [] } });
    expect(files.get('ringkasan.txt')!.toString()).toContain('Langganan: Situs web LPSE, belum dikonfirmasi');
    const atTheCounter = await filesIn(`/api/v1/offices/contoh/data-request/${number}/export.zip`, verifikator.key);
    expect(JSON.parse(atTheCounter.get('data.json')!.toString())).toMatchObject({ address: null });
  });

  it('shows an account to the person whose it is now, and no more to the former one', async () => {
    const before = await applied(house, 'contoh');
    await activated(before.number);
    const after = await applied(house, 'contoh');
    await house.db.update(accounts).set({ contactCaseId: (await intakeOf(after.number)).id }).where(eq(accounts.number, before.number));
    const accountsIn = async (number: string) => dataIn(await filesIn((await given({}, [number])).zip)).cases.flatMap((one) => one.accounts);
    expect(await accountsIn(before.number)).toEqual([]);
    expect(await accountsIn(after.number)).toMatchObject([{ number: before.number, userId }]);
  });

  it('comes whole when a document cannot be read any more, and says which', async () => {
    const [kept, gone] = await Promise.all(['ada.png', 'hilang.png'].map(upload));
    const { number: broken } = (await house.report('contoh', { reporter: mine, files: [kept, gone] })).body as { number: string };
    await house.deps.documents.remove('contoh', gone ?? '');
    const { zip } = await given({}, [broken]);
    const files = await filesIn(zip);
    expect([...files.keys()].map((path) => path.replace(/.*\/\d-/, '')).sort()).toEqual(['ada.png', 'data.json', 'hilang.png.txt', 'ringkasan.txt']);
    expect([...files].find(([path]) => path.endsWith('hilang.png.txt'))?.[1].toString()).toContain('tidak dapat dibaca');
  });

  it('is logged for every case that goes out', async () => {
    const { zip } = await given({ reporter: namesake }, [other]);
    await download(house, zip, '');
    const rows = await house.db.select({ person: accessLog.person, what: accessLog.what, number: cases.number }).from(accessLog).innerJoin(cases, eq(cases.id, accessLog.caseId)).orderBy(asc(accessLog.id));
    expect(rows.filter(({ number, what }) => number === other && what !== 'matches')).toEqual([{ person: 'reporter', what: 'export', number: other }]);
  });
});

describe('the door of the export', () => {
  it('opens with the giving and shuts with its window', async () => {
    const { number, zip, follow } = await ask();
    expect(await refused(zip)).toEqual([409, 'export-not-ready']);
    expect(await give(number)).toEqual([409, 'identity-unproven']);
    await identify(number);
    expect(await refused(zip)).toEqual([409, 'export-not-ready']);
    expect((await follow()).body).toMatchObject({ acts: ['withdraw'], deadline: { text: 'Batas pemberian data (3 x 24 jam)' } });
    expect(await act(number, 'give')).toEqual([400, 'bad-request']);
    await give(number);
    expect((await follow()).body).toMatchObject({ acts: [], deadline: { text: 'Batas pengambilan data' } });
    expect(await refused(zip)).toEqual([200, '']);
    // Fourteen days later, before the worker has noticed.
    await house.db.update(cases).set({ dueAt: new Date(Date.now() - 1) }).where(eq(cases.number, number));
    expect(await refused(zip)).toEqual([410, 'export-over']);
  });

  it('is in the mail to the person alone: who typed another\'s address and follows the request gets nothing', async () => {
    const { number, link, zip, follow } = await given();
    const { text } = await house.mailbox.waitFor((mail) => mail.subject === `[${number}] Data Anda dapat diunduh`, 20_000);
    const secret = zip.split('/').at(-2) ?? '';
    expect([text?.includes(`/data-pribadi/ambil/${number}/${secret}`), JSON.stringify((await follow()).body).includes(secret)]).toEqual([true, false]);
    expect(await refused(zip.replace(secret, link.split('/').at(-1) ?? ''))).toEqual([404, 'unknown-case']);
    expect(await refused(link.replace(/[^/]+$/, secret))).toEqual([404, 'unknown-case']);
  });

  it('shuts at once when the giving is stopped', async () => {
    const { number, zip } = await given();
    expect(await act(number, 'stop-giving', { text: 'Data ini milik orang lain.' }, 'awasi-pengunduhan')).toEqual([200, 'menunggu-pemberitahuan']);
    expect(await refused(zip)).toEqual([410, 'export-over']);
    const { text } = await house.mailbox.waitFor((mail) => mail.subject === `[${number}] Pengunduhan data dihentikan`, 20_000);
    expect(text).toContain('Data ini milik orang lain.');
  });

  it('stays shut for a wrong secret, for the link of another case, and after a withdrawal', async () => {
    const { number, zip, withdraw } = await ask();
    expect(await refused(zip.replace(/[^/]+\/data\.zip/, 'AAAAAAAAAAAAAAAAAAAAAA/data.zip'))).toEqual([404, 'unknown-case']);
    const { number: report } = (await house.report('contoh')).body as { number: string };
    expect(await refused(`/api/v1/exports/${report}/${house.vault.exportSecret((await intakeOf(report)).id)}/data.zip`)).toEqual([404, 'unknown-case']);
    await verifikator.task(number, 'periksa-identitas');
    expect(outcome(await withdraw())).toEqual([200, 'ditutup']);
    expect(await refused(zip)).toEqual([409, 'case-closed']);
  });

  it('is for who gives the data at the counter, too, and for nobody else of the office', async () => {
    const entered = await desk.post('/data-request/on-behalf', { reporter: { name: mine.name, contact: 'datang sendiri' }, nik, text: words.asked, channel: 'loket', receivedAt: new Date().toISOString() });
    const { number } = entered.body as { number: string };
    const path = `/api/v1/offices/contoh/data-request/${number}/export.zip`;
    await identify(number);
    expect(await refused(path, verifikator.key)).toEqual([409, 'export-not-ready']);
    await give(number, [own.registration]);
    expect(await refused(path, desk.key)).toEqual([403, 'not-your-task']);
    expect(await refused(path.replace(number, own.problem), verifikator.key)).toEqual([404, 'unknown-case']);
    expect(dataIn(await filesIn(path, verifikator.key)).cases.map((one) => one.number)).toEqual([own.registration, number]);
    expect(await act(number, 'handed-over', { text: 'Diserahkan di atas kertas.' }, 'serahkan-data')).toEqual([200, 'ditutup']);
    expect(await refused(path, verifikator.key)).toEqual([410, 'export-over']);
  });
});

describe('bad input and bad luck', () => {
  it('gives once, whatever comes at the same moment', async () => {
    const { number } = await ask();
    await identify(number);
    const { id: taskId } = await verifikator.task(number, 'periksa-identitas');
    const answers = await Promise.all([['give', { cases: [] }], ['give', { cases: [] }], ['refuse', { ground: 'data-orang-lain', text: 'Memuat data orang lain.' }]].map(([name, more]) =>
      verifikator.act(number, String(name), { taskId, ...more as object })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { events: told } = (await verifikator.get(`/cases/${number}`)).body as { events: { type: string }[] };
    expect(told.filter(({ type }) => ['data.given', 'data.refused'].includes(type))).toHaveLength(1);
  });

  it('takes no case of another office, no number that cannot be one, and no ground that the law does not name', async () => {
    const { number } = await ask();
    await identify(number);
    expect(await give(number, [elsewhere])).toEqual([404, 'unknown-case']);
    expect(await act(number, 'refuse', { ground: 'malas', text: 'Tidak ada waktu.' })).toEqual([422, 'unknown-choice']);
    expect((await house.call('POST', '/api/v1/offices/contoh/data-request', { reporter: mine, text: words.asked, nik: '3373019905900007' })).body).toMatchObject({ code: 'bad-request', errors: [{ field: 'nik' }] });
    expect(await give(number)).toEqual([200, 'diberikan']);
  });
});
