import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { announce } from '../../api/status/testing/announce.ts';
import type { BenchHouse } from './house.ts';
import { median, spread } from './statistics.ts';
import type { Row } from './table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [connections, seconds] = [20, 5];
const hour = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

interface Load { perSecond: number; p50: number; p99: number }

/** The status page of an office with a history, under load, beside a bare route that sends as many bytes, in alternating turns. */
export async function measureStatus(house: BenchHouse, pairs: number): Promise<Row[]> {
  const base = { office: 'salatiga', words: 'Alasan: pembaruan aplikasi. Perkiraan dampak: SPSE tidak dapat dibuka selama pemeliharaan.' };
  for (let n = 1; n <= 15; n += 1) {
    await announce(house.deps, 'maintenance', base, [{ at: at(-n * 100), state: 'terjadwal', startsAt: at(-n * 90), endsAt: at(-n * 90 + 3) }, { at: at(-n * 90 + 3), state: 'selesai', isOfficial: true }]);
    await announce(house.deps, 'outage', base, [{ at: at(-n * 80), state: 'gangguan', startsAt: at(-n * 80), endsAt: null }, { at: at(-n * 79), state: 'pulih', endsAt: at(-n * 79), news: 'Layanan kembali normal.' }]);
  }
  const page = `${house.url}/status/salatiga`;
  const bytes = Buffer.byteLength(await (await fetch(page)).text());
  const twin = fork(`${root}test/bench/twin/page.ts`, [String(bytes)], { execPath: process.execPath });
  try {
    const [bare] = await once(twin, 'message') as [string];
    for (const url of [page, bare]) await load(url, 2);
    const turns: { ours: Load; theirs: Load }[] = [];
    for (let turn = 0; turn < pairs; turn += 1) turns.push({ ours: await load(page, seconds), theirs: await load(bare, seconds) });
    const [ours, theirs] = [turns.map((turn) => turn.ours), turns.map((turn) => turn.theirs)];
    const each = (all: Load[], name: keyof Load) => all.map((one) => one[name]);
    const ratio = (name: keyof Load) => (median(each(ours, name)) / median(each(theirs, name))).toFixed(2);
    const latency = (all: Load[]) => `p50 ${median(each(all, 'p50'))} / p99 ${median(each(all, 'p99'))} ms`;
    return [
      { what: `Status page of ${(bytes / 1024).toFixed(0)} KiB with 30 announcements, answers per second, ${connections} in flight`, sigap: spread(each(ours, 'perSecond')), baseline: `${spread(each(theirs, 'perSecond'))} (bare route, same bytes)`, ratio: ratio('perSecond'), goal: '-' },
      { what: 'Time to the answer of the status page under that load', sigap: latency(ours), baseline: latency(theirs), ratio: `${ratio('p99')} (p99)`, goal: '-' },
    ];
  } finally {
    twin.kill('SIGKILL');
  }
}

/** @throws Error when an answer was not 200 */
async function load(url: string, duration: number): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, [`${root}node_modules/autocannon/autocannon.js`, '-j', '-c', String(connections), '-d', String(duration), url], { maxBuffer: 2 ** 24 });
  const { requests, latency, errors, non2xx } = JSON.parse(stdout) as { requests: { average: number }; latency: { p50: number; p99: number }; errors: number; non2xx: number };
  if (errors + non2xx > 0) throw new Error(`${errors} errors and ${non2xx} other answers from ${url}`);
  return { perSecond: requests.average, p50: latency.p50, p99: latency.p99 };
}
