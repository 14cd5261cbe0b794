import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cases, events, importRows, imports, intakes, numberSeries, texts } from '../../db/schema.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { officeWith } from '../../test/quick-office.ts';
import { aRow, importer, register, solvedRow } from '../testing/register.ts';
import type { Importer } from '../testing/register.ts';
import { form } from '../testing/upload.ts';
import { purgeImports } from './purge.ts';

let house: House;
let desk: Staff;
let desks: Importer;
let run = 0;
beforeAll(async () => {
  const leave = (text: string) => text.replace(/^leaves:.*$/m, '').trimEnd() + '\nleaves:\n  - { person: cth-06, from: 2025-01-01, until: 2099-12-31 }\n';
  house = await startHouse({ serverLog: 'silent', offices: [officeWith({ followUp: 90_000_000, spacing: 300, approval: 300 }, leave), 'kota-malang'] });
  desk = await house.staff('contoh', 'helpdesk');
  desks = importer(house, 'contoh', desk.key);
});
afterAll(() => house.stop());
/** Makes the rows of one test unlike those of the others: the same row is imported once. */
beforeEach(() => { run += 1; });
const named = (rows: Partial<typeof aRow>[]) => rows.map((row, place) => ({ ...row, nama_pelapor: row.nama_pelapor ?? `Pelapor ${run}-${place}` }));

const last = async () => (await house.db.select().from(numberSeries).where(eq(numberSeries.office, 'contoh'))).reduce((sum, row) => sum + row.last, 0);
/** What runs themselves have written. The cases of open rows are not among it: their workflows write them when they come to it. */
const written = () => Promise.all([
  reports(), house.db.$count(texts, eq(texts.author, desk.person)), house.db.$count(cases, eq(cases.state, 'ditutup')), house.db.$count(events, eq(events.type, 'case.imported')), last(),
]);
const reports = () => house.db.$count(intakes, eq(intakes.sop, 'problem'));
const fates = async (id: string) => ((await desks.rows(id)).body.rows as { row: number; fate: string }[]).map(({ row, fate }) => [row, fate]);

describe('the dry run', () => {
  it('lists the fate of every row, and makes nothing', async () => {
    const before = await written();
    const { status, body } = await desks.upload(register(named([{}, solvedRow, { peran: 'raja' }, {}])));
    expect([status, body]).toEqual([201, expect.objectContaining({ state: 'broken', rows: 4, open: 2, solved: 1, broken: 1, duplicates: 0, doneAt: null })]);
    expect(await fates(body.id)).toEqual([[2, 'open'], [3, 'solved'], [4, 'broken'], [5, 'open']]);
    expect((await desks.rows(body.id, '?fate=broken')).body.rows).toEqual([expect.objectContaining({ row: 4, number: null, reasons: [{ column: 'peran', reason: expect.stringContaining('Penyedia') }] })]);
    expect((await desks.rows(body.id, '?after=3&limit=1')).body.rows.map(({ row }: { row: number }) => row)).toEqual([4]);
    expect((await desks.see(body.id)).body).toEqual(body);
    expect(await written()).toEqual(before);
  });

  it('gives the list as a CSV that Excel opens', async () => {
    const { body } = await desks.upload(register(named([{ kategori: 'a "b"; c' }, {}])));
    const csv = (await desks.csv(body.id)).body as string;
    expect(csv.split('\r\n')).toEqual([
      '\ufeffbaris;nasib;nomor;alasan', expect.stringMatching(/^2;rusak;;"kategori: Tidak dikenal; pilih salah satu: .*"$/), '3;terbuka;;', '',
    ]);
  });

  it('warns that open rows past their deadline start their letters at once, and of nothing else', async () => {
    const { body } = await desks.upload(register(named([{}, solvedRow, {}])));
    expect(body.warning).toMatch(/^Berkas ini memuat 2 laporan terbuka\. .*Kepala LPSE.*LKPP/);
    expect((await desks.upload(register(named([solvedRow])))).body.warning).toBeNull();
  });

  it('waits for no run of another office', async () => {
    const { body } = await desks.upload(register(named([solvedRow])));
    const malang = importer(house, 'malang', (await house.staff('malang', 'helpdesk')).key);
    const running = await house.db.transaction(async (tx) => {
      await tx.execute(sql`lock table intakes in exclusive mode`);
      const run = desks.run(body.id);
      await until(async () => (await house.db.execute(sql`select 1 from pg_locks where not granted and relation = 'intakes'::regclass`)).length > 0, 'the run in its middle');
      expect((await malang.upload(register(named([solvedRow])))).status).toBe(201);
      return { run };
    });
    expect((await running.run).body.state).toBe('done');
  });

  it('keeps every name and word sealed', async () => {
    const { body } = await desks.upload(register(named([{ ...solvedRow, nama_pelapor: 'Rahasia Sekali', surel_pelapor: 'rahasia@sekali.example', nomor_luar: 'RHS-1', uraian: 'Rahasia uraian.' }])));
    expect(JSON.stringify(await house.db.select().from(importRows).where(eq(importRows.importId, body.id)))).not.toMatch(/Rahasia|rahasia|RHS-1|Kata sandi/);
  });

  it('takes a file with a mark, semicolons and the dates of Excel', async () => {
    const bytes = Buffer.concat([Buffer.from('\ufeff'), register(named([{ diterima: '45688,395833' }, { ...solvedRow, diterima: '31/01/2025 09.30', selesai: '45689' }]), { separator: ';' })]);
    const { body } = await desks.upload(bytes);
    expect(body).toMatchObject({ state: 'ready', rows: 2, open: 1, solved: 1 });
    expect((await desks.rows(body.id)).body.rows).toMatchObject([{ receivedAt: '2025-01-31T02:30:00.000Z' }, { receivedAt: '2025-01-31T02:30:00.000Z', closedAt: '2025-02-01T16:59:59.000Z' }]);
  });

  it.each<[string, Buffer, number, string]>([
    ['in UTF-16', Buffer.from(`\ufeff${register([aRow]).toString()}`, 'utf16le'), 422, 'import-encoding'],
    ['without a header', Buffer.from('a,b,c\n1,2,3\n'), 422, 'import-no-header'],
    ['without a column', Buffer.from('diterima,saluran\n1,2\n'), 422, 'import-columns'],
    ['with a quote that never ends', Buffer.concat([register([aRow]), Buffer.from(`"${'x'.repeat(300_000)}`)]), 422, 'import-not-csv'],
    ['with a header only', register([]), 422, 'file-empty'],
    ['over 50 MB', Buffer.concat([register([aRow]), Buffer.alloc(50 * 1024 * 1024, 'x')]), 413, 'import-too-large'],
    // Some of them staged before it shows, the others empty: those count and are not written.
    ['over 50,000 rows', Buffer.from(`${register([]).toString()}${',x\r\n'.repeat(1_000)}${',\r\n'.repeat(49_001)}`), 422, 'import-too-long'],
  ])('refuses a file %s and keeps nothing of it', async (_what, bytes, status, code) => {
    const before = [await house.db.$count(imports), await house.db.$count(importRows)];
    const answer = await desks.upload(bytes);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect([await house.db.$count(imports), await house.db.$count(importRows)]).toEqual(before);
  });

  it('refuses a form that is cut off, and one without a file', async () => {
    const before = await house.db.$count(imports);
    const send = async (payload: Buffer, headers: Record<string, string>) => (await house.app.inject({
      method: 'POST', url: '/api/v1/offices/contoh/imports', payload, headers: { ...headers, authorization: `Bearer ${desk.key}` },
    })).json().code;
    const { payload, headers } = form({ bytes: register([aRow]), type: 'text/csv', name: 'a.csv' });
    expect(await send(payload.subarray(0, -40), headers)).toBe('bad-request');
    expect(await send(form().payload, headers)).toBe('file-empty');
    expect(await house.db.$count(imports)).toBe(before);
  });
});

describe('a run', () => {
  it('makes open rows into cases and solved rows into closed ones, numbered in the order of receipt', async () => {
    const from = await last();
    const rows = named([{ diterima: '05/03/2026 08.00', nomor_luar: 'WA-1', saluran: 'whatsapp' }, { ...solvedRow, diterima: '2026-03-01T08:00' }, { ...solvedRow, akar_masalah: '', diterima: '03/03/2026' , selesai: '04/03/2026' }]);
    const { body: { id } } = await desks.upload(register(rows));
    const { status, body } = await desks.run(id);
    expect([status, body]).toEqual([200, expect.objectContaining({ id, state: 'done', open: 1, solved: 2, doneAt: expect.any(String) })]);
    const numbers = (await desks.rows(id)).body.rows.map(({ number }: { number: string }) => number) as string[];
    expect(numbers.map((number) => Number(number.slice(-6)) - from)).toEqual([3, 1, 2]);

    const [open, first, second] = await Promise.all(numbers.map(async (number) => (await desk.get(`/cases/${number}`)).body));
    expect(first).toMatchObject({
      state: 'ditutup', receivedAt: '2026-03-01T01:00:00.000Z', closedAt: '2026-03-02T04:00:00.000Z', channel: 'telepon', description: solvedRow.uraian,
      reporter: { name: rows[1]?.nama_pelapor, mail: null, contact: aRow.kontak_pelapor }, events: [{ type: 'case.imported', actor: desk.person, data: { importId: id, row: 3 } }],
    });
    const said = first.texts as Record<string, { body: string }>;
    const { answerTextId, causeTextId } = first.events[0].data as { answerTextId: string; causeTextId: string };
    expect([said[answerTextId]?.body, said[causeTextId]?.body]).toEqual([solvedRow.jawaban, solvedRow.akar_masalah]);
    expect(Object.keys(second.events[0].data).sort()).toEqual(['answerTextId', 'importId', 'row']);
    const [archived] = await house.db.select().from(cases).where(eq(cases.number, numbers[1]!));
    expect(archived).toMatchObject({ category: 'aplikasi-spse', cause: 'cara-pakai', lateMs: null, openedAt: archived?.receivedAt });

    expect(open).toMatchObject({ channel: 'whatsapp', externalNumber: 'WA-1', receivedAt: '2026-03-05T01:00:00.000Z', facts: { enteredBy: desk.person } });
    expect((await desk.task(numbers[0]!, 'tangani')).dueAt).toBeTruthy();
    await until(async () => await house.db.$count(intakes, and(eq(intakes.importId, id), sql`started_at is null`)) === 0, 'the start is known');
    // A closed case without a workflow says that it is closed.
    expect((await desk.act(numbers[1]!, 'answer', { taskId: '00000000-0000-4000-8000-000000000000', text: 'Lagi.' })).status).toBeGreaterThanOrEqual(400);
  });

  it('leaves no second copy of what is sealed, and lets nobody remove the words of a solved row', async () => {
    const { body: { id } } = await desks.upload(register(named([solvedRow])));
    await desks.run(id);
    const [row] = await house.db.select().from(importRows).where(eq(importRows.importId, id));
    expect(Object.entries(row!).filter(([name, value]) => name.endsWith('Sealed') && value !== null)).toEqual([]);
    for (const textId of [row!.textId!, row!.answerId!, row!.causeId!]) {
      await expect(house.db.delete(texts).where(eq(texts.id, textId))).rejects.toMatchObject({ cause: { message: `text ${textId} is part of its case` } });
    }
  });

  it('changes nothing when it is repeated, and nothing twice when two run at once', async () => {
    const { body: { id } } = await desks.upload(register(named([{}, solvedRow, {}])));
    const before = await written();
    const answers = await Promise.all([desks.run(id), desks.run(id)]);
    const after = await written();
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual([[200, 'done'], [200, 'done']]);
    expect(after.map((size, place) => size - before[place]!)).toEqual([3, 5, 1, 1, 3]);
    expect((await desks.run(id)).body).toMatchObject({ state: 'done', open: 2, solved: 1 });
    expect(await written()).toEqual(after);
  });

  it('is refused while one row in the middle is broken, and nothing is half-imported', async () => {
    const { body: { id } } = await desks.upload(register(named([{}, { diterima: 'kapan saja' }, {}])));
    const before = await written();
    const answer = await desks.run(id);
    expect([answer.status, answer.body.code]).toEqual([409, 'import-broken']);
    expect(await written()).toEqual(before);
  });

  it('that breaks off leaves nothing, and can be done again', async () => {
    const { body: { id } } = await desks.upload(register(named([{}, solvedRow])));
    const before = await written();
    await house.db.execute(sql`create function break_off() returns trigger language plpgsql as 'begin raise exception ''gone''; end'`);
    await house.db.execute(sql`create trigger break_off before insert on events for each row when (new.type = 'case.imported') execute function break_off()`);
    const { status } = await desks.run(id);
    await house.db.execute(sql`drop trigger break_off on events`);
    expect(status).toBe(500);
    expect(await written()).toEqual(before);
    expect((await desks.see(id)).body).toMatchObject({ state: 'ready', open: 1, solved: 1 });
    const from = await last();
    await desks.run(id);
    expect(await last()).toBe(from + 2);
  });
});

describe('a report that is there already', () => {
  it('is listed and passed over when the same file comes again, longer', async () => {
    const rows = named([{}, { ...solvedRow, nomor_luar: 'SPSE-1', saluran: 'tiket-spse' }]);
    const first = await desks.upload(register(rows));
    await desks.run(first.body.id);
    const numbers = (await desks.rows(first.body.id)).body.rows.map(({ number }: { number: string }) => number);
    const { body } = await desks.upload(register([...rows, { uraian: 'Baris baru.' }]));
    expect(body).toMatchObject({ state: 'ready', open: 1, solved: 0, duplicates: 2 });
    expect((await desks.rows(body.id, '?fate=duplicate')).body.rows.map(({ number }: { number: string }) => number)).toEqual(numbers);
    const before = await reports();
    await desks.run(body.id);
    expect(await reports()).toBe(before + 1);
  });

  it('is found twice in one file, and under the number of a report that the desk entered itself', async () => {
    const entered = await house.call('POST', '/api/v1/offices/contoh/problem/on-behalf', {
      reporter: { name: 'Sari' }, role: 'penyedia', category: 'lainnya', channel: 'surat', externalNumber: `S-${run}`, receivedAt: '2026-03-02T09:00:00+07:00', description: 'Surat masuk.',
    }, { authorization: `Bearer ${desk.key}` });
    const { body } = await desks.upload(register(named([{ saluran: 'surat', nomor_luar: `s-${run}` }, { saluran: 'surat', nomor_luar: `T-${run}` }, { saluran: 'surat', nomor_luar: `T-${run}` }])));
    await desks.run(body.id);
    const rows = (await desks.rows(body.id)).body.rows;
    expect(rows).toMatchObject([
      { fate: 'duplicate', number: entered.body.number }, { fate: 'open' }, { fate: 'duplicate', number: rows[1].number, reasons: [{ column: '', reason: 'Sama dengan baris 3 berkas ini.' }] },
    ]);
  });

  it('is taken once when the same file is uploaded twice and both run at once', async () => {
    const bytes = register(named([{}, solvedRow, {}]));
    const ids = [(await desks.upload(bytes)).body.id, (await desks.upload(bytes)).body.id] as string[];
    const before = await reports();
    const answers = await Promise.all(ids.map((id) => desks.run(id)));
    expect(answers.map(({ body }) => body.open + body.solved).sort()).toEqual([0, 3]);
    expect(await reports()).toBe(before + 3);
  });

  it('under a number that the desk enters while the file waits is passed over by the run', async () => {
    const { body: { id } } = await desks.upload(register(named([{ saluran: 'surat', nomor_luar: `U-${run}` }, {}])));
    await house.call('POST', '/api/v1/offices/contoh/problem/on-behalf', {
      reporter: { name: 'Sari' }, role: 'penyedia', category: 'lainnya', channel: 'surat', externalNumber: `U-${run}`, receivedAt: '2026-03-02T09:00:00+07:00', description: 'Surat masuk.',
    }, { authorization: `Bearer ${desk.key}` });
    expect((await desks.run(id)).body).toMatchObject({ state: 'done', open: 1, duplicates: 1 });
  });
});

describe('an import', () => {
  it('of another office is unknown, as is one that never was', async () => {
    const { body: { id } } = await desks.upload(register(named([{}])));
    const others = importer(house, 'malang', (await house.staff('malang', 'helpdesk')).key);
    for (const strange of [id, '00000000-0000-4000-8000-000000000000', 'x']) {
      const answers = await Promise.all([others.see(strange), others.rows(strange), others.csv(strange), others.run(strange)]);
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array.from({ length: 4 }, () => [404, 'unknown-import']));
    }
    expect((await desks.see(id)).body.state).toBe('ready');
  });

  it('is closed to a person without a function today', async () => {
    const { body: { id } } = await desks.upload(register(named([{}])));
    const away = importer(house, 'contoh', await house.key('contoh', 'cth-06'));
    const answers = await Promise.all([away.upload(register([{}])), away.see(id), away.rows(id), away.csv(id), away.run(id)]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array.from({ length: 5 }, () => [403, 'no-function']));
  });

  it('that was never run is gone after a day, one that was run keeps its list', async () => {
    const ids = [(await desks.upload(register(named([{ uraian: 'Satu.' }])))).body.id, (await desks.upload(register(named([{ uraian: 'Dua.' }])))).body.id] as string[];
    await desks.run(ids[0]!);
    expect(await purgeImports(house.deps)).toBe(0);
    expect(await purgeImports(house.deps, Date.now() + 25 * 3_600_000)).toBeGreaterThanOrEqual(1);
    expect((await desks.see(ids[1]!)).body.code).toBe('unknown-import');
    expect(await house.db.select().from(importRows).where(eq(importRows.importId, ids[1]!))).toEqual([]);
    expect((await desks.rows(ids[0]!)).body.rows).toHaveLength(1);
  });

  it('of many open rows starts them all, with room between the starts', async () => {
    const { body: { id } } = await desks.upload(register(named(Array.from({ length: 40 }, () => ({})))));
    await desks.run(id);
    const mine = house.db.select().from(intakes).where(eq(intakes.importId, id)).orderBy(asc(intakes.nextStartAt));
    await until(async () => (await mine).every(({ startedAt }) => startedAt !== null), 'all are started');
    expect(await house.db.$count(intakes, eq(intakes.importId, id))).toBe(40);
  });
});
