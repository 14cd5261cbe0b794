import { sql } from 'drizzle-orm';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casePages } from '../../activities/figures/case-pages.ts';
import { putCase } from '../../activities/figures/testing/put-case.ts';
import { accessLog, assignments } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { buildApp } from '../app.ts';
import { readRegister } from './register.ts';
import type { RegisterRow } from './register-row.ts';

const evil = ['=HYPERLINK("http://x";"y")', '+62 812', '-2+3', '@SUM(1)', '\t=1+1', '\r=1', '"=1;2"', 'Sari; "Ani"\nBudi'];
const at = (date: string, clock: string) => `2026-${date}T${clock}:00+07:00`;

let house: House;
let authorization: { authorization: string };
const get = (query: string, headers = authorization) => house.call('GET', `/api/v1/offices/salatiga/register${query}`, undefined, headers);
const rowsOf = async (query = ''): Promise<RegisterRow[]> => {
  const { status, body } = await get(query);
  expect(status).toBe(200);
  return body.rows;
};
const numbers = async (query: string) => (await rowsOf(query)).map(({ number }) => Number(number.slice(-6)));

beforeAll(async () => {
  house = await startHouse({ startWorker: false });
  authorization = { authorization: `Bearer ${await house.key('salatiga', 'slt-05')}` };
  const put = (number: number, more: Partial<Parameters<typeof putCase>[2]>) => putCase(house.db, house.vault, {
    office: 'salatiga', number: `SLT-2026-${String(number).padStart(6, '0')}`, receivedAt: at('10-05', '08:00'), ...more,
  });
  await put(2, {
    receivedAt: at('10-05', '23:30'), enteredAt: at('10-06', '08:15'), channel: 'telepon', external: '=1+1', reporter: 'Sari Penyedia', role: 'ppk',
    marks: { category: 'jaringan-akses', cause: 'server' }, closedAt: at('10-09', '10:00'),
    plans: [[0, 'follow-up', at('10-07', '07:30')], [1, 'answer', at('10-12', '10:00')]],
    events: [
      [1, 'followed-up', at('10-07', '10:00')], [2, 'forwarded', at('10-07', '11:00'), { route: 'penerusan', ground: 'belum-tercakup' }], [3, 'lkpp.ticket', at('10-07', '13:00')],
      [4, 'answered', at('10-08', '09:00')], [5, 'reopened', at('10-08', '10:00')], [6, 'root-cause.recorded', at('10-09', '09:00'), { cause: 'server' }],
      [7, 'case.closed', at('10-09', '10:00'), { outcome: 'confirmed' }],
    ],
  });
  await put(1, { receivedAt: at('10-06', '00:00'), events: [[1, 'root-cause.recorded', at('10-06', '09:00'), { textId: 'x' }]] });
  await put(3, { channel: 'surat', closedAt: at('10-05', '09:00'), events: [[0, 'case.imported', at('10-08', '08:00')]] });
  for (const [index, reporter] of evil.entries()) await put(10 + index, { receivedAt: at('11-02', '08:00'), reporter });
});
afterAll(() => house.stop());

describe('the register', () => {
  it('says of each report everything that an auditor asks for', async () => {
    const row = (await rowsOf()).find(({ number }) => number === 'SLT-2026-000002');
    const hour = 3_600_000;
    expect(row).toEqual({
      number: 'SLT-2026-000002', channel: 'telepon', externalNumber: '=1+1', receivedAt: '2026-10-05T23:30:00+07:00', enteredAt: '2026-10-06T08:15:00+07:00',
      role: 'ppk', reporter: 'Sari Penyedia', categoryReported: 'aplikasi-spse', category: 'jaringan-akses', kind: null, state: 'ditutup',
      followedUpAt: '2026-10-07T10:00:00+07:00', followUpDueAt: '2026-10-07T07:30:00+07:00', followUpLate: { workingMs: 2.5 * hour, clockMs: 2.5 * hour },
      answeredAt: '2026-10-08T09:00:00+07:00', answerDueAt: '2026-10-12T10:00:00+07:00', answerLate: { workingMs: 0, clockMs: 0 },
      forwardedAt: '2026-10-07T11:00:00+07:00', forwardRoute: 'penerusan', forwardGround: 'belum-tercakup', lkppTicket: true, reopened: 1,
      cause: 'server', causeRecordedAt: '2026-10-09T09:00:00+07:00', closedAt: '2026-10-09T10:00:00+07:00', outcome: 'confirmed', daysOpen: 4,
      worstLate: { workingMs: 2.5 * hour, clockMs: 2.5 * hour }, imported: false, regulation: 'Perwali Salatiga 41/2024', officeVersion: 1,
    });
  });

  it('is ordered by number, whenever a report came', async () => {
    expect((await numbers('')).slice(0, 4)).toEqual([1, 2, 3, 10]);
  });

  it.each([
    ['from=2026-10-06&to=2026-10-06', [1]], ['to=2026-10-05', [2, 3]], ['from=2026-10-05&to=2026-10-06', [1, 2, 3]],
    ['channel=telepon', [2]], ['category=jaringan-akses', [2]], ['late=true', [2]], ['late=false&to=2026-10-31', [1, 3]],
    ['open=true&to=2026-10-31', [1]], ['open=false', [2, 3]], ['state=ditutup&channel=surat', [3]], ['state=diteruskan', []],
  ])('is filtered by %s', async (query, expected) => {
    expect(await numbers(`?${query}`)).toEqual(expected);
  });

  it.each([
    ['state=selesai', 'state'], ['category=lain', 'category'], ['kind=gangguan', 'kind'], ['channel=merpati', 'channel'], ['from=05-10-2026', 'from'],
    ['from=2026-02-30', 'from'], ['from=2026-10-06&to=2026-10-05', 'to'], ['late=mungkin', 'late'], ['format=pdf', 'format'],
  ])('refuses %s by the name of the field', async (query, field) => {
    const { status, body } = await get(`?${query}`);
    expect([status, body.code, body.errors[0].field]).toEqual([400, 'bad-request', field]);
  });

  it('refuses an unknown question', async () => {
    expect((await get('?nama=Sari')).body.code).toBe('bad-request');
  });

  it('is written down as read, once and only when it is shown', async () => {
    const before = (await house.db.select().from(accessLog)).length;
    await get('?state=selesai');
    await rowsOf();
    expect((await house.db.select().from(accessLog).orderBy(accessLog.id)).slice(before)).toMatchObject([{ office: 'salatiga', person: 'slt-05', what: 'register', caseId: null }]);
  });

  it('is shown to nobody of another office and to nobody without a function', async () => {
    const other = { authorization: `Bearer ${await house.key('contoh', 'cth-05')}` };
    expect((await get('', other)).body.code).toBe('wrong-office');
    const idle = { authorization: `Bearer ${await house.key('malang', 'mlg-01')}` };
    await house.db.delete(assignments).where(sql`office = 'malang'`);
    // A new version of the office is what makes every reader look again.
    await house.db.execute(sql`update offices set version = version`);
    const { body } = await house.call('GET', '/api/v1/offices/malang/register', undefined, idle);
    expect(body.code).toBe('no-function');
  });
});

describe('the register as a table', () => {
  const table = async (query = '') => {
    const { body, headers, status } = await get(`?format=csv${query}`);
    expect(status).toBe(200);
    return { text: body as string, headers, lines: parse(body as string, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[] };
  };

  it('opens in an Indonesian Excel: semicolons, words, local times with their zone', async () => {
    const { headers, lines, text } = await table('&to=2026-10-31');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''register-salatiga-2026-10-31.csv");
    expect(text.split('\r\n')[0]).toMatch(/Nomor laporan;Saluran;Nomor di saluran asal;Diterima;Dicatat;/);
    expect(lines.find((line) => line['Nomor laporan'] === 'SLT-2026-000002')).toMatchObject({
      Saluran: 'Telepon', Diterima: '2026-10-05 23:30 WIB', Dicatat: '2026-10-06 08:15 WIB', 'Peran pelapor': 'Pejabat pembuat komitmen (PPK)', 'Nama pelapor': 'Sari Penyedia',
      Kategori: 'Jaringan dan akses', Keadaan: 'Ditutup', 'Terlambat ditindaklanjuti (menit kerja)': '150', 'Terlambat dijawab (menit)': '0',
      'Alasan penerusan': 'Permasalahan yang belum tercakup dalam aplikasi LPSE', 'Tiket LKPP tercatat': 'Ya', 'Akar permasalahan': 'Server LPSE', Hasil: 'Selesai menurut pelapor',
    });
    expect(lines.find((line) => line['Nomor laporan'] === 'SLT-2026-000001')).toMatchObject({ 'Terlambat ditindaklanjuti (menit)': '', Ditutup: '', 'Akar permasalahan': 'Dicatat tanpa kode' });
    expect(lines.find((line) => line['Nomor laporan'] === 'SLT-2026-000003')).toMatchObject({ 'Akar permasalahan': '' });
  });

  it('begins with a byte order mark', async () => {
    const answer = await fetch(`${house.url}/api/v1/offices/salatiga/register?format=csv`, { headers: authorization });
    expect([...new Uint8Array(await answer.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('lets no cell be a formula, and no cell break out of its place', async () => {
    const { lines } = await table();
    const names = lines.filter((line) => line['Nomor laporan']! >= 'SLT-2026-000010').map((line) => line['Nama pelapor']);
    expect(names).toEqual(evil.map((name) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)));
    expect(lines.find((line) => line['Nomor laporan'] === 'SLT-2026-000002')?.['Nomor di saluran asal']).toBe("'=1+1");
    for (const cell of lines.flatMap((line) => Object.values(line))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

describe('a register whose database goes away', () => {
  it.each(['json', 'csv'])('before its first row is refused as such, and not as an empty one: %s', async (format) => {
    const gone = new Proxy(house.db, {
      get: (target, name) => (name !== 'select' ? Reflect.get(target, name, target) as unknown : (fields?: Record<string, unknown>) => {
        if (fields && 'events' in fields) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
        return fields === undefined ? target.select() : target.select(fields as never);
      }),
    });
    const app = await buildApp({ ...house.deps, db: gone }, { logger: { level: 'silent' } });
    const answer = await app.inject({ method: 'GET', url: `/api/v1/offices/salatiga/register?format=${format}`, headers: authorization });
    await app.close();
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'database-unavailable']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('a register of five thousand reports', () => {
  beforeAll(async () => {
    await house.db.execute(sql`insert into intakes (id, office, sop, number, workflow_id, principal, body_hash, received_at, rules, facts, text_id, started_at)
      select gen_random_uuid(), 'katingan', 'problem', 'KTG-2026-' || lpad(n::text, 6, '0'), 'problem-k' || n, 'public', '', '2026-10-05T01:00:00Z', v.rules,
        '{"role": "penyedia", "category": "lainnya"}', gen_random_uuid(), now() from generate_series(1, 5000) n, office_versions v where v.office = 'katingan'`);
    await house.db.execute(sql`insert into cases (id, office, sop, number, state, received_at, opened_at, seq) select id, office, sop, number, 'ditangani', received_at, received_at, 0 from intakes where office = 'katingan'`);
    await house.db.execute(sql`insert into events (case_id, office, seq, part, type, actor, at, data) select id, office, 1, 0, 'followed-up', 'system', received_at + interval '1 hour', '{}' from intakes where office = 'katingan'`);
  });
  const staff = { office: 'katingan', person: 'ktg-01', functions: ['helpdesk'] };

  it('comes whole, each once and in order, in pieces', async () => {
    const rows = await readRegister(house.deps, staff, { format: 'json' });
    const pieces: string[] = [];
    for await (const piece of rows as AsyncIterable<string>) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(5000);
    const listed = (JSON.parse(pieces.join('')) as { rows: RegisterRow[] }).rows.map(({ number }) => number);
    expect(listed).toEqual(Array.from({ length: 5000 }, (_one, index) => `KTG-2026-${String(index + 1).padStart(6, '0')}`));
  });

  it('is read in small pages, and no further than its reader goes', async () => {
    const sizes: number[] = [];
    for await (const page of casePages(house.db, 'katingan', [])) sizes.push(page.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(250);
    let questions = 0;
    const db = new Proxy(house.db, { get(target, name) { if (name === 'select') questions += 1; return Reflect.get(target, name, target) as unknown; } });
    const rows = await readRegister({ ...house.deps, db }, staff, { format: 'json' });
    const before = questions;
    for await (const _first of rows) break;
    expect(questions - before).toBe(1);
  });
});
