import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { median, quantile, spread, inFlight, until } from './statistics.ts';
import { usage } from './house.ts';
import type { BenchHouse } from './house.ts';
import type { Row } from './table.ts';

const perPair = 300;
const width = 16;
const farAway = 7 * 24 * 3_600_000;

/** Reports accepted per second over HTTP, beside bare starts of the twin, 16 in flight, in alternating pairs. */
export async function measureAccepting(house: BenchHouse, pairs: number): Promise<Row[]> {
  const accepted: number[] = [];
  const opened: number[] = [];
  const latencies: number[] = [];
  const twinStarts: number[] = [];
  const ratios: number[] = [];
  let cpu = 0;
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const body = JSON.stringify({ reporter: { name: 'Beban', mail: 'beban@penyedia.example' }, role: 'penyedia', category: 'aplikasi-spse', description: 'Laporan beban.' });
  const report = () => new Promise<number>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': randomUUID() };
    request(`${house.url}/api/v1/offices/salatiga/problem`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    }).once('error', reject).end(body);
  });
  const cpuNow = () => { const { server, worker } = house.pids(); return usage(server).cpuSeconds + usage(worker).cpuSeconds; };
  const openedCases = async () => Number((await house.sql`select count(*)::int as n from cases`)[0]?.n);
  // One pair that is not counted warms pools, caches and compilers.
  for (let pair = -1; pair < pairs; pair += 1) {
    house.twin.reset();
    const twinStart = performance.now();
    await inFlight(perPair, width, () => house.twin.start(Date.now() + farAway));
    const twinRate = perPair / ((performance.now() - twinStart) / 1000);
    await until(() => house.twin.opened() >= perPair, 'the twins are open');

    const before = await openedCases();
    const cpuBefore = cpuNow();
    const took: number[] = [];
    const start = performance.now();
    await inFlight(perPair, width, async () => {
      const sent = performance.now();
      const status = await report();
      if (status !== 202) throw new Error(`A report was answered with ${status}`);
      took.push(performance.now() - sent);
    });
    const rate = perPair / ((performance.now() - start) / 1000);
    await until(async () => await openedCases() >= before + perPair, 'the reports are open');
    const openRate = perPair / ((performance.now() - start) / 1000);
    await until(async () => Number((await house.sql`select count(*)::int as n from notices where state in ('pending','sending','unknown')`)[0]?.n) === 0, 'the mails are out');
    if (pair < 0) continue;
    twinStarts.push(twinRate); accepted.push(rate); opened.push(openRate); latencies.push(...took); ratios.push(rate / twinRate);
    cpu += cpuNow() - cpuBefore;
  }
  return [
    { what: `Reports accepted per second, ${width} in flight`, sigap: spread(accepted), baseline: `${spread(twinStarts)} twin starts`, ratio: median(ratios).toFixed(2), goal: '>= 0.8x' },
    { what: 'Time to the answer of a report', sigap: `p50 ${median(latencies).toFixed(0)} / p99 ${quantile(latencies, 0.99).toFixed(0)} ms`, baseline: '-', ratio: '-', goal: '-' },
    { what: 'Reports fully opened per second (case, task, plan, mails written)', sigap: spread(opened), baseline: '-', ratio: '-', goal: '-' },
    { what: 'CPU of server and worker per report, mails included', sigap: `${((cpu * 1000) / (perPair * pairs)).toFixed(1)} ms`, baseline: '-', ratio: '-', goal: '-' },
  ];
}
