import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexClosed } from '../../activities/indexer.ts';
import { accessLog, assignments, cases, solutions, tasks } from '../../db/schema.ts';
import { putCases } from '../../search/testing/solved-cases.ts';
import type { House } from '../../test/house.ts';
import { writeCase } from '../testing/case-rows.ts';
import { getPage, reported, typed } from '../testing/report.ts';
import { loggedIn, sendAs, stillHouse } from '../testing/staff.ts';
import type { Session } from '../testing/staff.ts';
import { localInput } from './local-input.ts';

let house: House;
let session: Session;
const numbers: string[] = [];
const list = '/kantor/salatiga/laporan';
beforeAll(async () => {
  ({ house, session } = await stillHouse('kota-salatiga', 'salatiga', 'slt-05'));
  for (const nama of ['Sari Penyedia', 'Budi Penyedia']) {
    const { number } = await reported(house, 'salatiga', { fields: { ...typed, nama } });
    await writeCase(house, number, { state: 'ditangani', events: [['case.opened']], tasks: [{ kind: 'tangani', function: 'helpdesk' }] });
    numbers.push(number);
  }
});
afterAll(() => house?.stop());
const open = (path: string, cookie = session.cookie) => getPage(house, path, { cookie });

test.each([['whole', (number: string) => number], ['in small letters', (number: string) => number.toLowerCase()], ['without zeros', () => '2'], ['without prefix', () => '000002'], ['with its year', (number: string) => number.slice(4)]])(
  'a number typed %s leads to its report', async (_how, type) => {
    const number = numbers[1] ?? '';
    const { status, headers } = await open(`${list}?nomor=${type(number)}`);
    expect([status, headers.get('location')]).toEqual([303, `${list}/${number}`]);
  });

test.each(['999', 'SLT-2026-999999', 'abc', '%'])('a number that no report has (%s) shows none, and says so', async (nomor) => {
  const { status, text } = await open(`${list}?nomor=${encodeURIComponent(nomor)}`);
  expect([status, /<p role="status">([^<]*)/.exec(text)?.[1]]).toEqual([200, `Tidak ada laporan atau permohonan dengan nomor ${nomor.toUpperCase()}.`]);
  for (const number of numbers) expect(text.includes(number)).toBe(false);
});

test('a row says category and reporter to who holds a function; the reading is logged once', async () => {
  const logged = (person: string) => house.db.select().from(accessLog).where(and(eq(accessLog.what, 'cases'), eq(accessLog.person, person)));
  const before = (await logged('slt-05')).length;
  const { text } = await open(list);
  expect([...text.matchAll(/<p>(Aplikasi SPSE · [^<]*)/g)].map(([, words]) => words)).toEqual(['Aplikasi SPSE · Budi Penyedia', 'Aplikasi SPSE · Sari Penyedia']);
  expect((await logged('slt-05')).length).toBe(before + 1);
  const other = await loggedIn(house, 'salatiga', 'slt-06');
  await house.db.delete(assignments).where(eq(assignments.person, 'slt-06'));
  const plain = (await open(list, other.cookie)).text;
  expect([plain.includes('<p>Aplikasi SPSE</p>'), plain.includes('Penyedia</p>'), await logged('slt-06')]).toEqual([true, false, []]);
});

test('a report entered just now says that its task comes, and asks again until it is there', async () => {
  const entered = await sendAs(house, '/kantor/salatiga/lapor', session.cookie, {
    tanda: session.token, kunci: randomUUID(), saluran: 'telepon', diterima: localInput(Date.now() - 3_600_000, 420), nama: 'Penelepon', peran: 'penyedia', kategori: 'aplikasi-spse', uraian: 'Lupa caranya.',
  });
  const page = entered.headers.get('location') ?? '';
  const waiting = await open(page);
  expect([waiting.headers.get('refresh'), /role="status">([^<]*)/.exec(waiting.text)?.[1]]).toEqual(['2', 'Laporan tercatat. Tugasnya muncul sebentar lagi; halaman ini dimuat ulang sendiri.']);
  await writeCase(house, /SLT-\d{4}-\d+/.exec(page)?.[0] ?? '', { state: 'diterima', events: [['case.opened']], tasks: [{ kind: 'tangani', function: 'helpdesk' }] });
  const there = await open(page);
  expect([there.headers.get('refresh'), /role="status">([^<]*)/.exec(there.text)?.[1]]).toEqual([null, 'Laporan tercatat.']);
});

test('a report like this one has a button that uses its solution, for who has the task', async () => {
  const number = numbers[0] ?? '';
  await putCases(house.db, house.vault, [{ office: 'salatiga', number: 'SLT-2025-000001', description: 'Tidak dapat mengunggah dokumen penawaran.', answers: ['Muat ulang.'], closedAt: new Date() }]);
  while ((await house.db.select().from(solutions)).length === 0) await indexClosed(house.deps);
  const [task] = await house.db.select({ id: tasks.id }).from(tasks).innerJoin(cases, eq(cases.id, tasks.caseId)).where(eq(cases.number, number));
  const { text } = await open(`/kantor/salatiga/cari?laporan=${number.toLowerCase()}`);
  expect(text).toMatch(new RegExp(`laporan/${number}\\?tindakan=use-solution.*name="tugas" value="${task?.id}".*name="solution" value="SLT-2025-000001">\\s*<button[^>]*>Pakai</button>`));
  const using = (solution: string) => sendAs(house, `${list}/${number}?tindakan=use-solution`, session.cookie, { tanda: session.token, tugas: task?.id ?? '', solution });
  // As far as the engine, which is not there: the number itself was taken.
  expect((await using('slt-2025-000001')).status).toBe(503);
  expect((await using('slt-2025-000009')).status).toBe(404);
  await house.db.update(tasks).set({ claimedBy: 'slt-06' }).where(eq(tasks.id, task?.id ?? ''));
  expect((await open(`/kantor/salatiga/cari?laporan=${number}`)).text).not.toContain('>Pakai<');
});
