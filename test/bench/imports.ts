import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { columns } from '../../api/imports/columns.ts';
import { issueKey } from '../../db/offices.ts';
import type { BenchHouse } from './house.ts';
import { median, spread } from './statistics.ts';
import type { Row } from './table.ts';
import { watchMemory } from './watch-memory.ts';

const office = 'salatiga';
const words = 'Dokumen penawaran tidak dapat diunggah, muncul kesalahan pada langkah terakhir; sudah dicoba dengan peramban lain. '.repeat(3);

/** Rows as a desk has them: one in a hundred is still open. */
function* register(rows: number): Generator<string> {
  const run = randomUUID();
  yield `${columns.join(',')}\r\n`;
  for (let row = 0; row < rows; row += 1) {
    const open = row % 100 === 0;
    const cells = [
      '02/03/2026 09.15', 'Telepon', `${run}-${row}`, `Pelapor ${row}`, '', '0812-0000-0001', 'Penyedia', 'Aplikasi SPSE', words,
      open ? '' : '03/03/2026 10.00', open ? '' : words, open ? '' : 'Kesalahan pengguna.',
    ];
    yield `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`;
  }
}

/** A register of many rows: rows per second beside a bare COPY of the same file into unsealed columns, and the server's peak beside that of few rows. */
export async function measureImports(house: BenchHouse, few: number, many: number, runs: number): Promise<Row[]> {
  const authorization = `Bearer ${await issueKey(house.deps.db, office, 'slt-05')}`;
  const base = `${house.url}/api/v1/offices/${office}/imports`;
  const imported = async (rows: number) => {
    const form = new FormData();
    form.set('file', new Blob([...register(rows)], { type: 'text/csv' }), 'register.csv');
    const memory = watchMemory(house.pids().server);
    const from = performance.now();
    try {
      const staged = await asked(await fetch(base, { method: 'POST', headers: { authorization }, body: form }));
      const read = performance.now();
      await asked(await fetch(`${base}/${staged.id}/run`, { method: 'POST', headers: { authorization } }));
      return { readMs: read - from, runMs: performance.now() - read, peakMiB: memory.peak() };
    } finally {
      memory.stop();
    }
  };
  const copied = async (rows: number) => {
    await house.sql.unsafe(`create table bare (${columns.map((column) => `${column} text`).join(', ')}, primary key (nomor_luar))`);
    const from = performance.now();
    await pipeline(Readable.from(register(rows)), await house.sql`copy bare from stdin (format csv, header)`.writable());
    const ms = performance.now() - from;
    await house.sql`drop table bare`;
    return ms;
  };

  await imported(few);
  const small: number[] = [];
  const large: { readMs: number; runMs: number; peakMiB: number }[] = [];
  const bare: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    small.push((await imported(few)).peakMiB);
    large.push(await imported(many));
    bare.push(await copied(many));
  }
  const rate = (ms: number[]) => ms.map((one) => many / (one / 1000));
  const whole = large.map(({ readMs, runMs }) => readMs + runMs);
  const peaks = large.map(({ peakMiB }) => peakMiB);
  return [
    {
      what: `Register of ${many} rows, read, judged, sealed and imported, rows per second; baseline: COPY of the same file`, sigap: spread(rate(whole)),
      baseline: spread(rate(bare)), ratio: (median(rate(whole)) / median(rate(bare))).toFixed(3), goal: '-',
    },
    { what: `The run of ${many} staged rows (one transaction)`, sigap: `${spread(large.map(({ runMs }) => runMs))} ms`, baseline: `${spread(bare)} ms`, ratio: '-', goal: '-' },
    {
      what: `Peak memory of the server during an import of ${many} rows; baseline: of ${few}`, sigap: `${spread(peaks)} MiB`, baseline: `${spread(small)} MiB`,
      ratio: (median(peaks) / median(small)).toFixed(2), goal: '<= 1.25x',
    },
  ];
}

async function asked(answer: Response): Promise<{ id: string }> {
  const body = await answer.json() as { id: string; broken: number };
  if (!answer.ok || body.broken > 0) throw new Error(`The import was answered with ${answer.status} ${JSON.stringify(body)}`);
  return body;
}
