import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePaper } from '../activities/papers.ts';
import { accessLog, acts, assignments, cases, events, papers, paperSeries } from '../db/schema.ts';
import { loadOfficeFiles } from '../db/offices.ts';
import { textOf } from '../papers/testing/read-pdf.ts';
import { startHouse } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { requirePaper } from './papers.ts';
import { Problem } from './problems.ts';
import { purgePapers } from './purge-papers.ts';
import { storeFile } from './store-file.ts';
import { aForm, download } from './testing/papers.ts';
import { png } from './testing/upload.ts';

let house: House;
let desk: Staff;
const series = `    witnessSeries:\n      value: '{n}/BA-LPSE/{bulan}/{tahun}'\n      document: { title: Uji, number: UJI/1, date: 2024-12-20 }\n`;
const withSeries = () => officeWith({ followUp: 3000, spacing: 300, approval: 300 }, (text) => text.replace('\n\nlkpp', `\n${series}\nlkpp`));
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh', 'kota-salatiga'], startWorker: false });
  desk = await house.staff('contoh', 'helpdesk');
});
afterAll(() => house.stop());

const reported = async (office = 'contoh') => (await house.report(office)).body.number as string;
const draft = (number: string, body: object, key = randomUUID(), as: Staff = desk, office = 'contoh') =>
  house.call('POST', `/api/v1/offices/${office}/cases/${number}/papers`, body, { authorization: `Bearer ${as.key}`, 'idempotency-key': key });
const numbered = () => ({ ...aForm, number: `UJI/${randomUUID()}` });
const intakeOf = async (number: string) => (await import('./cases.ts')).findIntake(house.deps, 'contoh', number);
const write = async (number: string, paper: string) => {
  const { id } = await intakeOf(number);
  return writePaper({ ...house.deps, log: house.deps.log as never, now: Date.now, mailDomain: 'lpse.example' }, { office: 'contoh', caseId: id, paper });
};
const refusal = async (number: string, act: string, body: object): Promise<string> =>
  requirePaper(house.deps, await intakeOf(number), act, { ...body }).then(() => 'taken', (error: unknown) => (error instanceof Problem ? error.code : String(error)));
const scan = (text: string) => storeFile(house.deps, 'contoh', { bytes: Buffer.from(`%PDF-1.7 ${text}`), mediaType: 'application/pdf', name: 'pindaian.pdf', by: 'public' });

describe('the form of a paper', () => {
  it('is kept under the number that was typed in, sealed, with nothing of it in the open', async () => {
    const number = await reported();
    const answer = await draft(number, { ...aForm, number: ' UJI/ 1 /2026 ' });
    expect([answer.status, answer.body.number]).toEqual([201, 'UJI/ 1 /2026']);
    const [row] = await house.db.select().from(papers).where(eq(papers.id, answer.body.id));
    expect(row?.formSealed.startsWith('v1.')).toBe(true);
    expect(JSON.stringify(row)).not.toMatch(/Ratna|Karya Rekaan|3a7bd3e2/);
  });

  it('sent again under the same key is the same paper, and another form under it is refused', async () => {
    const [number, key, body] = [await reported(), randomUUID(), numbered()];
    const [first, ...again] = await Promise.all(Array.from({ length: 4 }, () => draft(number, body, key)));
    for (const answer of again) expect([answer.status, answer.body]).toEqual([201, first?.body]);
    expect((await draft(number, { ...body, place: 'Tempat lain' }, key)).body.code).toBe('key-reused');
    expect(await house.db.select().from(papers).where(eq(papers.number, body.number))).toHaveLength(1);
  });

  it('under a number that another paper of the office has is refused, also for two at once; another office may have it', async () => {
    const [one, two] = [await reported(), await reported()];
    const body = numbered();
    const both = await Promise.all([draft(one, body), draft(two, body)]);
    expect(both.map(({ status, body: { code } }) => [status, code]).sort()).toEqual([[201, undefined], [409, 'paper-number-taken']]);
    const slt = await house.staff('salatiga', 'helpdesk');
    expect((await draft(await reported('salatiga'), { ...body, witnesses: [{ person: slt.person }] }, randomUUID(), slt, 'salatiga')).status).toBe(201);
  });

  it.each<[string, object, number, string, string?]>([
    ['without a number, where the office has no series', { number: undefined }, 422, 'paper-number-missing'],
    ['of an event in the future', { at: new Date(Date.now() + 3_600_000).toISOString() }, 400, 'bad-request', 'at'],
    ['of the year 0', { at: '0000-01-01T00:00:00+14:00' }, 400, 'bad-request', 'at'],
    ['with a hash that is too short', { sha256: 'ab12' }, 400, 'bad-request', 'sha256'],
    ['with a NIP of 17 digits', { parties: [{ ...aForm.parties[0], nip: '1'.repeat(17) }] }, 400, 'bad-request', 'parties.0.nip'],
    ['without a party', { parties: [] }, 400, 'bad-request', 'parties'],
    ['without a witness', { witnesses: [] }, 400, 'bad-request', 'witnesses'],
    ['of another kind', { kind: 'surat-keterangan' }, 400, 'bad-request', 'kind'],
    ['with a number of control characters', { number: '1\u0000' }, 400, 'bad-request', 'number'],
    ['with a place of format characters only', { place: '\u202e\u200b' }, 400, 'bad-request', 'place'],
    ['with a file', { file: 'aGFsbG8=' }, 400, 'bad-request', ''],
    ['with a witness who holds nothing', { witnesses: [{ person: 'cth-99' }] }, 422, 'wrong-person'],
  ])('%s is refused', async (_case, change, status, code, field) => {
    const answer = await draft(await reported(), { ...numbered(), ...change });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (field !== undefined) expect(answer.body.errors[0].field).toBe(field);
  });

  it('with a party that the text does not know names those that it knows', async () => {
    const { status, body } = await draft(await reported(), { ...numbered(), parties: [{ ...aForm.parties[0], party: 'ulp' }] });
    expect([status, body.code, body.field, body.allowed.map((party: { code: string }) => party.code)])
      .toEqual([422, 'unknown-choice', 'parties.0.party', ['pokja-pemilihan', 'pejabat-pengadaan']]);
  });

  it('is not kept for a closed report, nor for one of another office, nor without a function', async () => {
    const number = await reported();
    const { id } = await intakeOf(number);
    await house.db.insert(cases).values({ id, office: 'contoh', sop: 'problem', number, state: 'ditutup', receivedAt: new Date(), openedAt: new Date(), closedAt: new Date(), seq: 1 });
    expect((await draft(number, numbered())).body.code).toBe('case-closed');
    expect((await draft(await reported('salatiga'), numbered())).body.code).toBe('unknown-case');
    const slt = await house.staff('salatiga', 'helpdesk');
    expect((await draft(number, numbered(), randomUUID(), slt)).body.code).toBe('wrong-office');
    const other = await house.staff('contoh', 'verifikator');
    await house.db.delete(assignments).where(eq(assignments.person, other.person));
    expect((await draft(number, numbered(), randomUUID(), other)).body.code).toBe('no-function');
  });
});

describe('a written paper', () => {
  it('is downloaded by the people of its office only; each reading is logged', async () => {
    const number = await reported();
    const { id } = (await draft(number, { ...numbered(), number: `BA/${number}` })).body;
    const path = `/api/v1/offices/contoh/cases/${number}/papers`;
    expect((await house.call('GET', `${path}/${id}/pdf`, undefined, { authorization: `Bearer ${desk.key}` })).body.code).toBe('paper-unwritten');
    const { sha256 } = await write(number, id);
    const { status, bytes, type, disposition } = await download(house, `${path}/${id}/pdf`, desk.key);
    expect([status, type, disposition]).toEqual([200, 'application/pdf', `attachment; filename*=UTF-8''Berita%20Acara%20BA-${number}.pdf`]);
    const text = textOf(bytes);
    for (const part of ['Lima Contoh', 'Helpdesk', 'Tono Rekaan', 'Ratna Rekaan', 'Pejabat Pengadaan', '3a7bd3e2360a3d29', `Nomor: BA/${number}`, number]) expect(text).toContain(part);
    expect((await desk.get(`/cases/${number}/papers`)).body.papers).toMatchObject([{ id, number: `BA/${number}`, sha256, signedSha256: null, person: desk.person }]);
    expect((await desk.get(`/cases/${number}/papers/${id}/signed`)).body.code).toBe('paper-unsigned');
    expect((await house.db.select().from(accessLog).where(like(accessLog.what, `paper:${id}%`))).map(({ person, what }) => [person, what])).toEqual([[desk.person, `paper:${id}:pdf`]]);
    for (const [other, address] of [[await reported(), id], [number, randomUUID()], [number, 'bukan-uuid']]) {
      expect((await desk.get(`/cases/${other}/papers/${address}/pdf`)).body.code).toBe('unknown-paper');
    }
    expect((await download(house, `${path}/${id}/pdf`, (await house.staff('salatiga', 'helpdesk')).key)).status).toBe(403);
  });

  it('is written once, and takes one signed copy, which must be another PDF of this office', async () => {
    const number = await reported();
    const paper = (await draft(number, numbered())).body.id as string;
    const { sha256: copy } = await scan(number);
    expect(await refusal(number, 'witness', { paper: randomUUID() })).toBe('unknown-paper');
    expect(await refusal(await reported(), 'witness', { paper })).toBe('unknown-paper');
    expect(await refusal(number, 'witness', { paper })).toBe('taken');
    expect(await refusal(number, 'sign', { paper, file: copy })).toBe('paper-unwritten');
    const { sha256 } = await write(number, paper);
    expect(await refusal(number, 'witness', { paper })).toBe('paper-written');
    expect(await refusal(number, 'sign', { paper, file: sha256 })).toBe('paper-unsigned');
    expect(await refusal(number, 'sign', { paper, file: 'f'.repeat(64) })).toBe('unknown-file');
    const picture = await storeFile(house.deps, 'contoh', { bytes: png, mediaType: 'image/png', name: 'a.png', by: 'public' });
    expect(await refusal(number, 'sign', { paper, file: picture.sha256 })).toBe('file-not-pdf');
    const abroad = await storeFile(house.deps, 'salatiga', { bytes: Buffer.from(`%PDF-1.7 lain ${number}`), mediaType: 'application/pdf', name: 'a.pdf', by: 'public' });
    expect(await refusal(number, 'sign', { paper, file: abroad.sha256 })).toBe('unknown-file');
    expect(await refusal(number, 'sign', { paper, file: copy })).toBe('taken');
    await house.db.update(papers).set({ signedSha256: copy, signedAt: new Date() }).where(eq(papers.id, paper));
    expect(await refusal(number, 'sign', { paper, file: copy })).toBe('paper-signed');
    expect((await download(house, `/api/v1/offices/contoh/cases/${number}/papers/${paper}/signed`, desk.key)).bytes.toString()).toBe(`%PDF-1.7 ${number}`);
  });
});

describe('the signed copy of one paper', () => {
  it('is neither the unsigned PDF of another report nor the copy that another paper has', async () => {
    const [one, two] = [await reported(), await reported()];
    const [mine, theirs] = [(await draft(one, numbered())).body.id as string, (await draft(two, numbered())).body.id as string];
    await write(one, mine);
    const { sha256 } = await write(two, theirs);
    expect(await refusal(one, 'sign', { paper: mine, file: sha256 })).toBe('paper-unsigned');
    const { sha256: copy } = await scan(two);
    await house.db.update(papers).set({ signedSha256: copy, signedAt: new Date() }).where(eq(papers.id, theirs));
    expect(await refusal(one, 'sign', { paper: mine, file: copy })).toBe('copy-taken');
  });
});

describe('a form that no act used', () => {
  const inDays = (days: number) => Date.now() + days * 86_400_000 + 7_200_000;
  it('is forgotten after a day, and its typed number is free again; one that an act used stays', async () => {
    const number = await reported();
    const [forgotten, used] = [numbered(), numbered()];
    await draft(number, forgotten);
    const { id } = (await draft(number, used)).body;
    const intake = await intakeOf(number);
    await house.db.insert(events).values({ caseId: intake.id, office: 'contoh', seq: 1, part: 0, type: 'witness.asked', actor: desk.person, at: new Date(), data: { paper: id } });
    await purgePapers(house.deps);
    expect(await house.db.select().from(papers).where(eq(papers.caseId, intake.id))).toHaveLength(2);
    await purgePapers(house.deps, inDays(1));
    expect((await house.db.select().from(papers).where(eq(papers.caseId, intake.id))).map((row) => row.number)).toEqual([used.number]);
    expect((await draft(await reported(), forgotten)).status).toBe(201);
  });

  it('stays while the engine cannot say whether an act on it is under way', async () => {
    const number = await reported();
    const { id } = (await draft(number, numbered())).body;
    const intake = await intakeOf(number);
    await house.db.insert(acts).values({ id: randomUUID(), office: 'contoh', caseId: intake.id, principal: desk.person, idempotencyKey: randomUUID(), bodyHash: '', act: 'witness' });
    const unreachable = { ...house.deps, client: { withDeadline: () => Promise.reject(Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} })) } as never };
    await expect(purgePapers(unreachable, inDays(1))).rejects.toThrow();
    expect(await house.db.select().from(papers).where(eq(papers.id, id))).toHaveLength(1);
  });

  it('goes although the engine cannot say so of another case', async () => {
    const [stuck, free] = [await reported(), await reported()];
    const [kept, gone] = [(await draft(stuck, numbered())).body.id as string, (await draft(free, numbered())).body.id as string];
    const intake = await intakeOf(stuck);
    await house.db.insert(acts).values({ id: randomUUID(), office: 'contoh', caseId: intake.id, principal: desk.person, idempotencyKey: randomUUID(), bodyHash: '', act: 'witness' });
    const silent = { getUpdateHandle: () => ({ result: () => Promise.reject(Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} })) }) };
    const client = {
      withDeadline: <T>(_at: number, ask: () => Promise<T>) => ask(),
      workflow: { getHandle: (id: string) => (id === intake.workflowId ? silent : house.client.workflow.getHandle(id)) },
    };
    await expect(purgePapers({ ...house.deps, client: client as never }, inDays(1))).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect((await house.db.select({ id: papers.id }).from(papers)).map(({ id }) => id).filter((id) => [kept, gone].includes(id))).toEqual([kept]);
  });

  it('can no longer be used after a day', async () => {
    const number = await reported();
    const { id } = (await draft(number, numbered())).body;
    await house.db.update(papers).set({ createdAt: new Date(Date.now() - 86_400_001) }).where(eq(papers.id, id));
    expect(await refusal(number, 'witness', { paper: id })).toBe('unknown-paper');
  });
});

// Last, because the office changes under it.
describe("the office's own series", () => {
  it('numbers papers without gaps per year of their date, passes over a number that was typed in, and never gives one twice', async () => {
    await loadOfficeFiles(house.db, house.vault, [withSeries()]);
    expect(readFileSync(withSeries(), 'utf8')).toContain('witnessSeries');
    const number = await reported();
    const answers = await Promise.all(Array.from({ length: 6 }, () => draft(number, aForm)));
    expect(answers.map(({ body }) => body.number).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${n}/BA-LPSE/I/2026`));
    await draft(number, { ...aForm, number: '7/BA-LPSE/I/2026' });
    expect((await draft(number, aForm)).body.number).toBe('8/BA-LPSE/I/2026');
    expect((await draft(number, { ...aForm, sha256: 'x' })).status).toBe(400);
    const key = randomUUID();
    const twice = await Promise.all([draft(number, aForm, key), draft(number, aForm, key)]);
    expect(twice.map(({ body }) => body.number)).toEqual(['9/BA-LPSE/I/2026', '9/BA-LPSE/I/2026']);
    expect((await draft(number, { ...aForm, at: '2025-12-31T18:00:00Z' })).body.number).toBe('10/BA-LPSE/I/2026');
    expect((await draft(number, { ...aForm, at: '2025-12-31T16:00:00Z' })).body.number).toBe('1/BA-LPSE/XII/2025');
    await purgePapers(house.deps, Date.now() + 200_000_000);
    expect((await draft(number, aForm)).body.number).toBe('11/BA-LPSE/I/2026');
    expect(await house.db.select().from(paperSeries)).toHaveLength(2);
  });
});
