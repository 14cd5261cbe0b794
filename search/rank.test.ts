import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../db/client.ts';
import { createDatabase } from '../test/setup/database.ts';
import { rankSolved } from './rank.ts';

let connection: ReturnType<typeof connect>;
beforeAll(async () => {
  connection = connect((await createDatabase()).url, 2);
  // 2,500 solved cases, one an hour: each holds the common term, every hundredth a rarer one, the oldest two a rare one each.
  await connection.sql`
    insert into cases (id, office, sop, number, state, received_at, opened_at, closed_at, seq)
    select gen_random_uuid(), 'salatiga', 'problem', 'K-' || to_char(n, 'FM0000'), 'ditutup', now(), now(), '2026-01-01'::timestamptz + n * interval '1 hour', 0 from generate_series(1, 2500) as n`;
  await connection.sql`
    insert into solutions (case_id, office, number, closed_at, category, terms)
    select id, office, number, closed_at, case when right(number, 4)::int % 2 = 0 then 'genap' end,
      ('''umum'':1A' || case when right(number, 4)::int % 100 = 0 then ' ''sedang'':1A' else '' end || case number when 'K-0001' then ' ''langka'':1A' when 'K-0002' then ' ''langka'':1C' else '' end)::tsvector from cases`;
});
afterAll(() => connection.close());

const ranked = async (terms: string[], more: { category?: string; except?: string; limit?: number } = {}) =>
  (await rankSolved(connection.db, { office: 'salatiga', terms, limit: 4, ...more })).map(({ number }) => number);

it('a word of every case gives the newest', async () => {
  expect(await ranked(['umum'])).toEqual(['K-2500', 'K-2499', 'K-2498', 'K-2497']);
  // Counted once, it stays common.
  expect(await ranked(['umum'])).toEqual(['K-2500', 'K-2499', 'K-2498', 'K-2497']);
});

it('a rare word finds old cases, however common the other words are; its place in the case counts', async () => {
  expect(await ranked(['umum', 'langka', 'sedang'], { limit: 3 })).toEqual(['K-0001', 'K-2500', 'K-2400']);
  expect(await ranked(['umum', 'langka'])).toEqual(['K-0001', 'K-0002', 'K-2500', 'K-2499']);
});

it('a category and an excluded case hold for common and rare words alike', async () => {
  const [newest] = await rankSolved(connection.db, { office: 'salatiga', terms: ['umum'], limit: 1 });
  expect(await ranked(['umum', 'langka'], { category: 'genap', except: newest?.caseId ?? '' })).toEqual(['K-0002', 'K-2498', 'K-2496', 'K-2494']);
});

it('nothing is found by no term, by an unknown one, or in another office', async () => {
  expect(await ranked([])).toEqual([]);
  expect(await ranked(['lain'])).toEqual([]);
  expect(await rankSolved(connection.db, { office: 'malang', terms: ['umum', 'langka'], limit: 4 })).toEqual([]);
});
