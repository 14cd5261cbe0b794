import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usage } from './house.ts';
import type { BenchHouse } from './house.ts';
import { inFlight, median, quantile, spread, until } from './statistics.ts';
import type { Row } from './table.ts';
import { watchMemory } from './watch-memory.ts';

const width = 8;
const fileBytes = 200 * 1024;
const farAway = 7 * 24 * 3_600_000;
const items = ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'npwp'];

/** A file of its own for every item, so that no content is stored only once. */
const newFile = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(fileBytes)]);

/**
 * Registrations with four uploads each over HTTP, beside bare starts of the twin with the same bytes written raw to the same disk, in alternating
 * pairs; and the server's peak memory over the whole beside its peak in the first pair.
 */
export async function measureRegistrations(house: BenchHouse, total: number, pairs: number): Promise<Row[]> {
  const perPair = total / pairs;
  const base = `${house.url}/api/v1/offices/salatiga`;
  const raw = await mkdtemp(join(tmpdir(), 'sigap-raw-'));
  const took: number[] = [];
  const register = async () => {
    const files = await Promise.all(items.map(async (item) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(newFile())], { type: 'application/pdf' }), `${item}.pdf`);
      const { sha256 } = await asked<{ sha256: string }>(await fetch(`${base}/files`, { method: 'POST', body: form }), 201);
      return { item, sha256 };
    }));
    const sent = performance.now();
    await asked(await fetch(`${base}/registration`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        kind: 'perorangan', reporter: { name: 'Beban Contoh', mail: `beban-${randomUUID()}@penyedia.example` }, nik: '3373010101900001', npwp: '3373010101900001',
        reference: 'beban', files,
      }),
    }), 202);
    took.push(performance.now() - sent);
  };
  const bare = async () => {
    await Promise.all(items.map(() => writeFile(join(raw, randomUUID()), newFile())));
    await house.twin.start(Date.now() + farAway);
  };
  const opened = async () => Number((await house.sql`select count(*)::int as n from cases where sop = 'registration'`)[0]?.n);
  const rates: { sigap: number; bare: number; peakMiB: number }[] = [];
  try {
    await inFlight(width, width, register);
    for (let pair = 0; pair < pairs; pair += 1) {
      house.twin.reset();
      const bareFrom = performance.now();
      await inFlight(perPair, width, bare);
      const bareRate = perPair / ((performance.now() - bareFrom) / 1000);
      await until(() => house.twin.opened() >= perPair, 'the twins are open');
      const before = await opened();
      const memory = watchMemory(house.pids().server);
      const from = performance.now();
      await inFlight(perPair, width, register);
      const rate = perPair / ((performance.now() - from) / 1000);
      await until(async () => await opened() >= before + perPair, 'the registrations are open');
      rates.push({ sigap: rate, bare: bareRate, peakMiB: memory.peak() });
      memory.stop();
    }
  } finally {
    await rm(raw, { recursive: true, force: true });
  }
  const [first] = rates;
  const last = Math.max(...rates.map(({ peakMiB }) => peakMiB));
  return [
    {
      what: `Registrations with ${items.length} files of ${fileBytes / 1024} KiB each, per second, ${width} in flight, ${total} in all; baseline: bare starts with raw file writes`,
      sigap: spread(rates.map(({ sigap }) => sigap)), baseline: spread(rates.map((one) => one.bare)),
      ratio: median(rates.map((one) => one.sigap / one.bare)).toFixed(2), goal: '-',
    },
    { what: 'Time to the answer of a registration, its files uploaded before', sigap: `p50 ${median(took).toFixed(0)} / p99 ${quantile(took, 0.99).toFixed(0)} ms`, baseline: '-', ratio: '-', goal: '-' },
    {
      what: `Peak memory of the server over ${total} registrations with their uploads; baseline: over the first ${perPair}`, sigap: `${last.toFixed(0)} MiB`, baseline: `${(first?.peakMiB ?? 0).toFixed(0)} MiB`,
      ratio: (last / (first?.peakMiB ?? 1)).toFixed(2), goal: '<= 1.25x',
    },
    { what: 'Server memory after them', sigap: `${usage(house.pids().server).rssMiB.toFixed(0)} MiB`, baseline: '-', ratio: '-', goal: '-' },
  ];
}

async function asked<Body>(answer: Response, status: number): Promise<Body> {
  if (answer.status !== status) throw new Error(`Answered with ${answer.status} ${await answer.text()}`);
  return await answer.json() as Body;
}
