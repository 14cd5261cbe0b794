import { writeFileSync } from 'node:fs';
import { desc } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog } from '../../db/schema.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { aReport, startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { officeWith } from '../../test/quick-office.ts';
import { outcome, reported } from '../testing/desk.ts';
import type { Step } from './chronology-steps.ts';
import type { RegisterRow } from './register-row.ts';

let house: House;
let desk: Staff;
let head: Staff;
let number: string;
let steps: Step[];
let row: RegisterRow;

const question = 'Mohon kode paketnya.';
const internal = 'Pelapor sering salah kode.';
const forLkpp = 'Kesalahan pada aplikasi pusat.';

/** One report through all that can happen to it, each act with the state in which it left the report. */
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300, confirm: 3000, data: 3000, answer: 9000 }), 'kota-salatiga'] });
  desk = await house.staff('contoh', 'helpdesk');
  head = await house.staff('contoh', 'kepala-ukpbj');
  const report = await reported(house, desk);
  ({ number } = report);
  let { taskId } = report;
  const act = async (name: string, body: Record<string, unknown>, state: string, staff: Staff = desk) => {
    expect([name, ...outcome(await staff.act(number, name, { taskId, ...body }))]).toEqual([name, 200, state]);
  };
  await act('claim', {}, 'diterima');
  await act('classify', { category: 'jaringan-akses' }, 'diterima');
  await act('note', { text: internal }, 'diterima');
  await act('ask', { text: question }, 'menunggu-data');
  expect(outcome(await report.reporter('reply', { text: 'Kode 1234567.' }))).toEqual([200, 'ditangani']);
  await act('consult', { party: 'ppk', text: 'PPK membenarkan.' }, 'ditangani');
  await act('forward', { ground: 'belum-tercakup', text: forLkpp }, 'menunggu-persetujuan');
  await act('approve', { taskId: (await head.task(number, 'setujui-penerusan')).id }, 'diteruskan', head);
  await act('record-ticket', { text: 'LKPP-778' }, 'diteruskan');
  await act('record-reply', { text: 'Sudah diperbaiki di pusat.' }, 'ditangani');
  await act('answer', { text: 'Sudah dapat dipakai.' }, 'menunggu-konfirmasi');
  expect(outcome(await report.reporter('reopen', { text: 'Masih sama.' }))).toEqual([200, 'diterima']);
  taskId = (await desk.task(number, 'tangani')).id;
  await act('root-cause', { cause: 'jaringan', text: 'Kabel.' }, 'diterima');
  await act('answer', { text: 'Kabel sudah diganti.' }, 'menunggu-konfirmasi');
  expect(outcome(await report.reporter('confirm'))).toEqual([200, 'ditutup']);
  steps = (await desk.get(`/cases/${number}/chronology`)).body.steps;
  row = (await desk.get('/register')).body.rows[0];
});
afterAll(() => house.stop());

const stepNamed = (start: string) => steps.find(({ step }) => step.startsWith(start));

describe('the chronology of a case', () => {
  it('tells each step in words, with who did it', () => {
    expect(steps.map(({ step, by }) => [step, by.name])).toEqual([
      ['Laporan diterima (Formulir daring)', 'Pelapor'],
      ['Tugas diambil: Tangani laporan', 'Lima Contoh'],
      ['Laporan diklasifikasikan (kategori: Jaringan dan akses)', 'Lima Contoh'],
      ['Catatan internal ditambahkan', 'Lima Contoh'],
      ['Laporan ditindaklanjuti', 'Lima Contoh'],
      ['Data diminta kepada pelapor; waktu jawaban berhenti', 'Lima Contoh'],
      ['Data dari pelapor diterima; waktu jawaban berjalan kembali', 'Pelapor'],
      ['Konsultasi dengan PPK', 'Lima Contoh'],
      ['Penerusan ke LKPP diajukan (Penerusan laporan kendala teknis; alasan: Permasalahan yang belum tercakup dalam aplikasi SPSE)', 'Lima Contoh'],
      ['Penerusan ke LKPP disetujui', 'Satu Contoh'],
      ['Laporan diteruskan ke LKPP (Penerusan laporan kendala teknis; alasan: Permasalahan yang belum tercakup dalam aplikasi SPSE)', 'Satu Contoh'],
      ['Nomor tiket LKPP dicatat', 'Lima Contoh'],
      ['Balasan LKPP dicatat', 'Lima Contoh'],
      ['Laporan dijawab', 'Lima Contoh'],
      ['Laporan dibuka kembali; tenggat dihitung dari awal', 'Pelapor'],
      ['Akar permasalahan dicatat: Jaringan', 'Lima Contoh'],
      ['Laporan ditindaklanjuti', 'Lima Contoh'],
      ['Laporan dijawab', 'Lima Contoh'],
      ['Penanganan berakhir: Selesai menurut pelapor', 'Pelapor'],
      ['Laporan ditutup: Selesai menurut pelapor', 'Pelapor'],
    ]);
    expect(steps[1]?.by).toEqual({ kind: 'person', id: 'cth-05', name: 'Lima Contoh' });
  });

  it('sets the planned beside the actual, with the budget and its source', () => {
    const followedUp = stepNamed('Laporan ditindaklanjuti');
    const due = Date.parse(followedUp?.planned?.at ?? '');
    expect(followedUp?.planned).toMatchObject({ budget: '50 menit waktu kerja', source: 'SOP kantor: Uji, UJI/1, 2024-12-20' });
    // 3,000 seconds after the receipt, in an office that never closes; written in whole seconds.
    expect(due - Date.parse(steps[0]?.at ?? '')).toBe(3_000_000);
    const early = Date.parse(followedUp?.at ?? '') - due;
    expect(Math.abs((followedUp?.difference?.clockMs ?? 0) - early)).toBeLessThan(1000);
    expect(followedUp?.difference?.workingMs).toBe(followedUp?.difference?.clockMs);
    expect(stepNamed('Penerusan ke LKPP disetujui')?.planned).toMatchObject({ budget: '5 menit waktu kerja', source: 'SOP kantor: Uji, UJI/1, 2024-12-20' });
    expect(stepNamed('Balasan LKPP')?.planned).toMatchObject({ budget: '1 menit waktu kerja', source: 'Bawaan Sigap: Rekaan; satu menit supaya peragaan singkat.' });
    expect(stepNamed('Tugas diambil')).toMatchObject({ planned: null, difference: null });
  });

  it('plans the second round from the reopening', () => {
    const reopened = stepNamed('Laporan dibuka kembali');
    const [, followedUp] = steps.filter(({ step }) => step === 'Laporan ditindaklanjuti');
    const [first, second] = steps.filter(({ step }) => step === 'Laporan dijawab');
    // Instants are written in whole seconds.
    expect(Math.abs(Date.parse(followedUp?.planned?.at ?? '') - Date.parse(reopened?.at ?? '') - 3_000_000)).toBeLessThanOrEqual(1000);
    expect(Math.abs(Date.parse(reopened?.planned?.at ?? '') - Date.parse(first?.at ?? '') - 3_000_000)).toBeLessThanOrEqual(1000);
    // Answered with the first act: there is a norm, and no instant was ever planned.
    expect(second).toMatchObject({ planned: { at: null, budget: '2 jam 30 menit waktu kerja' }, difference: null });
  });

  it('shows the words that were said', () => {
    expect([stepNamed('Laporan diterima')?.notes, stepNamed('Data diminta')?.notes, stepNamed('Catatan')?.notes, stepNamed('Penerusan ke LKPP diajukan')?.notes])
      .toEqual([[aReport.description], [question], [internal], [forLkpp]]);
  });

  it('is written down as read, and closed to other offices and to people without a function', async () => {
    const [last] = await house.db.select().from(accessLog).orderBy(desc(accessLog.id)).limit(2).then((rows) => rows.filter(({ what }) => what === 'chronology'));
    expect(last).toMatchObject({ office: 'contoh', person: 'cth-05', caseId: expect.any(String) });
    const other = await house.staff('salatiga', 'helpdesk');
    expect((await other.get(`/cases/${number}/chronology`)).body.code).toBe('unknown-case');
    expect((await house.call('GET', `/api/v1/offices/contoh/cases/${number}/chronology`, undefined, { authorization: `Bearer ${other.key}` })).body.code).toBe('wrong-office');
  });

  it('of a report that waits says what is owed and until when', async () => {
    const waiting = await reported(house, desk);
    const { body } = await desk.get(`/cases/${waiting.number}/chronology`);
    expect(body.steps.at(-1)).toMatchObject({ at: null, step: 'Belum dilakukan: tindak lanjut', planned: { at: expect.any(String), budget: '50 menit waktu kerja' }, difference: null });
  });

  it('is a paper, too', async () => {
    const answer = await fetch(`${house.url}/api/v1/offices/contoh/cases/${number}/chronology.pdf`, { headers: { authorization: `Bearer ${desk.key}` } });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')])
      .toEqual([200, 'application/pdf', `attachment; filename*=UTF-8''kronologi-${number}.pdf`]);
    const pdf = Buffer.from(await answer.arrayBuffer());
    if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, pdf);
    const text = textOf(pdf);
    for (const said of ['KRONOLOGI PENANGANAN LAPORAN', number, 'Laporan ditindaklanjuti', 'Lima Contoh', 'SOP kantor: Uji', 'Lebih cepat', internal, 'Halaman 1 dari']) expect(text).toContain(said);
  });
});

describe('the register of the same case', () => {
  it('agrees with it, field by field', () => {
    const at = (start: string) => stepNamed(start)?.at;
    expect(row).toMatchObject({
      number, channel: 'daring', externalNumber: null, receivedAt: steps[0]?.at, role: aReport.role, reporter: aReport.reporter.name,
      categoryReported: aReport.category, category: 'jaringan-akses', kind: null, state: 'ditutup',
      followedUpAt: at('Laporan ditindaklanjuti'), followUpDueAt: stepNamed('Laporan ditindaklanjuti')?.planned?.at, followUpLate: { workingMs: 0, clockMs: 0 },
      answeredAt: at('Laporan dijawab'), answerDueAt: stepNamed('Laporan dijawab')?.planned?.at, answerLate: { workingMs: 0, clockMs: 0 },
      forwardedAt: at('Laporan diteruskan'), forwardRoute: 'penerusan', forwardGround: 'belum-tercakup', lkppTicket: true, reopened: 1,
      cause: 'jaringan', causeRecordedAt: at('Akar permasalahan'), closedAt: at('Laporan ditutup'), outcome: 'confirmed', daysOpen: expect.any(Number),
      worstLate: { workingMs: 0, clockMs: 0 }, imported: false, regulation: 'Aturan rekaan', officeVersion: 1,
    });
  });

  it('is counted in the figures of its month', async () => {
    const month = (row.receivedAt ?? '').slice(0, 7);
    const { body } = await desk.get(`/figures?from=${month}&to=${month}`);
    expect(body.months[0]).toMatchObject({
      month, followUp: { done: 1, inTime: 1, late: 0 }, answer: { done: 1, inTime: 1 }, reopened: 1, forwarded: 1, closed: 1,
      byCause: expect.arrayContaining([{ code: 'jaringan', label: 'Jaringan', received: 1, late: 0 }]),
    });
    const csv = (await desk.get(`/figures?from=${month}&to=${month}&format=csv`)).body as string;
    expect(csv.split('\r\n')[0]).toMatch(/^\uFEFF?Bulan;Rincian;Nilai;Diterima;Terlambat;/);
    expect(csv).toContain(`${month};Kategori;Jaringan dan akses;1;0;`);
  });

  it.each([['from=2026-13&to=2026-12', 'from'], ['from=2026-12&to=2026-11', 'to'], ['from=2026-11&to=2199-01', 'to'], ['from=2001-01&to=2026-01', 'to'], ['to=2026-01', 'from']])(
    'refuses figures of %s by the name of the field', async (query, field) => {
      const { status, body } = await desk.get(`/figures?${query}`);
      expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'bad-request', field]);
    });
});
