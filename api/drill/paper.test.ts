import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { backupCopies, backupSets, recoveryKeys } from '../../db/backup-schema.ts';
import { papers } from '../../db/schema.ts';
import { firstPage, textOf } from '../../papers/testing/read-pdf.ts';
import { openDrill, type DrillScene } from '../../workflows/restore-drill/testing/scene.ts';
import { openStage, type Stage } from '../../workflows/testing/stage.ts';
import { failing, tools } from '../../workflows/testing/tools.ts';
import { act } from '../act.ts';
import { findIntake } from '../cases.ts';
import { requireCited } from '../cited.ts';
import type { ApiDeps } from '../deps.ts';
import { paperBody } from '../paper-body.ts';
import { draftPaper } from '../paper-draft.ts';
import { Problem } from '../problems.ts';

/** The berita acara uji pemulihan, from the record of its drill to the PDF. */
let stage: Stage;
let scene: DrillScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());

const found = { tables: 412, rows: 1_203_400, files: 5_120, bytes: 1_073_741_824, manifest: 'ab'.repeat(32), unsteady: 2, differingTables: 0, differingFiles: 0, missingFiles: 0, missingTables: 0 };
const deps = () => stage.deps as unknown as ApiDeps;
const refusal = (attempt: Promise<unknown>) => attempt.then(() => 'taken', (error: unknown) => (error instanceof Problem ? error.code : String(error)));
const kept = async (key: string) => {
  const { identity: { office, number } } = scene.input;
  const body = paperBody.parse({ kind: 'berita-acara-uji-pemulihan', number: `${key}/BA-UJI/I/2027`, at: '2026-01-05T10:15:00+07:00', place: 'Ruang Server', present: ['Sari Contoh, Inspektorat', 'Tono Contoh, Helpdesk'] });
  return draftPaper(deps(), { intake: await findIntake(deps(), office, number), staff: { office, person: 'slt-03', functions: ['administrator-sistem'] }, body, idempotencyKey: key });
};
const pdfOf = async (id: string) => {
  const [row] = await stage.db.select().from(papers).where(eq(papers.id, id));
  return stage.deps.documents.get('salatiga', row!.sha256!);
};
/** The set that the drill restores, as the record has it. */
async function recorded(set: string): Promise<void> {
  const { db } = stage;
  await db.insert(backupSets).values({
    id: set, office: 'salatiga', caseId: scene.input.identity.caseId, number: 'SLT-2027-000417', takenAt: new Date(scene.input.facts.takenAt!), manifest: 'ab'.repeat(32),
    databases: [{ source: 'spse', database: 'spse', bytes: 900_000_000, tables: 412, rows: 1_203_400 }], files: { count: 102_400, bytes: 4_000_000_000 },
  });
  await db.insert(backupCopies).values({ set, store: 'repositori', office: 'salatiga', repositoryId: 'd0'.repeat(32), snapshotId: 'cc'.repeat(32), storedAt: new Date(), verifiedAt: new Date('2027-01-18T02:10:00+07:00') });
}

test('says what was restored, the figures in words, how long it took, that nothing is left, when the key was tried, who was there, and the articles of the text', async () => {
  tools.next('compareScratch', async () => found);
  scene = await openDrill({ facts: { scope: 'contoh' } }, stage);
  await recorded(scene.input.facts.set!);
  await stage.db.insert(recoveryKeys).values({ office: 'salatiga', repositoryId: 'd0'.repeat(32), keyId: 'k1', madeAt: new Date('2026-10-01T09:00:00+07:00'), triedAt: new Date('2027-01-18T10:05:00+07:00') });
  const paper = await kept('7');
  await scene.keeper('paper', 'berita-acara', { paper: paper.id });
  const pdf = await pdfOf(paper.id);
  const text = textOf(pdf);
  for (const words of [
    'BERITA ACARA UJI PEMULIHAN Nomor: 7/BA-UJI/I/2027', 'bertempat di Ruang Server', 'SLT-2027-000417', scene.input.facts.set!, 'repositori, dibaca ulang 18 Jan 2027 02.10 WIB', 'cc'.repeat(32), 'ab'.repeat(32), 'd0'.repeat(32),
    'contoh 5.120 dari 102.400 berkas (5%), dipilih acak', '1.203.400', 'satu juta dua ratus tiga ribu empat ratus', '412', 'empat ratus dua belas', '1.073.741.824', 'Hasil pemulihan sama dengan manifes',
    'Umur data (RPO) : 8 jam', 'dimusnahkan dan diperiksa tidak tersisa pada', 'dibuat 1 Okt 2026 09.00 WIB, terakhir dicoba 18 Jan 2027 10.05 WIB', 'Sari Contoh, Inspektorat', 'Tono Contoh, Helpdesk', 'Pelaksana uji', 'Kepala LPSE',
    'Lampiran angka 2.6.5 huruf a; Lampiran angka 2.5.2 huruf a; Lampiran angka 2.5.2 huruf b Perwali Salatiga 41/2024', scene.input.identity.number,
  ]) expect(text).toContain(words);
  expect(firstPage(pdf).length).toBeGreaterThan(10_000);
});

test('tells a difference and its explanation, and is not made before both are known', async () => {
  tools.next('compareScratch', async () => ({ ...found, differingTables: 1, missingFiles: 3, manifest: 'ab'.repeat(32) }));
  scene = await openDrill({ facts: { set: '5e7a0000-0000-4000-8000-000000000002' } }, stage);
  await recorded(scene.input.facts.set!);
  expect(await refusal(kept('8'))).toBe('wrong-state');
  await scene.keeper('explain', 'jelaskan-perbedaan', { text: 'Cakram uji rusak; uji diulang pada cakram lain.' });
  const paper = await kept('9');
  await scene.keeper('paper', 'berita-acara', { paper: paper.id });
  const text = textOf(await pdfOf(paper.id));
  for (const words of ['Hasil pemulihan BERBEDA dari manifes', 'Penjelasan: Cakram uji rusak; uji diulang pada cakram lain.', 'Berkas yang hilang 3 tiga', 'seluruh basis data dan semua berkas (5.120)', 'Kunci pemulihan : ']) expect(text).toContain(words);
});

test('cannot be given up while what it restored lies there, and says so', async () => {
  tools.next('restoreScratch', failing('no-space'));
  tools.next('destroyScratch', failing('server-unreachable'));
  scene = await openDrill({ facts: { scope: 'contoh' } }, stage);
  const { office, number } = scene.input.identity;
  const body = { taskId: (await scene.task('perbaiki-uji')).id, text: 'Ditunda.' };
  const staff = { office, person: 'slt-03', functions: ['administrator-sistem'] };
  expect(await refusal(act(deps(), { intake: await findIntake(deps(), office, number), act: 'abandon', body, staff, idempotencyKey: 'akhiri' }))).toBe('scratch-left');
});

test('a key counts as tried only when a try, or its making, was recorded after the drill had begun', async () => {
  scene = await openDrill({ facts: { set: '5e7a0000-0000-4000-8000-000000000003' } }, stage);
  await stage.db.delete(recoveryKeys);
  const { office, number } = scene.input.identity;
  const intake = await findIntake(deps(), office, number);
  const tried = () => refusal(requireCited(deps(), intake, 'key-tried', {}));
  expect(await tried()).toBe('key-untried');
  const began = intake.receivedAt.getTime();
  await stage.db.insert(recoveryKeys).values({ office, repositoryId: 'd0'.repeat(32), keyId: 'k2', madeAt: new Date(began - 3_600_000), triedAt: new Date(began - 60_000) });
  expect(await tried()).toBe('key-untried');
  await stage.db.update(recoveryKeys).set({ triedAt: new Date(began + 60_000) });
  expect(await tried()).toBe('taken');
  await stage.db.update(recoveryKeys).set({ madeAt: new Date(began + 60_000), triedAt: null });
  expect(await tried()).toBe('taken');
});
