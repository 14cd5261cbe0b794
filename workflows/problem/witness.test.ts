import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { caseDocuments, papers } from '../../db/schema.ts';
import { draftPaper, scannedCopy } from '../testing/papers.ts';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const category = 'dokumen-penawaran-tidak-dapat-dibuka';
const taskOf = async (kind: string) => (await scene.task(kind)).id;

const draft = (by: string) => draftPaper(scene, by);
const scan = (by: string) => scannedCopy(scene, by);
const paperRow = async (id: string) => (await scene.db.select().from(papers).where(eq(papers.id, id)))[0];

const duties = [
  { office: 'kab-tulang-bawang-barat', by: 'tbb-04', gate: true },
  { office: 'kab-katingan', by: 'ktg-05', gate: false },
  { office: 'kota-malang', by: 'mlg-06', gate: false },
];

describe.each(duties)('in $office, where witnessing is a duty (ERR-10)', ({ office, by, gate }) => {
  test('such a report opens the task by itself and closes only with the signed paper', async () => {
    scene = await openCase({ office, receivedAt: '2027-01-18 10:00', category });
    expect(await scene.openKinds()).toEqual(['saksikan', 'tangani']);
    await scene.act('answer', { by, taskId: await taskOf('tangani'), text: 'Disaksikan bersama.' });
    if (gate) await scene.act('root-cause', { by, taskId: await taskOf('tutup'), text: 'Kunci rusak.' });
    expect(await scene.act('close', { by, taskId: await taskOf('tutup'), text: 'Selesai.' })).toBe('refused: duty-open');
    expect(await scene.act('confirm')).toBe('menunggu-penyelesaian');
    expect(await scene.due()).toMatch('duty due 2027-01-21 10:00');

    const paper = await draft(by);
    expect(await scene.act('witness', { by, taskId: await taskOf('saksikan'), paper })).toBe('menunggu-penyelesaian');
    expect((await paperRow(paper))?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await scene.openKinds()).toEqual(['tanda-tangan', 'tutup']);
    expect(await scene.act('sign', { by, taskId: await taskOf('tanda-tangan'), paper: randomUUID(), file: 'cd'.repeat(32) })).toBe('refused: wrong-task');
    const file = await scan(by);
    expect(await scene.act('sign', { by, taskId: await taskOf('tanda-tangan'), paper, file })).toBe('ditutup');
    expect(await paperRow(paper)).toMatchObject({ signedSha256: file });
    expect((await scene.db.select().from(caseDocuments)).map(({ sha256 }) => sha256)).toContain(file);
    expect((await scene.events('witness.asked', 'paper.written', 'paper.signed')).map(({ type }) => type)).toEqual(['witness.asked', 'paper.written', 'paper.signed']);
    await scene.finish();
  });
});

test('why there is no paper can be recorded instead, and closes what waited for it', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', category });
  await scene.act('answer', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Terbuka setelah dicoba lagi.' });
  expect(await scene.act('confirm')).toBe('menunggu-penyelesaian');
  await scene.sleepUntil('2027-01-21 10:01');
  expect((await scene.mails('duty-open')).length).toBeGreaterThan(2);
  expect(await scene.act('no-witness', { by: 'mlg-06', taskId: await taskOf('saksikan'), text: 'Berkas terbuka dengan Apendo lain.' })).toBe('ditutup');
  expect(await scene.events('witness.waived')).toMatchObject([{ actor: 'mlg-06' }]);
});

test('a report that the desk classifies into or out of that category opens or withdraws the duty', async () => {
  scene = await openCase({ office: 'kab-katingan', receivedAt: '2027-01-18 10:00' });
  expect(await scene.openKinds()).toEqual(['tangani']);
  await scene.act('classify', { by: 'ktg-05', taskId: await taskOf('tangani'), category });
  expect(await scene.openKinds()).toEqual(['saksikan', 'tangani']);
  await scene.act('classify', { by: 'ktg-05', taskId: await taskOf('tangani'), category: 'lainnya' });
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('in Salatiga it is a choice: nothing opens by itself, a paper may be written, and what was written waits for its signature', async () => {
  scene = await openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00', category });
  expect(await scene.openKinds()).toEqual(['tangani']);
  const paper = await draft('slt-05');
  await scene.act('witness', { by: 'slt-05', taskId: await taskOf('tangani'), paper });
  expect(await scene.act('witness', { by: 'slt-05', taskId: await taskOf('tangani'), paper })).toBe('refused: wrong-state');
  expect(await scene.openKinds()).toEqual(['tanda-tangan', 'tangani']);
  await scene.act('answer', { by: 'slt-05', taskId: await taskOf('tangani'), text: 'Disaksikan.' });
  expect(await scene.act('confirm')).toBe('menunggu-penyelesaian');
  expect(await scene.act('sign', { by: 'slt-05', taskId: await taskOf('tanda-tangan'), paper, file: await scan('slt-05') })).toBe('ditutup');
});

test('a paper that cannot be written becomes a task again, holds no act for ever, and can be asked for again', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00', category });
  const lost = randomUUID();
  expect(await scene.act('witness', { by: 'mlg-06', taskId: await taskOf('saksikan'), paper: lost })).toBe('diterima');
  expect(await scene.events('paper.failed', 'paper.written')).toMatchObject([{ type: 'paper.failed', data: { paper: lost } }]);
  expect(await scene.openKinds()).toEqual(['saksikan', 'tangani']);

  await draftPaper(scene, 'mlg-06', lost);
  expect(await scene.act('witness', { by: 'mlg-06', taskId: await taskOf('saksikan'), paper: lost })).toBe('diterima');
  expect(await scene.openKinds()).toEqual(['tanda-tangan', 'tangani']);
  expect((await paperRow(lost))?.sha256).toMatch(/^[0-9a-f]{64}$/);
});
