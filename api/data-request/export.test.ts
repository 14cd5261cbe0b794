import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog, accounts, cases, events, intakes, texts } from '../../db/schema.ts';
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
const words = { asked: 'Saya minta semua data tentang saya.', answer: 'Sertifikat server sudah diperbarui.', note: 'Pelapor ini sering keliru.', hers: 'Laporan milik orang lain yang senama.', voice: 'Disampaikan lewat telepon, tanpa surel.' };

let house: House;
let desk: Staff;
let verifikator: Staff;
/** Numbers of what is hers, of a namesake's, and of what another office holds of her. */
let own: { problem: string; registration: string; phone: string; earlier: string };
let other: string;
let elsewhere: string;

interface Asked { number: string; zip: string; follow(): ReturnType<House['call']>; withdraw(): ReturnType<House['call']> }
async function ask(body: Record<string, unknown> = {}): Promise<Asked> {
  const answer = await house.call('POST', '/api/v1/offices/contoh/data-request', { reporter: mine, text: words.asked, ...body });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  const { number, trackingUrl } = answer.body as { number: string; trackingUrl: string };
  const link = `/api/v1/tracking/${number}/${trackingUrl.split('/').at(-1)}`;
  return { number, zip: `${link}/export.zip`, follow: () => house.call('GET', link), withdraw: () => house.call('POST', `${link}/acts/withdraw`, {}) };
}
const act = async (number: string, name: string, more: Record<string, unknown> = {}, kind = 'periksa-identitas') => outcome(await verifikator.act(number, name, { taskId: (await verifikator.task(number, kind)).id, ...more }));
const identify = (number: string) => act(number, 'identify', { how: 'loket', text: 'KTP asli diperiksa.' });
async function given(body: Record<string, unknown> = {}, cases?: string[]): Promise<Asked> {
  const asked = await ask(body);
  await identify(asked.number);
  expect(await act(asked.number, 'give', cases ? { cases } : {})).toEqual([200, 'diberikan']);
  return asked;
}
const refused = async (path: string, key = '') => {
  const { status, bytes } = await download(house, path, key);
  return [status, status < 300 ? '' : (JSON.parse(bytes.toString()) as { code: string }).code];
};
async function upload(name: string): Promise<string> {
  const { payload, headers } = form({ bytes: Buffer.concat([png, Buffer.from(name)]), type: 'image/png', name });
  return ((await (await fetch(`${house.url}/api/v1/offices/contoh/files`, { method: 'POST', headers, body: new Uint8Array(payload) })).json()) as { sha256: string }).sha256;
}

/** As if the registration had come to its end. */
async function activated(number: string): Promise<void> {
  const [{ id } = { id: '' }] = await house.db.select({ id: intakes.id }).from(intakes).where(eq(intakes.number, number));
  const textId = randomUUID();
  const now = new Date();
  await house.db.insert(texts).values({ id: textId, office: 'contoh', caseId: id, author: verifikator.person, bodySealed: house.vault.seal(userId, `texts:${textId}`) });
  await house.db.insert(events).values({ caseId: id, office: 'contoh', seq: 9000, part: 0, type: 'activated', actor: verifikator.person, at: now, data: { textId } });
  await house.db.insert(accounts).values({ office: 'contoh', number, caseId: id, contactCaseId: id, kind: 'badan-usaha', state: 'aktif', activatedAt: now, confirmedAt: now });
}

beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh', 'kota-salatiga'] });
  desk = await house.staff('contoh', 'helpdesk');
  verifikator = await house.staff('contoh', 'verifikator', 'data-request');
  const report = await reported(house, desk, 'contoh', { reporter: { ...mine, mail: mine.mail.toLowerCase() }, files: [await upload('galat: saya.png')] });
  await desk.act(report.number, 'note', { taskId: report.taskId, text: words.note });
  await desk.act(report.number, 'answer', { taskId: report.taskId, text: words.answer });
  await desk.get(`/cases/${report.number}`);
  const theirs = await reported(house, desk, 'contoh', { reporter: namesake, description: words.hers, files: [await upload('orang-lain.png')] });
  const phone = await desk.post('/problem/on-behalf', {
    reporter: { name: mine.name, contact: '0812-0000-0009' }, role: 'penyedia', category: 'aplikasi-spse', description: words.voice, channel: 'telepon', receivedAt: '2026-01-05T10:00:00+07:00',
  });
  const registration = await applied(house, 'contoh', { more: { reporter: { name: mine.name, mail: 'kantor@usaha.example' }, nik } });
  await activated(registration.number);
  // An earlier request under another address, with her NIK.
  const earlier = await ask({ reporter: { name: mine.name, mail: 'lama@usaha.example' }, nik });
  other = theirs.number;
  own = { problem: report.number, registration: registration.number, phone: phone.body.number, earlier: earlier.number };
  elsewhere = (await house.report('salatiga', { reporter: mine })).body.number;
}, 60_000);
afterAll(() => house.stop());

describe('the export of a person\'s data', () => {
  it('holds what the office has by mail, by number and by the word of who gave it, and nothing of a namesake or of another office', async () => {
    const { number, zip } = await given({ nik, caseNumbers: [other, 'CTH-2026-999999'] }, [own.phone]);
    const { status, bytes, type, disposition } = await download(house, zip, '');
    expect([status, type, disposition]).toEqual([200, 'application/zip', `attachment; filename*=UTF-8''data-${number}.zip`]);
    const files = unzip(bytes);
    const data = JSON.parse(files.get('data.json')!.toString()) as { cases: { number: string; person: { name: string }; mails: { template: string }[]; readings: { what: string; by: string }[]; files: { path: string; size: number }[] }[] };
    expect(data.cases.map((one) => one.number).sort()).toEqual([...Object.values(own), number].sort());
    const report = data.cases.find((one) => one.number === own.problem)!;
    expect(report.files).toMatchObject([{ path: `berkas/${own.problem}/1-galat_ saya.png` }]);
    expect(files.get(report.files[0]!.path)).toEqual(Buffer.concat([png, Buffer.from('galat: saya.png')]));
    expect(report.mails.map(({ template }) => template)).toEqual(expect.arrayContaining(['receipt', 'answer']));
    // The trail names functions, never people; this download stands in it, too.
    expect(report.readings).toMatchObject([{ what: 'membuka isi laporan atau permohonan', by: 'Helpdesk' }, { what: 'mengunduh salinan data ini', by: 'Anda sendiri' }]);
    const [json, summary] = ['data.json', 'ringkasan.txt'].map((name) => files.get(name)!.toString()) as [string, string];
    for (const text of [json, summary]) {
      for (const said of [words.asked, words.answer, words.voice, mine.mail, '0812-0000-0009', userId, own.registration]) expect(text).toContain(said);
      for (const hidden of [words.note, words.hers, namesake.mail, 'orang-lain.png', elsewhere, desk.person, verifikator.person]) expect(text).not.toContain(hidden);
    }
    const registered = data.cases.find((one) => one.number === own.registration)!;
    expect([...files.keys()].sort()).toEqual(['data.json', 'ringkasan.txt', ...report.files.map(({ path }) => path), ...registered.files.map(({ path }) => path)].sort());
  });

  it('is honest when the office holds nothing else', async () => {
    const { number, zip } = await given({ reporter: { name: 'Tamu Baru', mail: 'tamu@baru.example' } });
    const files = unzip((await download(house, zip, '')).bytes);
    expect([...files.keys()].sort()).toEqual(['data.json', 'ringkasan.txt']);
    expect((JSON.parse(files.get('data.json')!.toString()) as { cases: { number: string }[] }).cases.map((one) => one.number)).toEqual([number]);
    expect(files.get('ringkasan.txt')!.toString()).toContain('Selain permintaan ini, kantor tidak menyimpan');
  });

  it('is logged for every case that goes out', async () => {
    const { zip } = await given({ reporter: namesake });
    await download(house, zip, '');
    const rows = await house.db.select({ person: accessLog.person, what: accessLog.what, number: cases.number }).from(accessLog).innerJoin(cases, eq(cases.id, accessLog.caseId)).orderBy(asc(accessLog.id));
    expect(rows.filter(({ number }) => number === other)).toEqual([{ person: 'reporter', what: 'export', number: other }]);
  });
});

describe('the door of the export', () => {
  it('opens with the giving and shuts with its window', async () => {
    const { number, zip, follow } = await ask();
    expect(await refused(zip)).toEqual([409, 'export-not-ready']);
    expect(await act(number, 'give')).toEqual([409, 'identity-unproven']);
    await identify(number);
    expect(await refused(zip)).toEqual([409, 'export-not-ready']);
    expect((await follow()).body).toMatchObject({ acts: ['withdraw'], deadline: { text: 'Batas pemberian data (3 x 24 jam)' } });
    await act(number, 'give');
    expect((await follow()).body).toMatchObject({ acts: [], deadline: { text: 'Batas pengambilan data' } });
    expect(await refused(zip)).toEqual([200, '']);
    // Fourteen days later, before the worker has noticed.
    await house.db.update(cases).set({ dueAt: new Date(Date.now() - 1) }).where(eq(cases.number, number));
    expect(await refused(zip)).toEqual([410, 'export-over']);
  });

  it('stays shut for a wrong secret, for the link of another case, and after a withdrawal', async () => {
    const { number, zip, withdraw } = await ask();
    expect(await refused(zip.replace(/[^/]+\/export/, 'AAAAAAAAAAAAAAAAAAAAAA/export'))).toEqual([404, 'unknown-case']);
    const { trackingUrl } = (await house.report('contoh')).body as { trackingUrl: string };
    expect(await refused(`/api/v1/tracking/${trackingUrl.split('/').slice(-2).join('/')}/export.zip`)).toEqual([404, 'unknown-case']);
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
    await act(number, 'give');
    expect(await refused(path, desk.key)).toEqual([403, 'not-your-task']);
    expect(await refused(path.replace(number, own.problem), verifikator.key)).toEqual([404, 'unknown-case']);
    const { bytes } = await download(house, path, verifikator.key);
    // Without an address and without a word of the giver only the NIK finds her.
    expect((JSON.parse(unzip(bytes).get('data.json')!.toString()) as { cases: { number: string }[] }).cases.map((one) => one.number)).toEqual(expect.arrayContaining([own.registration, own.earlier, number]));
    expect(await act(number, 'handed-over', { text: 'Diserahkan di atas kertas.' }, 'serahkan-data')).toEqual([200, 'ditutup']);
    expect(await refused(path, verifikator.key)).toEqual([410, 'export-over']);
  });
});

describe('bad input and bad luck', () => {
  it('gives once, whatever comes at the same moment', async () => {
    const { number } = await ask();
    await identify(number);
    const { id: taskId } = await verifikator.task(number, 'periksa-identitas');
    const answers = await Promise.all([['give', {}], ['give', {}], ['refuse', { ground: 'data-orang-lain', text: 'Memuat data orang lain.' }]].map(([name, more]) =>
      verifikator.act(number, String(name), { taskId, ...more as object })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { events: told } = (await verifikator.get(`/cases/${number}`)).body as { events: { type: string }[] };
    expect(told.filter(({ type }) => ['data.given', 'data.refused'].includes(type))).toHaveLength(1);
  });

  it('takes no case of another office, no number that cannot be one, and no ground that the law does not name', async () => {
    const { number } = await ask();
    await identify(number);
    expect(await act(number, 'give', { cases: [elsewhere] })).toEqual([404, 'unknown-case']);
    expect(await act(number, 'refuse', { ground: 'malas', text: 'Tidak ada waktu.' })).toEqual([422, 'unknown-choice']);
    expect((await house.call('POST', '/api/v1/offices/contoh/data-request', { reporter: mine, text: words.asked, nik: '3373019905900007' })).body).toMatchObject({ code: 'bad-request', errors: [{ field: 'nik' }] });
    expect(await act(number, 'give')).toEqual([200, 'diberikan']);
  });
});
