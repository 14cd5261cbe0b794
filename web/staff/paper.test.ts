import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropDraft } from '../../api/drop-draft.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { cases, events, papers, paperSeries, tasks } from '../../db/schema.ts';
import type { House } from '../../test/house.ts';
import { officeWith } from '../../test/quick-office.ts';
import { writeCase } from '../testing/case-rows.ts';
import { getPage } from '../testing/report.ts';
import { sendAs, stillHouse } from '../testing/staff.ts';
import type { Session } from '../testing/staff.ts';

let house: House;
let session: Session;
beforeAll(async () => { ({ house, session } = await stillHouse('kota-contoh', 'contoh', 'cth-05')); });
afterAll(() => house?.stop());

async function witnessed(task: { outcome?: string } = {}): Promise<{ path: string; tugas: string }> {
  const number = (await house.report('contoh')).body.number as string;
  await writeCase(house, number, { state: 'ditangani', events: [['case.opened']], tasks: [{ kind: 'tangani', function: 'helpdesk', ...task }] });
  const [row] = await house.db.select({ id: tasks.id }).from(tasks).innerJoin(cases, eq(cases.id, tasks.caseId)).where(eq(cases.number, number));
  return { path: `/kantor/contoh/laporan/${number}/berita-acara`, tugas: row?.id ?? '' };
}
const filled = (more: Record<string, string>) => ({
  tanda: session.token, kunci: randomUUID(), at: '2026-01-05T10:15', place: 'Ruang LPSE', packageCode: '1020', packageName: 'Pengadaan contoh', provider: 'CV Contoh', fileName: 'a.rhs',
  sha256: 'a'.repeat(64), errorText: 'Rusak.', 'pokja-pemilihan-name': 'Pihak Satu', 'pokja-pemilihan-position': 'Ketua', 'saksi-1': 'cth-05', ...more,
});
const send = (path: string, more: Record<string, string>) => sendAs(house, path, session.cookie, filled(more));
const rows = (number: string) => house.db.select().from(papers).where(eq(papers.number, number));

describe('the form of a paper', () => {
  test('names as required what it cannot do without: the number too, where the office has no series', async () => {
    const { path, tugas } = await witnessed();
    const { text } = await getPage(house, `${path}?tugas=${tugas}`, { cookie: session.cookie });
    for (const name of ['number', 'at', 'place', 'sha256', 'errorText']) expect([name, new RegExp(`name="${name}"[^>]* required`).test(text)]).toEqual([name, true]);
    expect(text).toMatch(/name="ticket"(?![^>]* required)[^>]*>/);
    const answer = await send(path, { tugas, number: '', sha256: 'xyz' });
    expect(answer.status).toBe(422);
    expect([...(await answer.text()).matchAll(/<a href="#(?:number|sha256)">([^<]*)/g)].map(([, words]) => words?.slice(0, 62))).toEqual([
      'Nomor berita acara: isi nomor dinasnya, paling banyak 80 huruf', 'SHA-256 berkas: terdiri atas 64 tanda 0-9 dan a-f; salin selur',
    ]);
  });

  test('takes no number for a task that takes no paper any more', async () => {
    const ended = await witnessed({ outcome: 'answered' });
    const number = `BA/${randomUUID()}`;
    for (let tries = 0; tries < 2; tries += 1) {
      const answer = await send(ended.path, { tugas: ended.tugas, number });
      expect([answer.status, (await answer.text()).includes('Tugas sudah selesai')]).toEqual([409, true]);
    }
    expect(await rows(number)).toEqual([]);
    const open = await witnessed();
    const kunci = randomUUID();
    // The engine is away: the form waits under its key for the next try.
    for (let tries = 0; tries < 2; tries += 1) expect((await send(open.path, { tugas: open.tugas, number, kunci })).status).toBe(503);
    expect(await rows(number)).toHaveLength(1);
  });

  test('is forgotten when its act is refused, but not that of a colleague, nor one that a case knows', async () => {
    const { path, tugas } = await witnessed();
    const number = `BA/${randomUUID()}`;
    await send(path, { tugas, number });
    const [paper] = await rows(number);
    const staff = { office: 'contoh', person: 'cth-05', functions: ['helpdesk'] };
    await dropDraft(house.deps, { ...staff, person: 'cth-06' }, paper?.id ?? '');
    expect(await rows(number)).toHaveLength(1);
    await dropDraft(house.deps, staff, paper?.id ?? '');
    expect(await rows(number)).toEqual([]);
    await send(path, { tugas, number });
    const [again] = await rows(number);
    await house.db.insert(events).values({ caseId: again?.caseId ?? '', office: 'contoh', seq: 2, part: 0, type: 'witness.asked', actor: 'cth-05', at: new Date(), data: { paper: again?.id } });
    await dropDraft(house.deps, staff, again?.id ?? '');
    expect(await rows(number)).toHaveLength(1);
  });

  // Last, because the office changes under it.
  test('takes none from the series of the office either', async () => {
    const series = `    witnessSeries:\n      value: '{n}/BA-LPSE/{bulan}/{tahun}'\n      document: { title: Uji, number: UJI/1, date: 2024-12-20 }\n`;
    await loadOfficeFiles(house.db, house.vault, [officeWith({ followUp: 3000, spacing: 300, approval: 300 }, (text) => text.replace('\n\nlkpp', `\n${series}\nlkpp`))]);
    const { path, tugas } = await witnessed({ outcome: 'answered' });
    expect((await getPage(house, path, { cookie: session.cookie })).text).toMatch(/name="number"(?![^>]* required)[^>]*>/);
    expect((await send(path, { tugas, number: '' })).status).toBe(409);
    expect(await house.db.select().from(paperSeries)).toEqual([]);
  });
});
