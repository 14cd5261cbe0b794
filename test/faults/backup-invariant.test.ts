import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareScratch, destroyScratch, restoreScratch } from '../../activities/backup/drill.ts';
import { readBackCopy } from '../../activities/backup/read-back.ts';
import { storeSet } from '../../activities/backup/store-set.ts';
import { takeSet } from '../../activities/backup/take-set.ts';
import { files, office, smallSpse, stepsOver, verifiedSet } from '../../activities/backup/testing/backed-up.ts';
import { flipBit } from '../../activities/backup/testing/stores.ts';
import { silentWork } from '../../activities/backup/work.ts';
import { backupCopies, backupSets } from '../../db/backup-schema.ts';

let spse: Awaited<ReturnType<typeof smallSpse>>;
let steps: Awaited<ReturnType<typeof stepsOver>>;
const at = (...names: string[]) => join(spse.root, ...names);
beforeAll(async () => {
  spse = await smallSpse();
  steps = await stepsOver(spse);
  // Most of what a run stores lies there already, in packs that may be spoilt by then.
  await verifiedSet(steps.deps);
  cpSync(at('repositori'), at('aslinya'), { recursive: true });
});
afterAll(async () => {
  await steps.close();
  spse.end();
});

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
/** `file`: which file of the folder, `at`: where in it. */
const damage = fc.option(fc.record({ do: fc.constantFrom('flip', 'truncate', 'remove'), file: share, at: share }), { freq: 1 });
/** Killed after so many milliseconds, then tried again. */
const kill = fc.option(fc.integer({ min: 0, max: 1200 }), { freq: 1 });
const course = fc.record({ before: damage, killTaking: kill, staged: damage, killStoring: kill, stored: damage, killReading: kill });
const quiet = { before: null, killTaking: 200, staged: null, killStoring: 700, stored: null, killReading: 400 };
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

async function spoil(folder: string, how: Damage): Promise<void> {
  if (!how) return;
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
  const chosen = all[Math.floor(how.file * all.length)] ?? '';
  if (how.do === 'remove') rmSync(chosen);
  else if (how.do === 'truncate') truncateSync(chosen, 10);
  else await flipBit(chosen, Math.floor(how.at * statSync(chosen).size));
}

/** A step whose worker dies after so many milliseconds, and its next try. */
async function tried<T>(killAfterMs: number | null, step: (work: ReturnType<typeof silentWork>) => Promise<T>): Promise<T> {
  if (killAfterMs === null) return step(silentWork());
  return step(silentWork(AbortSignal.timeout(killAfterMs))).catch(() => step(silentWork()));
}

it('never calls a set verified that cannot be restored as it was, whatever is killed or spoilt on the way; and unspoilt it is verified', { timeout: 240_000 }, async () => {
  const { deps } = steps;
  const verified = { sound: 0, spoilt: 0 };
  await fc.assert(fc.asyncProperty(course, async ({ before, killTaking, staged, killStoring, stored, killReading }) => {
    rmSync(at('repositori'), { recursive: true });
    cpSync(at('aslinya'), at('repositori'), { recursive: true });
    const of = { office, caseId: randomUUID(), set: randomUUID(), store: 'repositori', scope: 'penuh' } as const;
    const isSpoilt = (before ?? staged ?? stored) !== null;
    await spoil(at('repositori'), before);
    const refused = await (async () => {
      const { takenAt, manifest, databases, files: kept } = await tried(killTaking, (work) => takeSet(deps, work, of));
      await spoil(at('staging', office), staged);
      const copy = await tried(killStoring, (work) => storeSet(deps, work, { ...of, manifest }));
      await deps.db.insert(backupSets).values({ id: of.set, office, caseId: of.caseId, number: of.set, takenAt: new Date(takenAt), manifest, databases, files: kept });
      await deps.db.insert(backupCopies).values({ set: of.set, store: of.store, office, ...copy, storedAt: new Date() });
      await spoil(at('repositori'), stored);
      await tried(killReading, (work) => readBackCopy(deps, work, of));
      return null;
    })().catch((error: unknown) => (error as { type?: string }).type ?? String(error));
    expect([refused, isSpoilt]).toEqual([isSpoilt ? refused : null, isSpoilt]);
    if (refused !== null) return;
    verified[isSpoilt ? 'spoilt' : 'sound'] += 1;
    await restoreScratch(deps, silentWork(), of);
    expect(await compareScratch(deps, silentWork(), of)).toMatchObject({ tables: 2, rows: 1300, files, differingTables: 0, missingTables: 0, differingFiles: 0, missingFiles: 0, unsteady: 0 });
    await destroyScratch(deps, silentWork(), of);
  }), { numRuns: 6, endOnFailure: true, examples: [[quiet], [{ ...quiet, staged: { do: 'flip', file: 0, at: 0.9 } }]] });
  expect(verified.sound).toBeGreaterThan(0);
});
