import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { caseDocuments, documents, intakes, offices, officeVersions, papers } from '../db/schema.ts';
import { form } from '../papers/testing/example.ts';
import { textOf } from '../papers/testing/read-pdf.ts';
import { sealForm } from '../papers/sealed-form.ts';
import { commit } from './cases.ts';
import { createActivities } from './index.ts';
import { writePaper } from './papers.ts';
import { firstStep, openOffice } from './testing/office.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
let count = 0;
let caseId: string;
let paper: string;
beforeAll(async () => { office = await openOffice(); });
afterAll(() => office.close());
beforeEach(async () => {
  const { db, deps: { vault } } = office;
  const number = `SLT-2027-${String(count += 1).padStart(6, '0')}`;
  [caseId, paper] = [randomUUID(), randomUUID()];
  const [row] = await db.select({ rules: officeVersions.rules }).from(officeVersions).innerJoin(offices, eq(offices.id, officeVersions.office));
  if (!row) throw new Error('No office');
  await db.insert(intakes).values({
    id: caseId, office: 'salatiga', sop: 'problem', number, workflowId: `problem-${number}`, principal: 'public', bodyHash: '', receivedAt: new Date(), rules: row.rules, facts: {}, textId: randomUUID(),
  });
  await db.insert(papers).values({ id: paper, office: 'salatiga', caseId, kind: 'berita-acara-kesaksian', number: `${count}/BA`, person: 'slt-05', formSealed: sealForm(vault, paper, { bodyHash: '', form }) });
});

const asked = () => ({ office: 'salatiga', caseId, paper });
const rowOf = async () => (await office.db.select().from(papers).where(eq(papers.id, paper)))[0];
const filesOf = () => office.db.select().from(caseDocuments).where(eq(caseDocuments.caseId, caseId));

test('a paper is stored under its hash, in the title of the text, among the files of its case', async () => {
  const { sha256 } = await writePaper(office.deps, asked());
  const bytes = await office.deps.documents.get('salatiga', sha256);
  expect(textOf(bytes)).toContain(`BERITA ACARA DOKUMEN PENAWARAN YANG TIDAK DAPAT DIBUKA Nomor: ${count}/BA`);
  expect(await rowOf()).toMatchObject({ sha256, writtenAt: expect.any(Date) });
  const [file] = await filesOf();
  expect(office.deps.vault.open(file?.nameSealed ?? '', `documents:salatiga:${sha256}`)).toBe(`Berita Acara ${count}-BA.pdf`);
});

test('a paper that is asked for in capital letters is the same paper', async () => {
  const { sha256 } = await writePaper(office.deps, { ...asked(), paper: paper.toUpperCase() });
  expect(await writePaper(office.deps, asked())).toEqual({ sha256 });
});

test('written again, or five times at once, it is the same file and one row', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => writePaper(office.deps, asked())));
  expect(new Set([...answers, await writePaper(office.deps, asked())].map(({ sha256 }) => sha256)).size).toBe(1);
  expect(await filesOf()).toHaveLength(1);
});

test('after a death between the store and the rows the next try writes the very same file', async () => {
  let stored = '';
  const dying = { ...office.deps.documents, async put(id: string, bytes: Buffer) { stored = await office.deps.documents.put(id, bytes); throw new Error('killed'); } };
  await expect(writePaper({ ...office.deps, documents: dying }, asked())).rejects.toThrow('killed');
  expect([(await rowOf())?.sha256, await filesOf()]).toEqual([null, []]);
  expect(await writePaper(office.deps, asked())).toEqual({ sha256: stored });
});

test('what reaches Temporal of it is its hash; a paper that is not of this case ends without another try', async () => {
  const { writePaper: activity } = createActivities(office.deps);
  expect(Object.keys(await activity(asked()))).toEqual(['sha256']);
  await expect(activity({ ...asked(), caseId: randomUUID() })).rejects.toMatchObject({ type: 'unknown-paper', nonRetryable: true, message: 'No such paper' });
  await office.db.update(papers).set({ sha256: null, formSealed: 'v1.k1.kosong' }).where(eq(papers.id, paper));
  const failure: unknown = await activity(asked()).catch((error: unknown) => error);
  expect(JSON.stringify(failure)).not.toMatch(/Ratna|Karya Rekaan/);
});

test('a signed copy is written with the step that takes it, once, and stays with the case', async () => {
  const { deps, db } = office;
  await writePaper(deps, asked());
  const copies = await Promise.all(['satu', 'dua'].map(async (text) => {
    const sha256 = await deps.documents.put('salatiga', Buffer.from(`%PDF ${text} ${caseId}`));
    await db.insert(documents).values({ office: 'salatiga', sha256, mediaType: 'application/pdf', size: 1, nameSealed: `nama ${text}`, uploadedBy: 'public' });
    return sha256;
  }));
  const step = firstStep();
  const identity = { ...step.identity, caseId, number: `SLT-2028-${String(count).padStart(6, '0')}` };
  await commit(deps, { ...step, identity, changes: [...step.changes, { type: 'sign-paper', id: paper, file: copies[0] ?? '' }, { type: 'event', name: 'paper.signed', actor: 'slt-06', data: { paper } }] });
  expect(await rowOf()).toMatchObject({ signedSha256: copies[0], signedAt: new Date(step.at) });
  expect(await db.select().from(caseDocuments).where(and(eq(caseDocuments.caseId, caseId), eq(caseDocuments.sha256, copies[0] ?? '')))).toMatchObject([{ office: 'salatiga', nameSealed: 'nama satu', source: 'slt-06' }]);
  await commit(deps, { ...step, identity, seq: 1, plans: [], changes: [{ type: 'sign-paper', id: paper, file: copies[1] ?? '' }] });
  expect((await rowOf())?.signedSha256).toBe(copies[0]);
  expect(await db.$count(caseDocuments, and(eq(caseDocuments.caseId, caseId), eq(caseDocuments.sha256, copies[1] ?? '')))).toBe(0);
});
