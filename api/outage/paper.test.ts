import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { papers } from '../../db/schema.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { openOutage, type OutageScene } from '../../workflows/outage/testing/scene.ts';
import { scannedCopy } from '../../workflows/testing/papers.ts';
import { openStage, type Stage } from '../../workflows/testing/stage.ts';
import { findIntake } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { paperBody } from '../paper-body.ts';
import { draftPaper } from '../paper-draft.ts';
import { requirePaper } from '../papers.ts';
import { Problem } from '../problems.ts';
import { aForm } from '../testing/papers.ts';

/** The berita acara gangguan, from its record to the signed copy (SEC-7, STD-33). */
let stage: Stage;
let scene: OutageScene;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());

const effect = 'Penyedia tidak dapat masuk dan mengunggah dokumen.';
const deps = () => stage.deps as unknown as ApiDeps;
const kept = async (more: Record<string, unknown> = {}, key = 'kunci-1') => {
  const { identity: { office, number } } = scene.input;
  const body = paperBody.parse({ kind: 'berita-acara-gangguan', at: '2026-01-05T10:15:00+07:00', place: 'Ruang Server', effect, attachments: ['Log server'], ...more });
  return draftPaper(deps(), { intake: await findIntake(deps(), office, number), staff: { office, person: 'slt-03', functions: ['administrator-sistem'] }, body, idempotencyKey: key });
};
const refusal = (attempt: Promise<unknown>) => attempt.then(() => 'taken', (error: unknown) => (error instanceof Problem ? error.code : String(error)));

test('says the official times, how long it was, what was done and who signs, in the office\'s own series, and closes the case once it is signed', async () => {
  scene = await openOutage({}, stage);
  expect(await refusal(kept())).toBe('wrong-state');
  await scene.technician('step', { at: scene.iso('2027-01-19 00:10'), text: 'Cakram cadangan dipasang.' });
  await scene.technician('step', { at: scene.iso('2027-01-18 22:30'), text: 'Server diperiksa di tempat.' });
  await scene.technician('scope', { systems: ['spse', 'situs'], text: 'Situs web juga.' });
  await scene.technician('restore', { at: scene.iso('2027-01-19 01:25') });
  await scene.fix();
  expect(await refusal(kept({ signer: 'slt-05' }))).toBe('wrong-person');
  const paper = await kept();
  expect(paper.number).toBe('1/BA-GANGGUAN/I/2026');
  expect((await kept()).id).toBe(paper.id);

  expect(await scene.technician('paper', { paper: paper.id }, 'berita-acara-gangguan')).toBe('menunggu-berita-acara');
  const [row] = await stage.db.select().from(papers).where(eq(papers.id, paper.id));
  const text = textOf(await stage.deps.documents.get('salatiga', row!.sha256!));
  for (const words of [
    'PEMERINTAH KOTA SALATIGA', 'BERITA ACARA GANGGUAN Nomor: 1/BA-GANGGUAN/I/2026', 'Pada hari ini, Senin, tanggal lima bulan Januari tahun dua ribu dua puluh enam, pukul 10.15 WIB, bertempat di Ruang Server',
    'SPSE', 'Situs web LPSE', 'pukul 22.00 WIB', 'pukul 01.30 WIB', ': 3,5 jam', '2 hari kalender', '2 hari kerja', 'Cakram server penuh.', effect,
    'ditetapkan oleh Bambang Contoh, Kepala LPSE', 'NIP 19000101 192001 1 002', 'Sigap dan LPSE tidak memberikan saran tentang jadwal pengadaan', 'Perwali Salatiga', 'Log server', scene.input.identity.number,
  ]) expect(text).toContain(words);
  expect(text.indexOf('Server diperiksa di tempat.')).toBeLessThan(text.indexOf('Cakram cadangan dipasang.'));
  // When the probe and the technician saw it end is no official time.
  expect(text).not.toContain('01.25');

  const intake = await findIntake(deps(), 'salatiga', scene.input.identity.number);
  expect(await refusal(requirePaper(deps(), intake, 'paper', { paper: paper.id }))).toBe('paper-written');
  expect(await scene.openKinds()).toEqual(['tanda-tangan']);
  const file = await scannedCopy(scene, 'slt-03');
  expect(await refusal(requirePaper(deps(), intake, 'sign', { paper: paper.id, file }))).toBe('taken');
  expect(await scene.technician('sign', { paper: paper.id, file }, 'tanda-tangan')).toBe('ditutup');
  expect(await refusal(kept({}, 'kunci-2'))).toBe('case-closed');
  await scene.finish();
  expect((await scene.events('paper.asked', 'paper.written', 'paper.signed', 'case.closed')).map(({ type, data }) => data.outcome ?? type)).toEqual(['paper.asked', 'paper.written', 'paper.signed', 'fixed']);
});

test('is the only one that an outage has, and may be done without where a person says why', async () => {
  scene = await openOutage({}, stage);
  await scene.hears('probeRecovered', '2027-01-18 22:30');
  await scene.fix();
  const { identity: { office, number } } = scene.input;
  const intake = await findIntake(deps(), office, number);
  expect(await refusal(draftPaper(deps(), { intake, staff: { office, person: 'slt-03', functions: ['helpdesk'] }, body: paperBody.parse({ ...aForm, number: 'X/1' }), idempotencyKey: 'kunci-3' }))).toBe('wrong-state');
  expect(await scene.technician('no-paper', { text: 'Kurang dari satu jam.' }, 'berita-acara-gangguan')).toBe('ditutup');
  expect(await scene.events('paper.waived')).toMatchObject([{ actor: 'slt-03' }]);
});
