import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { backupHouse } from '../../activities/backup/house.ts';
import { scratchStem } from '../../activities/backup/scratch-names.ts';
import { office, smallSpse, verifiedSet } from '../../activities/backup/testing/backed-up.ts';
import type { Deps } from '../../activities/deps.ts';
import { startCase } from '../../api/start-case.ts';
import { cases, events, intakes } from '../../db/schema.ts';
import { readOfficeInForce } from '../../db/office-in-force.ts';
import { takeInSystem } from '../../db/take-in-system.ts';
import { readConfig } from '../../config.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import type { CrashPoint } from './crash-points.ts';
import { keepWorkerAlive } from './supervisor.ts';

let spse: Awaited<ReturnType<typeof smallSpse>>;
let house: House;
beforeAll(async () => {
  spse = await smallSpse();
  house = await startHouse({
    serverLog: 'silent', offices: [spse.file], sweep: false, startWorker: false, workerEntry: fileURLToPath(new URL('./crashing-worker.ts', import.meta.url)), workerEnv: { SIGAP_BACKUP_SECRETS_DIR: spse.secretsDir },
  });
});
afterAll(async () => { await house.stop(); spse.end(); });

/** A drill that Sigap begins itself, not started yet. */
async function takenIn(key: string, { set, takenAt }: { set: string; takenAt: number }) {
  const inForce = await readOfficeInForce(house.db, office);
  const id = await takeInSystem(house.deps, inForce!, {
    sop: 'restore-drill', key, text: 'Uji berkala.', now: Date.now(),
    facts: (words) => ({ scope: 'contoh', store: 'repositori', set, takenAt: new Date(takenAt).toISOString(), recoveryKey: 'ada', words }),
  });
  const [intake] = await house.db.select().from(intakes).where(eq(intakes.id, id!));
  return intake!;
}

const told = async (caseId: string) => (await house.db.select().from(events).where(eq(events.caseId, caseId))).map(({ type, data }) => ({ type, data }));
async function databasesLeft(caseIds: string[]): Promise<number> {
  const sql = postgres(inject('postgresAdminUrl'), { max: 1 });
  const names = (await sql<{ datname: string }[]>`select datname from pg_database`).map(({ datname }) => datname);
  await sql.end();
  return names.filter((name) => caseIds.some((id) => name.startsWith(scratchStem(id)))).length;
}

it('drills end equal and leave nothing, when the worker is killed in the middle of the restore, after the comparison, and after the destruction', { timeout: 240_000 }, async () => {
  const deps = { ...house.deps, now: Date.now, mailDomain: 'lpse.example', ...backupHouse(readConfig({ ...house.env, SIGAP_BACKUP_SECRETS_DIR: spse.secretsDir })) } as unknown as Deps;
  const set = await verifiedSet(deps);
  const drills = [await takenIn('satu', set), await takenIn('dua', set), await takenIn('tiga', set)];
  const [restoring, comparing, destroying] = drills as [typeof drills[0], typeof drills[0], typeof drills[0]];
  const points: CrashPoint[] = [
    { workflowId: comparing.workflowId, activity: 'compareScratch', when: 'before-commit', step: '' }, { workflowId: destroying.workflowId, activity: 'destroyScratch', when: 'before-commit', step: '' },
  ];
  const supervisor = keepWorkerAlive(house, { SIGAP_CRASH_PLAN: JSON.stringify({ points, reachedFolder: mkdtempSync(join(tmpdir(), 'sigap-crashes-')) }) });
  // One after the other is killed while the one before it still waits to be missed.
  await startCase(house.deps, restoring);
  await until(async () => readdirSync(spse.scratchFolder).some((name) => readdirSync(join(spse.scratchFolder, name)).includes('isi')), 'the first files of the restore', 60_000);
  await house.killWorker();
  await startCase(house.deps, comparing);
  await until(async () => supervisor.deaths() === 2, 'the death after the comparison', 60_000);
  await startCase(house.deps, destroying);
  await until(async () => supervisor.deaths() === 3, 'the death after the destruction', 60_000);

  for (const { id } of drills) {
    await until(async () => (await house.db.select().from(cases).where(eq(cases.id, id)))[0]?.state === 'menunggu-berita-acara', 'the end of a drill', 120_000);
    const said = await told(id);
    expect(said.map(({ type }) => type)).toEqual(['case.opened', 'drill.restored', 'drill.result', 'scratch.destroyed']);
    expect(said.find(({ type }) => type === 'drill.result')?.data).toMatchObject({ isEqual: true, tables: 2, rows: 1300 });
  }
  expect([readdirSync(spse.scratchFolder), await databasesLeft(drills.map(({ id }) => id))]).toEqual([[], 0]);
  await supervisor.stop();
});
