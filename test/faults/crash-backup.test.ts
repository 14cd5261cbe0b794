import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBackupActivities } from '../../activities/backup/index.ts';
import type { Deps } from '../../activities/deps.ts';
import { backupCopies } from '../../db/backup-schema.ts';
import { office, startBackedUpHouse } from '../backed-up-house.ts';
import type { BackedUpHouse } from '../backed-up-house.ts';
import { until } from '../house.ts';
import type { CrashPoint } from './crash-points.ts';
import { missAtOnce } from './missed.ts';
import { stoppedTools } from './stopped-tools.ts';
import { keepWorkerAlive } from './supervisor.ts';

const daily = ['preflightBackup', 'takeSet', 'storeSet', 'readBackCopy', 'forgetCopies', 'clearStaging'];
/** It is read back as the daily one. */
const portable = ['copySet'];
const drill = ['restoreScratch', 'compareScratch', 'destroyScratch'];
const tools = stoppedTools();
let house: BackedUpHouse;
beforeAll(async () => {
  house = await startBackedUpHouse(['media-a'], {
    serverLog: 'silent', sweep: false, startWorker: false, workerEnv: { PATH: tools.path }, workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)),
  });
});
afterAll(() => house.stop());

/** What the keeper begins. A step has no transaction of its own: it dies at its end, before Temporal hears of it, when everything is done that must not be done twice. */
async function begin(sop: string, body: Record<string, unknown>, steps: string[]) {
  const keeper = await house.staff(office, 'administrator-sistem', sop);
  const { body: { number } } = await keeper.post(`/${sop}`, { text: 'Uji padam.', ...body }, { 'idempotency-key': randomUUID() });
  const begun = { number: String(number), ...await house.caseOf(number) };
  return { ...begun, points: steps.map((activity): CrashPoint => ({ workflowId: begun.workflowId, activity, when: 'after-commit', step: '' })) };
}
type Begun = Awaited<ReturnType<typeof begin>>;

/** Kills the worker at every point, and once under each of these tools, or several at a time: in the middle of their work. */
async function disturbed(begun: Begun[], under: string[][], over: () => Promise<unknown>): Promise<void> {
  const points = begun.flatMap((one) => one.points);
  const reachedFolder = mkdtempSync(join(tmpdir(), 'sigap-crashes-'));
  const missed = missAtOnce(house, begun.map(({ workflowId }) => workflowId));
  const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder }) });
  const killing = (async () => {
    for (const kinds of under) {
      const pids = await until(async () => {
        const found = tools.stopped().filter(({ kind }) => kinds.includes(kind)).map(({ pid }) => pid);
        return found.length === kinds.length && found;
      }, kinds.join(' and '), 120_000);
      await house.killWorker();
      // They stand still, so they do not end by themselves.
      await until(async () => !pids.some(isAlive), `the end of ${kinds.join(' and ')} with their worker`, 5000);
    }
  })();
  await Promise.all([killing, over()]);
  await missed.stop();
  await supervisor.stop();
  expect(readdirSync(reachedFolder)).toHaveLength(points.length);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const told = async ({ caseId }: Begun) => (await house.eventsOf(caseId)).map(({ type }) => type).filter((type) => type !== 'undeclared.found');

it('a run, its copy onto a medium and its drill end as if nothing had been, when the worker is killed at the end of every step and under every tool', { timeout: 240_000 }, async () => {
  expect([...daily, ...portable, ...drill]).toEqual(expect.arrayContaining(Object.keys(createBackupActivities({} as Deps))));
  const run = await begin('backup', { kind: 'harian' }, daily);
  await disturbed([run], [['pg_dump --file'], ['restic backup'], ['restic check']], () => house.reaches(run.number, 'teruji', 120_000));
  expect(await told(run)).toEqual(['case.opened', 'set.taken', 'copy.stored', 'copy.verified']);
  expect(house.inStore('repositori', 'snapshots')).toHaveLength(1);
  expect(existsSync(join(house.spse.root, 'staging', office))).toBe(false);

  const [copy, tried] = [await begin('backup', { kind: 'portabel' }, portable), await begin('restore-drill', { scope: 'penuh' }, drill)];
  await disturbed([copy, tried], [['restic copy', 'pg_restore --dbname']], () => Promise.all([house.reaches(copy.number, 'ditutup', 120_000), house.reaches(tried.number, 'menunggu-berita-acara', 120_000)]));
  expect(await told(copy)).toEqual(['case.opened', 'copy.stored', 'copy.verified', 'case.closed']);
  expect(house.inStore('media-a', 'snapshots')).toHaveLength(1);
  const copies = await house.db.select().from(backupCopies);
  expect(copies.map(({ store, verifiedAt }) => [store, verifiedAt !== null]).toSorted()).toEqual([['media-a', true], ['repositori', true]]);
  // Taken, stored and read back among so many deaths, and still what was in SPSE.
  expect((await house.eventsOf(tried.caseId)).find(({ type }) => type === 'drill.result')?.data).toMatchObject({ isEqual: true, rows: 1300, files: 300 });
  expect(await house.scratchLeft(tried.caseId)).toEqual([]);
  for (const store of ['repositori', 'media-a']) expect(house.inStore(store, 'locks')).toEqual([]);
});
