import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessLog, seals } from '../../db/schema.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { staffCalls, startHouse, until } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { manifest, registerMedium, repositoryId, withMedia } from '../../workflows/custody/testing/scene.ts';
import { outcome } from '../testing/desk.ts';
import { form } from '../testing/upload.ts';

/** ARC-2 over the API: who may move which medium where, and what its register says. */
let house: House;
const people: Record<string, Staff> = {};
const at = (minutesAgo = 0) => new Date(Date.now() - 1000 - minutesAgo * 60_000).toISOString();
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

beforeAll(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kota-salatiga.yaml');
  const salatiga = readFileSync(join(import.meta.dirname, '../../offices/kota-salatiga.yaml'), 'utf8');
  writeFileSync(file, withMedia(salatiga.replace('  outage:\n    series', `  backup:\n    handoverSeries: { value: "{n}/BA-MEDIA/{bulan}/{tahun}", document: { title: Contoh SOP Cadangan, number: CONTOH/SLT/SOP-05/2024, date: 2024-12-20 } }\n  outage:\n    series`)));
  house = await startHouse({ offices: [file], sweep: false });
  for (const code of ['media-a', 'media-b', 'media-c']) await registerMedium(house, code, { takenAt: new Date('2026-01-05T01:00:00+07:00'), verifiedAt: new Date('2026-01-05T02:00:00+07:00') });
  for (const id of ['slt-02', 'slt-03', 'slt-04', 'slt-05', 'slt-06']) people[id] = staffCalls(house.url, 'salatiga', id, await house.key('salatiga', id), 'custody');
});
afterAll(() => house.stop());

const begin = (body: Record<string, unknown>, key: string = randomUUID(), by = 'slt-03') => people[by]!.post('/custody', { text: 'Menurut jadwal kantor.', ...body }, { 'idempotency-key': key });
const act = async (number: string, name: string, kind: string, body: Record<string, unknown>, by = 'slt-03') => {
  const { id: taskId } = await people[by === 'slt-06' ? 'slt-05' : by]!.task(number, kind);
  return outcome(await people[by]!.act(number, name, { taskId, ...body }, { 'idempotency-key': randomUUID() }));
};
/** Has the paper written; a machine that draws it longer than people are kept waiting says so, and answers the same click later. */
const write = async (number: string, paper: string) => {
  const { id: taskId } = await people['slt-03']!.task(number, 'berita-acara');
  const key = { 'idempotency-key': randomUUID() };
  return until(async () => {
    const answer = outcome(await people['slt-03']!.act(number, 'paper', { taskId, paper }, key));
    return answer[1] !== 'engine-unavailable' && answer;
  }, `the paper of ${number}`);
};
const registerOf = async (code: string) => (await people['slt-05']!.get(`/media/${code}`)).body;
const states = async () => Object.fromEntries((await people['slt-05']!.get('/media')).body.media.map(({ code, state }: { code: string; state: string }) => [code, state]));

it('goes out as the office file allows, is received by the named person, and its paper says what its register says', async () => {
  const refusals = async (...bodies: Record<string, unknown>[]) => Promise.all(bodies.map(async (body) => outcome(await begin(body))));
  expect(await refusals({ medium: 'media-z', move: 'keluar' }, { medium: 'repositori', move: 'keluar' }, { medium: 'media-a', move: 'kembali' }, { medium: 'media-a', move: 'hilang', since: inMs(3_600_000) }, { medium: 'media-a', move: 'hilang', since: '2001-01-05T10:00:00+07:00' }))
    .toEqual([[422, 'unknown-medium'], [422, 'unknown-medium'], [409, 'wrong-direction'], [422, 'instant-future'], [422, 'before-last-move']]);
  const key = randomUUID();
  const { body: { number } } = await begin({ medium: 'media-a', move: 'keluar' }, key);
  expect((await begin({ medium: 'media-a', move: 'keluar' }, key)).body.number).toBe(number);
  expect((await begin({ medium: 'media-a', move: 'musnah' })).body).toMatchObject({ status: 409, code: 'move-open', number });

  const trip = { carrier: 'slt-06', to: 'brankas', receiver: 'slt-05', at: at(1) };
  const hand = (more: Record<string, unknown>) => act(number, 'hand', 'serahkan-media', { ...trip, ...more });
  expect(await hand({ to: 'gudang' })).toEqual([422, 'unknown-place']);
  expect(await hand({ to: 'ruang-server' })).toEqual([422, 'wrong-place']);
  expect(await hand({ carrier: 'slt-05' })).toEqual([422, 'not-a-carrier']);
  expect(await hand({ receiver: 'orang-lain' })).toEqual([422, 'wrong-person']);
  expect(await hand({ giver: 'orang-lain' })).toEqual([422, 'wrong-person']);
  expect(await hand({ at: inMs(3_600_000) })).toEqual([422, 'instant-future']);
  expect(await hand({ at: '2026-01-05T01:59:00+07:00' })).toEqual([422, 'before-last-move']);
  expect(await hand({ receiver: 'slt-03' })).toEqual([409, 'receiver-not-apart']);
  expect(await hand({})).toEqual([200, 'dalam-perjalanan']);
  expect(await states()).toMatchObject({ 'media-a': 'dalam-perjalanan', 'media-b': 'di-ruang-server' });

  expect(await act(number, 'redirect', 'awasi-perjalanan', { to: 'ruang-server', receiver: 'slt-05', text: 'Kembali saja.' })).toEqual([422, 'wrong-place']);
  expect(await act(number, 'receive', 'terima-media', { at: at() }, 'slt-06')).toEqual([409, 'not-the-receiver']);
  const { id: taskId } = await people['slt-05']!.task(number, 'terima-media');
  expect(outcome(await people['slt-04']!.act(number, 'receive', { taskId, at: at() }))).toEqual([403, 'not-your-task']);
  expect(await act(number, 'receive', 'terima-media', { at: at(5) }, 'slt-05')).toEqual([409, 'before-handover']);
  expect(await act(number, 'receive', 'terima-media', { at: at(), text: 'Segel utuh.' }, 'slt-05')).toEqual([200, 'menunggu-berita-acara']);

  await until(async () => await house.db.$count(seals, eq(seals.office, 'salatiga')) > 0, 'the first seal');
  const drafted = await people['slt-03']!.post(`/cases/${number}/papers`, { kind: 'berita-acara-serah-terima-media', at: at(), place: 'Ruang Rapat LPSE' });
  expect(drafted.body).toMatchObject({ number: expect.stringMatching(/^1\/BA-MEDIA\//) });
  expect(outcome(await people['slt-03']!.post(`/cases/${number}/papers`, { kind: 'berita-acara-pemusnahan-media', number: 'X/1', at: at(), place: 'Ruang Rapat LPSE' }))).toEqual([409, 'wrong-state']);
  expect(outcome(await people['slt-03']!.post(`/cases/${number}/papers`, { kind: 'berita-acara-serah-terima-media', at: at(), place: 'Ruang', signer: 'slt-05' }))).toEqual([422, 'wrong-person']);
  expect(await write(number, drafted.body.id)).toEqual([200, 'menunggu-berita-acara']);
  const { rawPayload } = await house.app.inject({ url: `/api/v1/offices/salatiga/cases/${number}/papers/${drafted.body.id}/pdf`, headers: { authorization: `Bearer ${people['slt-03']!.key}` } });
  const text = textOf(rawPayload);
  for (const words of [
    'Sari Contoh', 'PIHAK KESATU, yang menyerahkan', 'Agus Contoh', 'Yang membawa', 'Dewi Contoh', 'PIHAK KEDUA, yang menerima', 'Mengetahui', 'Bambang Contoh', 'Administrator Sistem', 'Cakram A (media-a)', repositoryId('media-a'),
    'dari Ruang server LPSE', 'di Brankas Bagian Umum, gedung B', 'SLT-2027-000900', 'Data per 5 Jan 2026 01.00 WIB', 'Dibaca ulang 5 Jan 2026 02.00 WIB', manifest, 'ab'.repeat(32), `Media Sigap ${number}`,
  ]) expect(text).toContain(words);
  const [, seq, hash] = /nomor (\d+): ([0-9a-f]{64})/.exec(text) ?? [];
  expect(await house.db.$count(seals, and(eq(seals.office, 'salatiga'), eq(seals.seq, Number(seq)), eq(seals.hash, String(hash))))).toBe(1);
  const upload = form({ bytes: rawPayload.subarray(0, -1), type: 'application/pdf', name: 'ttd.pdf' });
  const { sha256: file } = (await house.app.inject({ method: 'POST', url: '/api/v1/offices/salatiga/files', payload: upload.payload, headers: { ...upload.headers, authorization: `Bearer ${people['slt-03']!.key}` } })).json<{ sha256: string }>();
  expect(await act(number, 'sign', 'tanda-tangan', { paper: drafted.body.id, file })).toEqual([200, 'ditutup']);

  expect(await registerOf('media-a')).toMatchObject({
    code: 'media-a', label: 'Cakram A', repositoryId: repositoryId('media-a'), state: 'di-tempat-simpan', place: { code: 'brankas', label: 'Brankas Bagian Umum, gedung B' }, holder: { id: 'slt-05', name: 'Dewi Contoh' },
    moves: [{
      number, kind: 'keluar', from: { code: 'ruang-server' }, to: { code: 'brankas' }, giver: { name: 'Sari Contoh' }, carrier: { name: 'Agus Contoh' }, receiver: { name: 'Dewi Contoh' },
      papers: [{ number: drafted.body.number, signedSha256: file }],
    }],
    sets: [{ number: 'SLT-2027-000900', manifest, removedAt: null }],
  });
  expect(await house.db.$count(accessLog, and(eq(accessLog.person, 'slt-05'), eq(accessLog.what, 'media')))).toBeGreaterThan(0);
  expect(outcome(await people['slt-05']!.get('/media/media-z'))).toEqual([404, 'not-found']);
});

it('comes back to the server room only, after it has last arrived', async () => {
  const { body: { number } } = await begin({ medium: 'media-a', move: 'kembali' });
  const back = { carrier: 'slt-03', receiver: 'slt-05', to: 'ruang-server', at: at() };
  expect(await act(number, 'hand', 'serahkan-media', { ...back, to: 'arsip' })).toEqual([422, 'wrong-place']);
  expect(await act(number, 'hand', 'serahkan-media', { ...back, at: '2026-01-01T10:00:00+07:00' })).toEqual([422, 'before-last-move']);
  expect(await act(number, 'hand', 'serahkan-media', back)).toEqual([200, 'dalam-perjalanan']);
  expect(await act(number, 'lost', 'awasi-perjalanan', { at: '2001-01-05T10:00:00+07:00', text: 'Tidak sampai.' })).toEqual([422, 'before-last-move']);
  expect(await act(number, 'redirect', 'awasi-perjalanan', { to: 'gudang', receiver: 'slt-05', text: 'Dialihkan.' })).toEqual([422, 'unknown-place']);
  expect(await act(number, 'redirect', 'awasi-perjalanan', { to: 'arsip', receiver: 'slt-02', text: 'Ruang server terkunci.' })).toEqual([200, 'dalam-perjalanan']);
  expect(await act(number, 'receive', 'terima-media', { at: at() }, 'slt-02')).toEqual([200, 'menunggu-berita-acara']);
  expect(await states()).toMatchObject({ 'media-a': 'di-tempat-simpan' });
  // Only its paper is owed: the medium may move on.
  const { body: next } = await begin({ medium: 'media-a', move: 'kembali' });
  expect(await act(next.number, 'cancel', 'serahkan-media', { text: 'Tidak jadi.' })).toEqual([200, 'ditutup']);
});

it('a lost medium has a ready notice, which is owed before the search ends; it may still turn up and be destroyed', async () => {
  const knownAt = at(60);
  const { body: { number } } = await begin({ medium: 'media-b', move: 'hilang', since: knownAt, text: 'Tas pembawa tertinggal di angkutan umum.' }, randomUUID(), 'slt-05');
  await people['slt-02']!.task(number, 'beri-tahu-kehilangan');
  const notice = (await people['slt-05']!.get(`/custody/${number}/notice`)).body as Record<'subjects' | 'authority', { title: string; body: string }>;
  for (const { body } of Object.values(notice)) {
    for (const words of ['Pasal 46', 'Cakram B', 'spse_produksi', 'per 5 Jan 2026 01.00 WIB', 'terenkripsi', 'di Ruang server LPSE', 'Tas pembawa tertinggal', 'Upaya penanganan', 'LPSE Kota Salatiga']) expect(body).toContain(words);
    expect(body).not.toMatch(/undefined|null/);
  }
  expect(notice.authority.body).toContain('3 x 24 jam');
  expect(outcome(await people['slt-05']!.get('/custody/SLT-2026-009999/notice'))[0]).toBe(404);
  expect(await act(number, 'give-up', 'cari-media', { text: 'Tidak ditemukan.' })).toEqual([409, 'notice-owed']);
  expect(await act(number, 'notified', 'beri-tahu-kehilangan', { at: at(120), text: 'Surat.' }, 'slt-02')).toEqual([409, 'before-loss']);
  expect(await act(number, 'found', 'cari-media', { place: 'gudang', text: 'Ada.' })).toEqual([422, 'unknown-place']);
  expect(await act(number, 'notified', 'beri-tahu-kehilangan', { at: at(), text: 'Surat kepada pengguna dan lembaga.' }, 'slt-02')).toEqual([200, 'hilang']);
  expect(await act(number, 'give-up', 'cari-media', { text: 'Tidak ditemukan.' })).toEqual([200, 'ditutup']);
  expect(await states()).toMatchObject({ 'media-b': 'hilang' });
  expect(outcome(await begin({ medium: 'media-b', move: 'keluar' }))).toEqual([409, 'wrong-direction']);

  const { body: { number: end } } = await begin({ medium: 'media-b', move: 'musnah' });
  expect(outcome(await people['slt-05']!.get(`/custody/${end}/notice`))).toEqual([409, 'wrong-state']);
  expect(await act(end, 'destroy', 'musnahkan-media', { at: at(), witness: 'slt-03', text: 'Dibor.' })).toEqual([409, 'witness-not-apart']);
  expect(await act(end, 'destroy', 'musnahkan-media', { at: at(), witness: 'tamu', text: 'Dibor.' })).toEqual([422, 'wrong-person']);
  expect(await act(end, 'destroy', 'musnahkan-media', { at: at(), witness: 'slt-05', text: 'Dibor di tiga tempat.' })).toEqual([200, 'menunggu-berita-acara']);
  const paper = await people['slt-03']!.post(`/cases/${end}/papers`, { kind: 'berita-acara-pemusnahan-media', number: '9/MUSNAH', at: at(), place: 'Ruang Rapat LPSE' });
  expect(await write(end, paper.body.id)).toEqual([200, 'menunggu-berita-acara']);
  const { rawPayload } = await house.app.inject({ url: `/api/v1/offices/salatiga/cases/${end}/papers/${paper.body.id}/pdf`, headers: { authorization: `Bearer ${people['slt-03']!.key}` } });
  for (const words of ['Dibor di tiga tempat.', 'Saksi', 'Dewi Contoh', manifest, 'tidak tercatat']) expect(textOf(rawPayload)).toContain(words);
  expect(await registerOf('media-b')).toMatchObject({ state: 'dimusnahkan', place: null, holder: null, moves: [{ kind: 'musnah', receiver: { name: 'Dewi Contoh' } }, { kind: 'hilang' }], sets: [{ removedAt: expect.any(String) }] });
  expect(outcome(await begin({ medium: 'media-b', move: 'kembali' }))).toEqual([409, 'medium-gone']);
});

it('one person\'s two clicks at once begin one move', async () => {
  const answers = await Promise.all([begin({ medium: 'media-c', move: 'keluar' }), begin({ medium: 'media-c', move: 'keluar' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  const number = String(answers.find(({ status }) => status === 202)!.body.number);
  await until(() => people['slt-03']!.task(number, 'serahkan-media'), 'the hand-over');
});
