import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { indexClosed, newWalk } from '../../activities/indexer.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { searchSolutions, similarSolutions } from '../../api/solutions.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { createVault } from '../../db/vault.ts';
import { freePort } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import { putCases } from '../../search/testing/solved-cases.ts';
import { solvedCase } from './search-corpus.ts';
import { quantile } from './statistics.ts';
import type { Row } from './table.ts';

const limit = 10;
const staff = { office: 'salatiga', person: 'beban', functions: ['helpdesk'] };
const msOf = (values: number[]) => `p50 ${quantile(values, 0.5).toFixed(1)} / p99 ${quantile(values, 0.99).toFixed(1)} ms`;

/** Questions of a help desk, each with the words that a person would give `LIKE`: all of them must stand in a case. */
const questions = [
  { what: 'one word that few cases hold', ask: (n: number) => /\d{7}/.exec(solvedCase(n * 41).description)?.[0] ?? '', like: (q: string) => [q] },
  { what: 'one word that many cases hold', ask: (n: number) => ['kontrak', 'unduhan', 'sertifikat', 'jadwal', 'penawaran'][n % 5] ?? '', like: (q: string) => [q] },
  { what: 'a sentence of six words', ask: (n: number) => `gagal mengunggah ${['dokumen', 'berkas', 'surat', 'laporan'][n % 4]} penawaran galat ${100 + n}`, like: (q: string) => q.split(' ').filter((word) => word !== 'gagal') },
];

/** Search over sealed texts (ERR-21) beside `LIKE` over a table of the same texts in plain sight, in alternating calls. */
export async function measureSearch(count: number, calls: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-search-'));
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), port: await freePort(), password: 'sigap', logFile: join(folder, 'postgres.log') });
  const url = postgres.url('postgres');
  await migrate(url);
  const { db, sql, close } = connect(url, 4);
  const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
  const deps = { db, vault, log: pino({ level: 'silent' }) } as unknown as ApiDeps;
  try {
    await sql`create table plain (number text primary key, office text, closed_at timestamptz, body text)`;
    await sql`create index plain_office on plain (office, closed_at)`;
    for (let from = 0; from < count; from += 500) {
      const told = Array.from({ length: Math.min(500, count - from) }, (_, n) => solvedCase(from + n));
      await putCases(db, vault, told);
      await sql`insert into plain ${sql(told.map(({ number, closedAt, description, answers, rootCause = '' }) => ({
        number, office: 'salatiga', closed_at: closedAt?.toISOString() ?? null, body: [description, rootCause, ...answers].join(' '),
      })))}`;
    }
    const from = performance.now();
    for (const walk = newWalk(); await indexClosed(deps, walk) > 0;);
    const indexed = count / ((performance.now() - from) / 1000);
    await sql`vacuum analyze`;
    const idle: number[] = [];
    for (let n = 0; n < 20; n += 1) idle.push(await timed(() => indexClosed(deps)));

    const rows: Row[] = [];
    for (const { what, ask, like } of questions) {
      const ours: number[] = [];
      const plain: number[] = [];
      for (let n = 0; n < calls; n += 1) {
        const q = ask(n);
        ours.push(await timed(() => searchSolutions(deps, staff, q, { limit })));
        const any = like(q).map((word) => sql`body like ${`%${word}%`}`).reduce((one, other) => sql`${one} and ${other}`);
        plain.push(await timed(() => sql`select number, closed_at, body from plain where office = 'salatiga' and ${any} order by closed_at desc limit ${limit}`));
      }
      rows.push({ what: `Search over ${count} solved cases: ${what}`, sigap: msOf(ours), baseline: `${msOf(plain)} (LIKE)`, ratio: `${(quantile(ours, 0.5) / quantile(plain, 0.5)).toFixed(2)} (p50)`, goal: '-' });
    }
    const similar: number[] = [];
    for (let n = 0; n < calls; n += 1) similar.push(await timed(() => similarSolutions(deps, staff, solvedCase((n * 487) % count).number, { limit })));
    const [size] = await sql<{ terms: string; gin: string; plain: string }[]>`
      select pg_size_pretty(pg_table_size('solutions')) as terms, pg_size_pretty(pg_indexes_size('solutions')) as gin, pg_size_pretty(pg_table_size('plain')) as plain`;
    return [
      ...rows,
      { what: `Similar cases among ${count}, by a whole description`, sigap: msOf(similar), baseline: '-', ratio: '-', goal: '-' },
      { what: `Size of the search index of ${count} cases: rows and indexes; baseline: the plain texts`, sigap: `${size?.terms} + ${size?.gin}`, baseline: size?.plain ?? '', ratio: '-', goal: '-' },
      { what: 'Solved cases indexed per second, by one indexer', sigap: indexed.toFixed(0), baseline: '-', ratio: '-', goal: '-' },
      { what: `Indexer finds nothing new among ${count} closed cases (every 10 s)`, sigap: msOf(idle), baseline: '-', ratio: '-', goal: '-' },
    ];
  } finally {
    await close();
    await postgres.stop();
  }
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
