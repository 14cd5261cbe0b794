import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { backupSets, recoveryKeys } from '../../db/backup-schema.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import type { Deps } from '../deps.ts';
import { compareScratch, destroyScratch, restoreScratch } from './drill.ts';
import { recoveryKey } from './recovery-key.ts';
import { scratchStem } from './scratch-names.ts';
import { files, office, smallSpse, stepsOver, verifiedSet } from './testing/backed-up.ts';
import type { DrillScope } from './types.ts';
import { silentWork } from './work.ts';

/** Drills with the real restic and pg_restore over one small SPSE. */
let spse: Awaited<ReturnType<typeof smallSpse>>;
let deps: Deps;
let set: string;
let close: () => Promise<void>;
const reload = () => loadOfficeFiles(deps.db, deps.vault, [spse.file]);
const work = silentWork();
beforeAll(async () => {
  spse = await smallSpse();
  ({ deps, close } = await stepsOver(spse));
  ({ set } = await verifiedSet(deps));
  // What is in the place of runs is gone when the drill comes.
  rmSync(join(spse.root, 'staging', office), { recursive: true });
}, 60_000);
afterAll(async () => { await close(); spse.end(); });

const drill = (scope: DrillScope = 'penuh') => ({ office, caseId: randomUUID(), set, store: 'repositori', scope });
const refusal = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: unknown) => (error as { type?: string }).type ?? String(error));
const databases = async (caseId: string) => {
  const sql = postgres(inject('postgresAdminUrl'), { max: 1 });
  const rows = await sql`select datname from pg_database where starts_with(datname, ${scratchStem(caseId)})`;
  await sql.end();
  return rows.length;
};
/** In the scratch database of a drill. */
async function inScratch(caseId: string, statement: string): Promise<void> {
  const url = new URL(inject('postgresAdminUrl'));
  url.pathname = `/${scratchStem(caseId)}`;
  const sql = postgres(url.href, { max: 1 });
  await sql.unsafe(statement);
  await sql.end();
}
const equal = { differingTables: 0, missingTables: 0, differingFiles: 0, missingFiles: 0, unsteady: 0 };

describe('a full drill', () => {
  let of: ReturnType<typeof drill>;
  beforeAll(() => { of = drill(); });
  const restored = (path: string) => join(spse.scratchFolder, `uji-${of.caseId}`, 'isi', spse.spse, path);
  afterAll(() => destroyScratch(deps, work, of));

  test('restores the set of the record to a place that only it sees, and finds it equal', { timeout: 30_000 }, async () => {
    expect(await restoreScratch(deps, work, of)).toMatchObject({ snapshotId: expect.stringMatching(/^[0-9a-f]{64}$/), databases: 1 });
    expect(statSync(join(spse.scratchFolder, `uji-${of.caseId}`)).mode & 0o777).toBe(0o700);
    const [row] = await deps.db.select().from(backupSets).where(eq(backupSets.id, set));
    expect(await compareScratch(deps, work, of)).toMatchObject({ tables: 2, rows: 1300, files, manifest: row?.manifest, ...equal });
  });

  test('sees one row that is another, a row too many, a table that is gone, a file that is another, and one that is missing', { timeout: 30_000 }, async () => {
    await inScratch(of.caseId, "update peserta set nama = 'Peserta lain' where ctid = (select min(ctid) from peserta)");
    expect(await compareScratch(deps, work, of)).toMatchObject({ rows: 1300, ...equal, differingTables: 1 });
    await inScratch(of.caseId, "insert into paket values (4000, 'Paket sisipan', 0)");
    expect(await compareScratch(deps, work, of)).toMatchObject({ ...equal, differingTables: 2 });
    await inScratch(of.caseId, 'drop table peserta');
    expect(await compareScratch(deps, work, of)).toMatchObject({ ...equal, differingTables: 1, missingTables: 1 });
    const path = restored('dokumen-1/berkas 1.txt');
    writeFileSync(path, readFileSync(path, 'utf8').replace('1', '2'));
    // With the moment that it was saved with: by another one it would count as a file that the office was writing just then.
    execFileSync('touch', ['-r', join(spse.spse, 'dokumen-1/berkas 1.txt'), path]);
    rmSync(restored('dokumen-2/berkas 2.txt'));
    expect(await compareScratch(deps, work, of)).toMatchObject({ files, ...equal, differingTables: 1, missingTables: 1, differingFiles: 1, missingFiles: 1 });
  });

  test('is destroyed with everything in it, and a second time without a word', async () => {
    expect(await destroyScratch(deps, work, of)).toEqual({ at: expect.any(Number) });
    expect([readdirSync(spse.scratchFolder), await databases(of.caseId)]).toEqual([[], 0]);
    expect(await destroyScratch(deps, work, of)).toEqual({ at: expect.any(Number) });
  });
});

test('a sampled drill restores every database and some of the files, and compares just those, also when the share is changed meanwhile', { timeout: 30_000 }, async () => {
  const of = drill('contoh');
  await restoreScratch(deps, work, of);
  spse.rewrite({ sample: 1 });
  await reload();
  const compared = await compareScratch(deps, work, of);
  expect(compared).toMatchObject({ tables: 2, rows: 1300, ...equal });
  expect(compared.files).toBeGreaterThanOrEqual(files / 10);
  expect(compared.files).toBeLessThan(files / 2);
  await destroyScratch(deps, work, of);
  spse.rewrite({});
  await reload();
});

test('a manifest that is not the one of the record is a copy that differs, and nothing of it reaches a database', { timeout: 30_000 }, async () => {
  const of = drill();
  const [row] = await deps.db.update(backupSets).set({ manifest: '0'.repeat(64) }).where(eq(backupSets.id, set)).returning();
  expect(row).toBeDefined();
  expect(await refusal(restoreScratch(deps, work, of))).toBe('copy-differs');
  expect(await databases(of.caseId)).toBe(0);
  await destroyScratch(deps, work, of);
  expect(existsSync(join(spse.scratchFolder, `uji-${of.caseId}`))).toBe(false);
});

test('the recovery key is made and shown once, is tried alone, and can be taken away', { timeout: 60_000 }, async () => {
  const said: string[] = [];
  const run = (typed = '', revoke = false) => recoveryKey({ deps: { db: deps.db, backup: deps.backup! }, office, ask: () => Promise.resolve(typed), say: (sentence) => said.push(sentence), revoke });
  const current = async () => (await deps.db.select().from(recoveryKeys)).filter(({ retiredAt }) => retiredAt === null);
  await run();
  const key = /[A-Z2-9]{5}(-[A-Z2-9]{5}){7}/.exec(said.join('\n'))?.[0] ?? '';
  expect(key).toHaveLength(47);
  expect(await current()).toMatchObject([{ office, triedAt: null }]);
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sigap-kunci-'));
  await run(key.toLowerCase().replaceAll('-', ' '));
  expect(await current()).toMatchObject([{ triedAt: expect.any(Date) }]);
  expect(said.filter((sentence) => sentence.includes(key))).toHaveLength(1);
  await expect(run(key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).rejects.toThrow('tidak terbuka dengan kunci itu');
  expect(left()).toEqual([]);
  await run('', true);
  expect([await current(), readdirSync(join(spse.root, 'repositori', 'keys'))]).toEqual([[], [expect.any(String)]]);
});

test.each([
  ['none is declared', () => undefined], ['the folder is not there', () => '/tidak/ada'],
  ['it is a link into what is backed up', () => { symlinkSync(join(spse.spse, 'dokumen-1'), join(spse.root, 'tautan')); return join(spse.root, 'tautan'); }],
])('is refused where the place is no place apart: %s', async (_why, folderOf) => {
  const folder = folderOf();
  spse.rewrite({ scratch: folder && { connection: 'uji', folder } });
  await reload();
  expect(await refusal(restoreScratch(deps, work, drill()))).toBe('scratch-missing');
  spse.rewrite({});
  await reload();
});
