import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexClosed } from '../activities/indexer.ts';
import { accessLog, solutions } from '../db/schema.ts';
import { putCases } from '../search/testing/solved-cases.ts';
import type { Told } from '../search/testing/solved-cases.ts';
import { startHouse, until } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { buildApp } from './app.ts';
import { outcome, reported } from './testing/desk.ts';

const at = (day: number) => new Date(Date.UTC(2026, 9, day, 3));
const long = `Tampilan jadwal kosong. ${'Sudah dicoba di beberapa komputer kantor. '.repeat(20)}`;
const past: Told[] = [
  { number: 'CTH-2025-000001', description: 'Gagal mengunggah dokumen penawaran, muncul galat 502.', answers: ['Bersihkan singgahan, lalu unggah ulang.'], cause: 'server', category: 'unggah-unduh-dokumen', closedAt: at(1) },
  { number: 'CTH-2025-000002', description: 'Mengunggah dokumen kualifikasi terasa lambat.', answers: ['Kompres dokumennya.', 'Pakai jaringan lain.'], cause: 'jaringan', category: 'unggah-unduh-dokumen', closedAt: at(2) },
  { number: 'CTH-2025-000003', description: 'Kata sandi PPK ditolak.', answers: ['Sandi diatur ulang.'], category: 'akun-login', closedAt: at(3) },
  { number: 'CTH-2025-000004', description: 'Kata sandi PPK ditolak.', answers: ['Sandi diatur ulang.'], category: 'akun-login', closedAt: at(4) },
  { number: 'CTH-2025-000005', description: 'Penandatanganan kontrak elektronik macet.', answers: [], closedAt: at(5) },
  { number: 'CTH-2025-000006', description: long, answers: ['Jadwal dimuat ulang.'], closedAt: at(6) },
  { number: 'SLT-2025-000001', office: 'salatiga', description: 'Gagal mengunggah dokumen penawaran, muncul galat 502, di Salatiga.', answers: ['Rahasia kantor lain.'], closedAt: at(7) },
];

let house: House;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({
    offices: ['kota-salatiga', officeWith({ followUp: 3000, spacing: 300, approval: 300 }, (text) => text.replace(/(person: cth-06.*)until: null/, '$1until: 2026-01-31'))],
  });
  desk = await house.staff('contoh', 'helpdesk');
  await putCases(house.db, house.vault, past.map((told) => ({ office: 'contoh', ...told })));
  // The worker's own indexer may be at it, too.
  await until(async () => {
    await indexClosed(house.deps);
    return (await house.db.select().from(solutions)).length === past.length;
  }, 'the closed cases are indexed');
});
afterAll(() => house.stop());

const ask = (query: Record<string, string>) => desk.get(`/solutions?${new URLSearchParams(query)}`);
const numbers = ({ body }: { body: { solutions: { number: string }[] } }) => body.solutions.map(({ number }) => number);
const find = async (q: string, more: Record<string, string> = {}) => numbers(await ask({ q, ...more }));

describe('the search for known solutions (ERR-21)', () => {
  it('shows what was wrong, how it was solved, and what had caused it', async () => {
    const { status, body, headers } = await ask({ q: 'galat 502' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      solutions: [{
        number: 'CTH-2025-000001', closedAt: at(1).toISOString(), category: 'unggah-unduh-dokumen', cause: 'server', score: expect.any(Number),
        description: past[0]?.description, answer: past[0]?.answers?.[0],
      }],
    });
    expect(body.solutions[0].score).toBeGreaterThan(0);
  });

  it('puts the case with the rarer word first, whatever else the others share', async () => {
    expect(await find('dokumen tidak dapat diunggah, galat')).toEqual(['CTH-2025-000001', 'CTH-2025-000002']);
    expect(await find('unggahan dokumen lambat')).toEqual(['CTH-2025-000002', 'CTH-2025-000001']);
  });

  it('puts the newer of two equal ones first, and gives no more than asked for', async () => {
    expect(await find('sandi ditolak')).toEqual(['CTH-2025-000004', 'CTH-2025-000003']);
    expect(await find('sandi ditolak', { limit: '1' })).toEqual(['CTH-2025-000004']);
  });

  it('keeps to a category when one is given', async () => {
    expect(await find('dokumen sandi', { category: 'akun-login' })).toEqual(['CTH-2025-000004', 'CTH-2025-000003']);
    expect(await find('dokumen sandi', { category: 'tidak-ada' })).toEqual([]);
  });

  it('shows the last answer of a case that was reopened, and only the beginning of a long text', async () => {
    expect((await ask({ q: 'kualifikasi' })).body.solutions[0].answer).toBe('Pakai jaringan lain.');
    const { description } = (await ask({ q: 'jadwal' })).body.solutions[0];
    expect(description.length).toBeLessThanOrEqual(302);
    expect(description).toMatch(/^Tampilan jadwal kosong\. .* …$/);
  });

  it('does not offer a case that nobody answered', async () => {
    expect(await find('kontrak elektronik')).toEqual([]);
  });

  it('never shows what another office solved', async () => {
    const { body } = await ask({ q: 'galat 502 salatiga rahasia' });
    expect(numbers({ body })).toEqual(['CTH-2025-000001']);
    expect((await house.call('GET', '/api/v1/offices/salatiga/solutions?q=galat', undefined, { authorization: `Bearer ${desk.key}` })).body.code).toBe('wrong-office');
    const there = await house.staff('salatiga', 'helpdesk');
    expect(numbers(await there.get('/solutions?q=galat'))).toEqual(['SLT-2025-000001']);
  });

  it.each([
    ['unknown words', 'xyzzy plugh'], ['symbols', '!!! ??? ((('], ['operators', 'a & | !'], ['a broken query', "'galat:* <-> ("], ['a quote', "' or 1=1 --"], ['words that tell nothing', 'yang dan tidak'],
    ['an emoji', '🙏'], ['a backslash', '\\'],
  ])('answers %s with an empty list', async (_which, q) => {
    // The broken query holds a known word, and finds it.
    expect([await ask({ q })].map(({ status, body }) => [status, numbers({ body })])).toEqual([[200, q.includes('galat') ? ['CTH-2025-000001'] : []]]);
  });

  it.each([
    ['nothing', {}], ['an empty question', { q: '' }], ['blanks', { q: '   ' }], ['10,000 characters', { q: 'galat '.repeat(1667) }], ['a control character', { q: 'galat\u0000' }],
    ['no cases', { q: 'galat', limit: '0' }], ['too many cases', { q: 'galat', limit: '21' }], ['half a case', { q: 'galat', limit: '1.5' }],
  ])('refuses %s with a reason', async (_which, query) => {
    const { status, body } = await ask(query);
    expect([status, body.code]).toEqual([400, 'bad-request']);
    expect(body.errors.length).toBeGreaterThan(0);
  });
});

describe('similar cases', () => {
  it('are found by the own words of a report, from its first minute', async () => {
    const { number } = await reported(house, desk, 'contoh', { description: 'Dokumen penawaran gagal terunggah dengan galat 502, mohon bantuannya.' });
    const { status, body } = await desk.get(`/cases/${number}/similar`);
    expect(status).toBe(200);
    expect(numbers({ body })).toEqual(['CTH-2025-000001', 'CTH-2025-000002']);
    expect(numbers(await desk.get(`/cases/${number}/similar?limit=1`))).toEqual(['CTH-2025-000001']);
  });

  it('are others: a solved case is not similar to itself', async () => {
    expect(numbers(await desk.get('/cases/CTH-2025-000004/similar'))).toEqual(['CTH-2025-000003']);
  });

  it('are asked for a case of this office only', async () => {
    for (const number of ['SLT-2025-000001', 'CTH-2025-999999']) expect((await desk.get(`/cases/${number}/similar`)).body.code).toBe('unknown-case');
  });
});

describe('a report that is answered and confirmed', () => {
  it('is found within seconds, because the worker indexes it', async () => {
    const { number, taskId, reporter } = await reported(house, desk, 'contoh', { description: 'Faktur meterai elektronik tertolak sistem.' });
    expect(outcome(await desk.act(number, 'answer', { taskId, text: 'Beli meterai pada distributor resmi.' }))[0]).toBe(200);
    expect(await find('meterai')).toEqual([]);
    expect(outcome(await reporter('confirm'))).toEqual([200, 'ditutup']);
    await until(async () => (await find('meterai')).includes(number), `${number} is indexed`);
  });
});

describe('who reads known solutions', () => {
  const logged = () => house.db.select().from(accessLog).where(eq(accessLog.what, 'solutions')).orderBy(accessLog.id);

  it('is written down once for each search, without the question', async () => {
    const before = (await logged()).length;
    await ask({ q: 'galat dokumen sandi' });
    await desk.get('/cases/CTH-2025-000004/similar');
    const rows = (await logged()).slice(before);
    expect(rows).toMatchObject([{ office: 'contoh', person: desk.person, caseId: null }, { office: 'contoh', person: desk.person, caseId: expect.any(String) }]);
    expect(JSON.stringify(rows)).not.toMatch(/galat|dokumen|sandi/);
  });

  it('holds a function now: one whose term ended is refused, and nothing is written down', async () => {
    const before = (await logged()).length;
    const authorization = `Bearer ${await house.key('contoh', 'cth-06')}`;
    for (const path of ['solutions?q=galat', 'cases/CTH-2025-000004/similar']) {
      const { status, body } = await house.call('GET', `/api/v1/offices/contoh/${path}`, undefined, { authorization });
      expect([status, body.code]).toEqual([403, 'no-function']);
    }
    expect(await logged()).toHaveLength(before);
  });

  it('cannot empty the archive: each person has a number of searches a minute', async () => {
    const app = await buildApp({ ...house.deps, config: { ...house.config, SIGAP_RATE_LIMIT: 3 } });
    const colleague = await house.key('contoh', 'cth-04');
    const search = async (key: string) => (await app.inject({ method: 'GET', url: '/api/v1/offices/contoh/solutions?q=galat', headers: { authorization: `Bearer ${key}` } })).statusCode;
    const codes = [];
    for (let n = 0; n < 4; n += 1) codes.push(await search(desk.key));
    expect(codes).toEqual([200, 200, 200, 429]);
    expect(await search(colleague)).toBe(200);
    await app.close();
  });
});
