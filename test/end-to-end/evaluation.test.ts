import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastEndedPeriod } from '../../api/evaluation/ended-period.ts';
import { startSweeper } from '../../api/sweeper.ts';
import type { Mail } from '../../local/mailbox/mail.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { inWords } from '../../workflows/evaluation/period.ts';
import { startHouse, until } from '../house.ts';
import type { Answer, House, Staff } from '../house.ts';

/** Tulang Bawang Barat evaluating every month (ERR-17, ERR-18), open day and night, so that no mail waits for Monday. */
const office = 'tulang-bawang-barat';
const day = '[00:00-24:00]';
const weekly = ['senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu'].map((name) => `    ${name}: ${day}\n`).join('');
function officeFile(note: string): string {
  const text = readFileSync(fileURLToPath(new URL('../../offices/kab-tulang-bawang-barat.yaml', import.meta.url)), 'utf8')
    .replace(/weekly:\n( {4}.*\n)+/, `weekly:\n${weekly}`).replace(/ {2}# Ramadan[\s\S]*?\nparameters/, '\nparameters').replace('\nhours:', 'observesDecrees: false\n\nhours:')
    .replace('  problem:\n', '  problem:\n    evaluation:\n      value: 1\n      document: { title: Uji, number: UJI/1, date: 2024-12-20 }\n').replace(/note: .*/, `note: ${note}`);
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kab-tulang-bawang-barat.yaml');
  writeFileSync(file, text);
  return file;
}

const findings = 'Galat unggah berulang tiap awal bulan; usul: tambah kapasitas penyimpanan.';
const remark = 'Setuju, masukkan ke anggaran.';
const period = lastEndedPeriod(1, Date.now(), 420);
const reportedText = /Laporan masuk: 2\n/;

let house: House;
beforeAll(async () => {
  house = await startHouse({ offices: [officeFile('Versi pertama.'), 'kab-katingan'] });
  // The offices came to Sigap before the month that is over now.
  await house.db.execute(sql`insert into office_versions (office, version, sha256, file_sealed, settings, rules, loaded_at)
    select office, 0, sha256, file_sealed, settings, rules, ${new Date(period.endedAt - 20 * 86_400_000).toISOString()} from office_versions`);
});
afterAll(() => house.stop());

const acting = (staff: Staff, number: string) => (act: string, body: Record<string, unknown>): Promise<Answer> =>
  house.call('POST', `/api/v1/offices/${office}/evaluation/${number}/acts/${act}`, body, { authorization: `Bearer ${staff.key}` });

/** Subject and text of the mail that says so, alone or together with other notices of the same person. */
async function mailTo(person: string, words: string): Promise<string> {
  const whole = ({ subject, text = '' }: Mail) => `${subject}\n${text.replaceAll('> ', '')}`;
  return whole(await house.mailbox.waitFor((mail) => mail.to.includes(`${person}@${office}.example.test`) && whole(mail).includes(words), 20_000));
}

it('brings the figures of the month to the coordinator and, with the coordinator\'s words, to Kepala LPSE', async () => {
  const desk = await house.staff(office, 'helpdesk');
  for (const receivedAt of [period.endedAt - 5 * 86_400_000, period.endedAt - 1000, period.endedAt]) {
    const { status } = await house.call('POST', `/api/v1/offices/${office}/problem/on-behalf`, {
      reporter: { name: 'Sari Penyedia' }, role: 'penyedia', category: 'aplikasi-spse', description: 'Galat 500 saat mengunggah.', channel: 'telepon', receivedAt: new Date(receivedAt).toISOString(),
    }, { authorization: `Bearer ${desk.key}` });
    expect(status).toBe(202);
  }
  // A new version of the office in the middle of a period takes no evaluation away and adds none.
  await loadOfficeFiles(house.db, house.vault, [officeFile('Versi kedua.')]);

  const coordinator = await house.staff(office, 'koordinator-help-desk');
  const sweepers = [startSweeper(house.deps, 20), startSweeper(house.deps, 20)];
  const writing = await until(async () => {
    const { body } = await coordinator.get('/tasks');
    return body.tasks.find((task: { sop: string }) => task.sop === 'evaluation') as { id: string; number: string; title: string; dueAt: string } | undefined;
  }, 'the task of the coordinator');
  expect(writing).toMatchObject({ title: 'Susun evaluasi berkala', dueAt: expect.any(String) });
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
  const again = startSweeper(house.deps, 20);

  const { number } = writing;
  expect((await mailTo('tbb-03', `[${number}] Susun evaluasi berkala ${inWords(period)}`))).toMatch(reportedText);

  const evaluate = acting(coordinator, number);
  expect((await evaluate('claim', { taskId: writing.id })).body.state).toBe('disusun');
  expect((await evaluate('evaluate', { taskId: writing.id, text: findings })).body.state).toBe('disampaikan');
  const submitted = await mailTo('tbb-02', findings);
  expect(submitted).toMatch(reportedText);
  expect(submitted).toContain(`[${number}] Evaluasi berkala untuk Anda terima: ${inWords(period)}`);

  const head = await house.staff(office, 'kepala-lpse');
  const { id: taskId } = await head.task(number, 'terima-evaluasi');
  expect((await evaluate('accept', { taskId })).body.code).toBe('not-your-task');
  expect((await acting(head, number)('accept', { taskId, text: remark })).body.state).toBe('ditutup');
  expect(await mailTo('tbb-03', remark)).toContain('Kepala LPSE menerima evaluasi Anda.');

  const { body: whole } = await head.get(`/cases/${number}`);
  expect(whole).toMatchObject({ sop: 'evaluation', state: 'ditutup', reporter: { name: null, mail: null }, facts: { from: period.from, to: period.to } });
  expect(whole.description).toMatch(reportedText);
  expect(Object.values<{ body: string }>(whole.texts).map(({ body }) => body)).toEqual(expect.arrayContaining([findings, remark]));
  await again.stop();
});

it('takes in one evaluation only, beside the reports and apart from them, and none where no rule asks for it', async () => {
  const head = await house.staff(office, 'kepala-lpse');
  const sops = async (query: string) => ((await head.get(`/cases${query}`)).body.cases as { sop: string }[]).map(({ sop }) => sop);
  expect((await sops('')).filter((sop) => sop === 'evaluation')).toHaveLength(1);
  expect(new Set(await sops('?sop=problem'))).toEqual(new Set(['problem']));
  const katingan = await house.staff('katingan', 'kepala-lpse');
  expect((await katingan.get('/cases')).body.cases).toEqual([]);
});
