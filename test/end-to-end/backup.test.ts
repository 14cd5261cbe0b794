import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { startSweeper } from '../../api/sweeper.ts';
import { outcome } from '../../api/testing/desk.ts';
import { form, pdf } from '../../api/testing/upload.ts';
import { events, officeVersions } from '../../db/schema.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { office, startBackedUpHouse } from '../backed-up-house.ts';
import type { BackedUpHouse } from '../backed-up-house.ts';
import { staffCalls, until } from '../house.ts';
import { rawHistory } from '../raw-history.ts';

/** ARC-1, ARC-2, SEC-17 over HTTP with the real tools: cth-03 keeps, cth-06 carries, cth-05 receives. */
let house: BackedUpHouse;
const keys = new Map<string, string>();
const sweepers: { stop(): Promise<void> }[] = [];
const at = () => new Date(Date.now() - 1000).toISOString();
beforeAll(async () => {
  house = await startBackedUpHouse(['media-a', 'media-b'], { sweep: false });
  // Declared two days ago, so that an hour of the daily run has passed; the table refuses that to everybody else.
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.update(officeVersions).set({ loadedAt: new Date(Date.now() - 2 * 86_400_000) });
  });
  for (const id of ['cth-03', 'cth-04', 'cth-05']) keys.set(id, await house.key(office, id));
});
afterAll(async () => {
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
  await house.stop();
});

/** One more sweeper, as of a server that starts: it looks for what is due at once, the others once a minute. */
async function swept(sop: string, about: string): Promise<string> {
  sweepers.push(startSweeper(house.deps, 200));
  return until(async () => {
    const { cases } = (await person('cth-03', sop).get(`/cases?sop=${sop}`)).body as { cases: { number: string }[] };
    for (const { number } of cases) {
      const opened = (await house.eventsOf((await house.caseOf(number)).caseId)).find(({ type }) => type === 'case.opened');
      if (Object.values(opened?.data ?? {}).includes(about)) return number;
    }
    return null;
  }, `${sop} ${about}, taken in by the sweeper`);
}

const person = (id: string, sop: string) => staffCalls(house.url, office, id, keys.get(id) ?? '', sop);

/** On the open task of that kind. */
async function act(sop: string, number: string, name: string, kind: string, body: Record<string, unknown>, by = 'cth-03') {
  const staff = person(by, sop);
  const { id: taskId } = await staff.task(number, kind);
  return outcome(await staff.act(number, name, { taskId, ...body }, { 'idempotency-key': randomUUID() }));
}

const mailed = (number: string, subject: string, to: string) => until(async () => (await house.mailbox.mails()).find((mail) => mail.to.includes(to) && mail.subject.includes(number) && mail.subject.includes(subject)), `a mail '${subject}' of ${number} to ${to}`);

/** Filled in, written, printed and brought back signed. @returns what it says, and how the case stands */
async function papered(sop: string, number: string, filled: Record<string, unknown>): Promise<{ text: string; signed: [number, string]; file: string }> {
  const keeper = person('cth-03', sop);
  const drafted = await keeper.post(`/cases/${number}/papers`, { at: at(), place: 'Ruang Server', ...filled });
  expect([drafted.status, drafted.body.code]).toEqual([201, undefined]);
  const paper = drafted.body.id as string;
  expect((await act(sop, number, 'paper', 'berita-acara', { paper }))[0]).toBe(200);
  const { rawPayload } = await house.app.inject({ url: `/api/v1/offices/${office}/cases/${number}/papers/${paper}/pdf`, headers: { authorization: `Bearer ${keeper.key}` } });
  const upload = await house.app.inject({ method: 'POST', url: `/api/v1/offices/${office}/files`, ...form({ bytes: Buffer.concat([pdf, Buffer.from(number)]), type: 'application/pdf', name: 'ttd.pdf' }) });
  const { sha256: file } = upload.json<{ sha256: string }>();
  return { text: textOf(rawPayload), signed: await act(sop, number, 'sign', 'tanda-tangan', { paper, file }), file };
}

it('an office is backed up by itself, its copy goes out of the house from hand to hand, and what comes back of it is equal', { timeout: 150_000 }, async () => {
  onTestFailed(() => { process.stderr.write(house.workerLog()); });
  const run = await swept('backup', 'harian');
  await house.reaches(run, 'teruji');
  const { caseId } = await house.caseOf(run);
  const said = await house.eventsOf(caseId);
  expect(said.map(({ type }) => type)).toEqual(['case.opened', 'undeclared.found', 'set.taken', 'copy.stored', 'copy.verified']);
  const { data: { set, manifest } } = said[2]!;
  // The database of this Sigap lies on the same server, and nobody has declared it.
  expect(String(said[1]!.data.names)).toContain(new URL(house.config.DATABASE_URL).pathname.slice(1));
  await mailed(run, 'Periksa basis data yang belum didaftarkan', 'cth-03@contoh.example.test');
  expect(await act('backup', run, 'settle', 'periksa-basis-data', { text: 'Milik sistem uji.' })).toEqual([200, 'ditutup']);

  house.swapMedia('media-a', 'media-b');
  const copying = await swept('backup', 'portabel');
  const copyEvents = async () => house.eventsOf((await house.caseOf(copying)).caseId);
  const attach = async (medium: string) => expect((await act('backup', copying, 'attached', 'pasang-media', { medium }))[0]).toBe(200);
  await mailed(copying, 'Pasang media portabel', 'cth-03@contoh.example.test');
  await attach('media-b');
  await until(async () => (await copyEvents()).filter(({ type }) => type === 'medium.asked').length === 2, 'asked for again');
  house.swapMedia('media-a', 'media-b');
  await attach('media-a');
  await house.reaches(copying, 'ditutup');
  expect((await copyEvents()).map(({ type, data }) => [type, data.medium ?? data.store, data.code ?? data.outcome])).toEqual([
    ['case.opened', 'media-a', undefined], ['medium.asked', 'media-a', 'wrong-medium'], ['medium.attached', 'media-b', undefined], ['medium.asked', 'media-b', 'wrong-medium'],
    ['medium.attached', 'media-a', undefined], ['copy.stored', 'media-a', undefined], ['copy.verified', 'media-a', undefined], ['case.closed', undefined, 'verified'],
  ]);

  const custody = await swept('custody', 'media-a');
  await mailed(custody, 'Serahkan media', 'cth-03@contoh.example.test');
  expect(await act('custody', custody, 'hand', 'serahkan-media', { carrier: 'cth-06', to: 'brankas', receiver: 'cth-05', at: at() })).toEqual([200, 'dalam-perjalanan']);
  await mailed(custody, 'Terima media', 'cth-05@contoh.example.test');
  expect(await act('custody', custody, 'receive', 'terima-media', { at: at() }, 'cth-05')).toEqual([200, 'menunggu-berita-acara']);
  const moved = await papered('custody', custody, { kind: 'berita-acara-serah-terima-media' });
  for (const words of ['Tiga Contoh', 'Enam Contoh', 'Lima Contoh', 'Brankas Bagian Umum', run, String(manifest)]) expect(moved.text).toContain(words);
  expect(moved.signed).toEqual([200, 'ditutup']);
  expect((await person('cth-05', 'custody').get('/media/media-a')).body).toMatchObject({
    state: 'di-tempat-simpan', place: { code: 'brankas' }, holder: { id: 'cth-05' }, moves: [{ number: custody, kind: 'keluar', papers: [{ signedSha256: moved.file }] }], sets: [{ set, manifest, verifiedAt: expect.any(String) }],
  });

  const drill = { scope: 'penuh', text: 'Sebelum pemeriksaan.' };
  expect(outcome(await person('cth-04', 'restore-drill').post('/restore-drill', drill, { 'idempotency-key': randomUUID() }))).toEqual([403, 'wrong-function']);
  const { body: { number: trial } } = await person('cth-03', 'restore-drill').post('/restore-drill', drill, { 'idempotency-key': randomUUID() });
  await house.reaches(trial, 'menunggu-berita-acara');
  const tried = await house.caseOf(trial);
  expect((await house.eventsOf(tried.caseId)).find(({ type }) => type === 'drill.result')?.data).toMatchObject({ isEqual: true, set, manifest, databases: 1, tables: 2, rows: 1300, files: 300, unsteady: 0 });
  expect(await house.scratchLeft(tried.caseId)).toEqual([]);
  const proof = await papered('restore-drill', trial, { kind: 'berita-acara-uji-pemulihan', present: ['Rina Rekaan, Inspektorat'] });
  for (const words of [run, String(set), String(manifest), 'Hasil pemulihan sama dengan manifes', 'Rina Rekaan']) expect(proof.text).toContain(words);
  // The sealed key is still owed; nobody has tried it.
  expect(proof.signed).toEqual([200, 'menunggu-berita-acara']);
  expect(await act('restore-drill', trial, 'key-tried', 'coba-kunci', { text: 'Disegel kembali.' })).toEqual([409, 'key-untried']);
});

it('leaves no place, password, file or person in Temporal, in the record or in the logs', async () => {
  const secrets = join(house.spse.secretsDir, office);
  const hidden = [
    house.spse.root, 'berkas 1', 'Paket 1', 'Rekaan', 'Tiga Contoh', 'contoh.example.test', 'Sebelum pemeriksaan', 'Milik sistem uji', ...readdirSync(secrets).map((name) => readFileSync(join(secrets, name), 'utf8').trim()),
  ];
  const inIt = (text: string) => hidden.filter((word) => text.includes(word));
  let histories = 0;
  for await (const { workflowId } of house.client.workflow.list()) {
    const history = await rawHistory(house, workflowId);
    expect(history).toContain('"office":');
    expect([workflowId, inIt(history)]).toEqual([workflowId, []]);
    histories += 1;
  }
  expect(histories).toBeGreaterThanOrEqual(4);
  expect(inIt(JSON.stringify(await house.db.select().from(events)))).toEqual([]);
  const lines: string[] = [];
  const app = await buildApp(house.deps, { logger: { level: 'trace', stream: new Writable({ write(chunk, _encoding, done) { lines.push(String(chunk)); done(); } }) } });
  const headers = { authorization: `Bearer ${keys.get('cth-03') ?? ''}` };
  for (const path of ['backups', 'media/media-a', `media/${encodeURIComponent(house.spse.root)}`, 'cases?sop=custody']) await app.inject({ url: `/api/v1/offices/${office}/${path}`, headers });
  await app.close();
  for (const [log, known] of [[house.workerLog(), 'worker: polling'], [lines.join(''), '/media/:code']] as const) {
    expect(log).toContain(known);
    expect(inIt(log)).toEqual([]);
  }
});
