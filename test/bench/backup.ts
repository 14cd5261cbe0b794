import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import pino from 'pino';
import { backupHouse } from '../../activities/backup/house.ts';
import { prepareStores } from '../../activities/backup/prepare-stores.ts';
import { readBackCopy } from '../../activities/backup/read-back.ts';
import { silentWork } from '../../activities/backup/work.ts';
import { takeInSystem } from '../../db/take-in-system.ts';
import { backupCopies, backupSets, backupStores } from '../../db/backup-schema.ts';
import { officeInForce } from '../../api/offices.ts';
import { cases, events } from '../../db/schema.ts';
import { officeWith } from '../quick-office.ts';
import { changeOnePercent, fillDatabase, fillFolder, flipBit } from './backup-data.ts';
import type { BenchHouse } from './house.ts';
import { median, spread, until } from './statistics.ts';
import type { Row } from './table.ts';
import { watchMemory } from './watch-memory.ts';

const office = 'contoh';
const run = promisify(execFile);

interface Size { rows: number; files: number }

/**
 * A run of backups by its workflow, from its taking in until its copy is written down as verified, beside the bare commands on the same data in turns:
 * `pg_dump -Fc -Z0`, `restic backup`, `restic check --read-data`. Then the same after one in a hundred has changed, onto a medium beside `restic copy`, a
 * whole drill, and how long one flipped bit stays unseen.
 */
export async function measureBackup(house: BenchHouse, { rows, files }: Size, pairs: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-bench-backup-'));
  const data = join(folder, 'berkas');
  const url = await fillDatabase(house, 'spse', rows);
  await fillFolder(data, files);
  const secrets = await declare(house, folder, data, url);
  const times = { first: pairsOf(), second: pairsOf(), portable: pairsOf() };
  const memory: number[] = [];
  let [drill, flip]: [Record<string, number>, number] = [{}, 0];

  for (let pair = 0; pair < pairs; pair += 1) {
    const bare = await bareStores(join(folder, `bare-${pair}`), secrets);
    await newStores(house, folder);
    const watch = watchMemory(house.pids().worker);
    // In turns, so that neither always finds the data warm.
    const both = async (into: Pair, sigap: () => Promise<number>, raw: () => Promise<number>) => {
      const [a, b] = pair % 2 === 0 ? [await raw(), await sigap()] : [0, 0];
      const [c, d] = pair % 2 === 0 ? [b, a] : [await sigap(), await raw()];
      into.sigap.push(c); into.bare.push(d);
    };
    await both(times.first, () => runOf(house, { kind: 'harian' }), () => bare.backUp(url, data));
    await changeOnePercent(url, data);
    await both(times.second, () => runOf(house, { kind: 'harian' }), () => bare.backUp(url, data));
    const set = await newestSet(house);
    await both(times.portable, () => runOf(house, { kind: 'portabel', set, medium: 'media-a' }), () => bare.copy());
    watch.stop();
    memory.push(watch.peak());
    if (pair === pairs - 1) {
      drill = await drillOf(house, set);
      flip = await flipOf(house, folder, set);
    }
    await bare.remove();
  }
  await rm(folder, { recursive: true });
  return report({ rows, files }, times, { memory, drill, flip });
}

interface Pair { sigap: number[]; bare: number[] }
const pairsOf = (): Pair => ({ sigap: [], bare: [] });
type Times = Record<'first' | 'second' | 'portable', Pair>;

function report({ rows, files }: Size, times: Times, { memory, drill, flip }: { memory: number[]; drill: Record<string, number>; flip: number }): Row[] {
  const size = `${(rows / 1e6).toFixed(2)} GB of rows and ${files} files`;
  const beside = (what: string, { sigap, bare }: Pair, goal: string): Row => ({
    what, sigap: `${spread(sigap, 1)} s`, baseline: `${spread(bare, 1)} s`, ratio: median(sigap.map((one, at) => one / bare[at]!)).toFixed(2), goal,
  });
  const seconds = (ms = Number.NaN) => `${(ms / 1000).toFixed(1)} s`;
  return [
    beside(`Run of ${size}, from its taking in until verified; baseline: pg_dump, restic backup, restic check --read-data`, times.first, '<= 1.1x'),
    beside('The next run, after one row and one file in a hundred have changed; the same baseline', times.second, '<= 1.1x'),
    beside('Onto a medium; baseline: restic copy, restic check --read-data of the copy', times.portable, '<= 1.1x'),
    { what: 'Highest memory of the worker in a whole round', sigap: `${spread(memory)} MiB`, baseline: '-', ratio: '-', goal: 'flat' },
    { what: `Full drill of it: restored and compared; ${drill.tables} tables, ${drill.rows} rows, ${drill.files} files, ${(drill.differingTables ?? 0) + (drill.differingFiles ?? 0) + (drill.missingFiles ?? 0) + (drill.missingTables ?? 0)} different`, sigap: seconds(drill.rtoMs), baseline: '-', ratio: '-', goal: '0 different' },
    { what: 'Time until one flipped bit of the repository is found', sigap: seconds(flip), baseline: '-', ratio: '-', goal: '-' },
  ];
}

/** Secrets, and the office file that names them. @returns the file with the password of every store */
async function declare(house: BenchHouse, folder: string, data: string, url: string): Promise<string> {
  const secrets = join(house.config.SIGAP_BACKUP_SECRETS_DIR ?? '', office);
  for (const one of [secrets, join(folder, 'uji')]) await mkdir(one, { recursive: true });
  await writeFile(join(secrets, 'repositori'), createHash('sha256').update(folder).digest('hex'), { mode: 0o600 });
  await writeFile(join(secrets, 'spse'), url, { mode: 0o600 });
  await writeFile(join(secrets, 'uji'), house.config.DATABASE_URL, { mode: 0o600 });
  const section = `
backup:
  at: "00:00"
  staging: ${join(folder, 'staging')}
  repository: { folder: ${join(folder, 'repositori')}, password: repositori }
  sources:
    - { code: spse, label: SPSE, kind: postgres, connection: spse }
    - { code: berkas, label: Berkas SPSE, kind: folder, folder: ${data} }
  leftOut: [{ source: spse, database: postgres, why: Uji }]
  places: [{ code: server, label: Ruang server, serverRoom: true }, { code: lemari, label: Lemari }]
  media: [{ code: media-a, label: Media A, folder: ${join(folder, 'media-a')}, password: repositori, home: lemari }]
  scratch: { connection: uji, folder: ${join(folder, 'uji')} }
`;
  await house.loadOffice(officeWith({ followUp: 86_400, spacing: 86_400, approval: 86_400 }, (text) => `${text.replace(/^backup:\n(?:[ \n].*\n)*/m, '')}${section}`));
  return join(secrets, 'repositori');
}

/** An empty repository and an empty medium; what was recorded of those before goes with them. */
async function newStores({ deps, config }: BenchHouse, folder: string): Promise<void> {
  for (const store of ['repositori', 'media-a']) {
    await rm(join(folder, store), { recursive: true, force: true });
    await mkdir(join(folder, store));
  }
  for (const table of [backupStores, backupCopies, backupSets]) await deps.db.delete(table);
  await prepareStores({ db: deps.db, backup: backupHouse(config).backup! }, office);
}

async function takeIn({ deps }: BenchHouse, sop: string, facts: Record<string, string | null>): Promise<string> {
  const inForce = await officeInForce(deps.db, office);
  const id = await takeInSystem(deps, inForce, { sop, key: `${Date.now()}`, text: 'Pengukuran', facts: () => facts, now: Date.now() });
  if (id === null) throw new Error('Taken in twice');
  return id;
}

/** @returns seconds until its copy is verified */
async function runOf(house: BenchHouse, facts: { kind: string; set?: string; medium?: string }): Promise<number> {
  const { db } = house.deps;
  const start = performance.now();
  const id = await takeIn(house, 'backup', { scheduledFor: null, since: null, set: null, ...facts });
  await eventOf(house, id, 'copy.verified');
  const seconds = (performance.now() - start) / 1000;
  await until(async () => (await db.select().from(cases).where(and(eq(cases.id, id), sql`closed_at is not null`))).length > 0, 'the end of the run', 600_000);
  return seconds;
}

async function eventOf({ deps: { db } }: BenchHouse, caseId: string, type: string): Promise<Record<string, unknown>> {
  await until(async () => {
    const failure = await db.select().from(events).where(and(eq(events.caseId, caseId), sql`${events.type} in ('run.failed', 'drill.failed')`));
    if (failure[0]) throw new Error(`Failed: ${JSON.stringify(failure[0].data)}`);
    return await db.$count(events, and(eq(events.caseId, caseId), eq(events.type, type))) > 0;
  }, type, 1_200_000, 20);
  const [found] = await db.select().from(events).where(and(eq(events.caseId, caseId), eq(events.type, type)));
  return found!.data;
}

async function newestSet({ deps: { db } }: BenchHouse): Promise<string> {
  const [set] = await db.select({ id: backupSets.id }).from(backupSets).orderBy(sql`taken_at desc`).limit(1);
  return set!.id;
}

async function drillOf(house: BenchHouse, set: string): Promise<Record<string, number>> {
  const id = await takeIn(house, 'restore-drill', { scope: 'penuh', store: 'repositori', set, takenAt: new Date().toISOString() });
  return await eventOf(house, id, 'drill.result') as Record<string, number>;
}

/** @returns ms from the flipping of one bit in one pack until a read-back has found it */
async function flipOf({ deps, config }: BenchHouse, folder: string, set: string): Promise<number> {
  const packs = await readdir(join(folder, 'repositori', 'data'), { recursive: true, withFileTypes: true }).then((all) => all.filter((one) => one.isFile()));
  const pack = packs[Math.floor(packs.length / 2)]!;
  await flipBit(join(pack.parentPath, pack.name));
  const start = performance.now();
  const found = await readBackCopy({ ...deps, now: Date.now, mailDomain: 'lpse.example', log: pino({ level: 'silent' }), ...backupHouse(config) }, silentWork(), { office, caseId: set, set, store: 'repositori' }).then(() => '', (error: { type?: string }) => error.type);
  if (found !== 'copy-damaged') throw new Error(`A flipped bit was not found: ${found}`);
  return performance.now() - start;
}

/** The bare commands, in a repository of their own. */
async function bareStores(folder: string, passwordFile: string) {
  const [repository, medium, dump] = [join(folder, 'repositori'), join(folder, 'media'), join(folder, 'dump')];
  await mkdir(dump, { recursive: true });
  const restic = (repo: string, ...args: string[]) => run('restic', ['--repo', repo, '--password-file', passwordFile, ...args], { maxBuffer: 1 << 28 });
  await restic(repository, 'init');
  await restic(medium, 'init', '--from-repo', repository, '--from-password-file', passwordFile, '--copy-chunker-params');
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
  };
  return {
    backUp: (url: string, data: string) => timed(async () => {
      await run('pg_dump', ['-Fc', '-Z0', '--file', join(dump, 'spse.dump'), url]);
      await restic(repository, 'backup', dump, data);
      await restic(repository, 'check', '--read-data');
    }),
    copy: () => timed(async () => {
      await restic(medium, 'copy', '--from-repo', repository, '--from-password-file', passwordFile, 'latest');
      await restic(medium, 'check', '--read-data');
    }),
    remove: () => rm(folder, { recursive: true }),
  };
}
