import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import pino from 'pino';
import { createVault } from '../db/vault.ts';
import { rankSolved } from '../search/rank.ts';
import { stemsOf } from '../search/stems.ts';
import { termOf } from '../search/terms.ts';
import { putCases } from '../search/testing/solved-cases.ts';
import type { Told } from '../search/testing/solved-cases.ts';
import { indexClosed, newWalk } from './indexer.ts';
import type { IndexerDeps } from './indexer.ts';
import { openOffice } from './testing/office.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
let deps: IndexerDeps;
beforeEach(async () => {
  office = await openOffice();
  deps = office.deps;
});
afterEach(() => office.close());

const upload: Told = {
  number: 'SLT-2026-000001', description: 'Penyedia gagal mengunggah dokumen penawaran, muncul galat 502.',
  answers: ['Bersihkan singgahan peramban, kemudian unggah ulang berkasnya.'], rootCause: 'Sertifikat peladen kedaluwarsa.', cause: 'peladen',
};
const login: Told = { number: 'SLT-2026-000002', description: 'Kata sandi Pokja ditolak saat masuk.', answers: ['Sandi diatur ulang oleh administrator.'] };

const indexAll = async (one = deps) => { while (await indexClosed(one) > 0); };
const rows = () => office.sql<{ number: string; terms: string }[]>`select number, terms::text as terms from solutions order by number`;
async function found(question: string, at = 'salatiga'): Promise<string[]> {
  const [stems = new Map<string, number>()] = await stemsOf(deps.db, [question]);
  const terms = [...stems.keys()].map((stem) => termOf(deps.vault, at, stem));
  return (await rankSolved(deps.db, { office: at, terms, limit: 10 })).map(({ number }) => number);
}

describe('a case that was answered and closed (ERR-21)', () => {
  beforeEach(async () => {
    await putCases(deps.db, deps.vault, [upload, login]);
    await indexAll();
  });

  it.each([
    ['the words of its description', 'galat 502'], ['another form of them', 'unggahan penyedia'], ['the words of its answer', 'singgahan'],
    ['the words of its root cause', 'sertifikat'], ['an English word for the same thing', 'upload'], ['words of which only one is known', 'xyzzy mengunggahkan plugh'],
  ])('is found by %s', async (_which, question) => {
    expect(await found(question)).toEqual([upload.number]);
  });

  it('is not found by what stands in every report, nor under the terms of another office', async () => {
    expect(await found('yang tidak dapat dan mohon')).toEqual([]);
    expect(await found('galat 502', 'contoh')).toEqual([]);
  });

  it('leaves no word of its texts in the table', async () => {
    const table = JSON.stringify(await office.sql`select s::text as row from solutions s`).toLowerCase();
    const words = [upload, login].flatMap(({ description, answers = [], rootCause = '' }) => [description, ...answers, rootCause].join(' ').toLowerCase().match(/\p{L}{4,}|\d{3,}/gu) ?? []);
    const stems = (await stemsOf(deps.db, [words.join(' ')])).flatMap((some) => [...some.keys()]).filter((stem) => stem.length >= 4);
    expect(words.length).toBeGreaterThan(25);
    expect(stems.length).toBeGreaterThan(15);
    // A keyed term has eleven letters and digits, among which a short word stands by chance: it counts as a term of its own.
    const standsThere = (word: string) => table.includes(word.length < 6 ? `'${word}'` : word);
    expect([...words, ...stems].filter(standsThere)).toEqual([]);
  });

  it('shows nobody the order of its words', async () => {
    const [row] = await rows();
    // Every term stands once: whatever its place in the text was, it counts as the first.
    expect(new Set(row?.terms.split(' ').map((term) => term.replace(/^'[\w-]{11}'/, '')))).toEqual(new Set([':1A', ':1C', ':1B', ':1A,2C']));
  });
});

it('a case without an answer and an open one are no known solutions', async () => {
  await putCases(deps.db, deps.vault, [
    { ...upload, number: 'SLT-2026-000003', answers: [] },
    { ...upload, number: 'SLT-2026-000004', closedAt: null },
  ]);
  await indexAll();
  expect(await rows()).toEqual([{ number: 'SLT-2026-000003', terms: '' }]);
  expect(await found('galat 502')).toEqual([]);
});

it('a case without an answer is looked at once', async () => {
  await putCases(deps.db, deps.vault, [{ ...upload, answers: [] }]);
  expect(await indexClosed(deps)).toBe(1);
  expect(await indexClosed(deps)).toBe(0);
});

it('a case solved before Sigap is found by the words that its register brought', async () => {
  await putCases(deps.db, deps.vault, [{ ...upload, imported: true }, { ...login, imported: true, answers: [] }]);
  await indexAll();
  expect(await found('singgahan')).toEqual([upload.number]);
  expect(await found('sertifikat')).toEqual([upload.number]);
  expect(await found('sandi')).toEqual([]);
});

const many = Array.from({ length: 25 }, (_, n): Told => ({ ...upload, number: `SLT-2026-1${String(n).padStart(5, '0')}` }));

it('an indexer that dies goes on where it stopped and indexes none twice', async () => {
  await putCases(deps.db, deps.vault, many);
  expect(await indexClosed(deps, newWalk(), 10)).toBe(10);
  const before = await rows();
  // Cut off in the middle of the next batch, as a killed worker is: nothing of that batch stays.
  await office.sql.unsafe(`create function stop() returns trigger language plpgsql as $$ begin if (select count(*) from solutions) >= 15 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$;
    create trigger stop before insert on solutions for each row execute function stop()`);
  await expect(indexClosed(deps, newWalk(), 10)).rejects.toThrow();
  expect(await rows()).toEqual(before);
  await office.sql.unsafe('drop trigger stop on solutions');
  await indexAll();
  expect((await rows()).map(({ number }) => number)).toEqual(many.map(({ number }) => number));
});

it('several indexers at once index every case once', async () => {
  await putCases(deps.db, deps.vault, many);
  await Promise.all(Array.from({ length: 5 }, () => indexClosed(deps, newWalk(), 4)));
  await indexAll();
  expect((await rows()).map(({ number }) => number)).toEqual(many.map(({ number }) => number));
});

it('a text that cannot be opened keeps no other case from being found', async () => {
  const lost = createVault(`k9:${Buffer.alloc(32, 9).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
  await putCases(deps.db, lost, [login]);
  await putCases(deps.db, deps.vault, [upload]);
  const said: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => { said.push(line); } });
  const walk = newWalk();
  while (await indexClosed({ ...deps, log }, walk, 1) > 0);
  expect(await found('galat 502')).toEqual([upload.number]);
  expect((await rows()).map(({ number }) => number)).toEqual([upload.number]);
  // Said once, and tried again by the next worker.
  expect(said).toHaveLength(1);
  expect(walk.unreadable.size).toBe(1);
});

it('a case is found by its last answer as by the one before it was reopened', async () => {
  await putCases(deps.db, deps.vault, [{ ...login, answers: ['Ganti peramban.', 'Perbarui token OTP.'] }]);
  await indexAll();
  expect(await found('token')).toEqual([login.number]);
  expect(await found('peramban')).toEqual([login.number]);
});
