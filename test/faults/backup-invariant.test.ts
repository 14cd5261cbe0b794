import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareFiles, writeFileManifest } from '../../activities/backup/file-manifest.ts';
import { readWhole } from '../../activities/backup/read-back.ts';
import { restoreFiles } from '../../activities/backup/restore-files.ts';
import type { Store } from '../../activities/backup/restic.ts';
import { storePaths } from '../../activities/backup/store-set.ts';
import { filesOf, flipBit, office, prepareStore } from '../../activities/backup/testing/stores.ts';
import type { PreparedStore } from '../../activities/backup/testing/stores.ts';
import { silentWork } from '../../activities/backup/work.ts';

let prepared: PreparedStore;
beforeAll(async () => { prepared = await prepareStore(); });
afterAll(() => prepared.end());

/** `at`: where in the repository and in the file, 0 to 1. `kill`: after so many milliseconds, then tried again. */
const damage = fc.record({ do: fc.constantFrom('flip', 'truncate', 'remove'), file: fc.double({ min: 0, max: 0.999, noNaN: true }), at: fc.double({ min: 0, max: 0.999, noNaN: true }) });
const kill = fc.integer({ min: 0, max: 1500 });
const course = fc.record({ before: fc.option(damage, { freq: 2 }), killStore: fc.option(kill), after: fc.option(damage, { freq: 2 }), killReading: fc.option(kill) });
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

async function spoil(store: Store, { do: how, file, at }: Damage): Promise<void> {
  const files = (await filesOf(store, '.')).toSorted();
  const chosen = files[Math.floor(file * files.length)] ?? '';
  if (how === 'remove') rmSync(chosen);
  else if (how === 'truncate') truncateSync(chosen, 10);
  else await flipBit(chosen, Math.floor(at * 100));
}

/** A step whose worker dies after so many milliseconds, and its next try. */
async function tried<T>(killAfterMs: number | null, step: (work: ReturnType<typeof silentWork>) => Promise<T>): Promise<T> {
  if (killAfterMs === null) return step(silentWork());
  return step(silentWork(AbortSignal.timeout(killAfterMs))).catch(() => step(silentWork()));
}

it('never calls a set verified that cannot be restored as it was, whatever is killed or spoilt on the way; and unspoilt it is verified', { timeout: 150_000 }, async () => {
  let run = 0;
  const verified = { sound: 0, spoilt: 0 };
  await fc.assert(fc.asyncProperty(course, async ({ before, killStore, after, killReading }) => {
    const store = prepared.copy();
    const [source, staging] = [join(prepared.root, `isi-${run += 1}`), join(prepared.root, `set-${run}`, office)];
    for (const folder of [source, staging]) mkdirSync(folder, { recursive: true });
    // Half of it lies in the repository already, in packs that may be spoilt by now.
    writeFileSync(join(source, 'lama.txt'), 'a'.repeat(3000));
    writeFileSync(join(source, 'baru.bin'), crypto.getRandomValues(new Uint8Array(20_000)));
    const manifest = join(staging, 'files.jsonl');
    await writeFileManifest(silentWork(), [source], manifest);
    if (before) await spoil(store, before);
    const outcome = await (async () => {
      const snapshotId = await tried(killStore, (work) => storePaths(work, store, { office, set: crypto.randomUUID(), paths: [staging, source], recorded: new Set([prepared.snapshotId]) }));
      if (after) await spoil(store, after);
      await tried(killReading, (work) => readWhole(work, store, snapshotId));
      return snapshotId;
    })().catch((error: unknown) => ({ refused: (error as { type?: string }).type }));
    if (typeof outcome !== 'string') {
      expect([outcome, before ?? after]).toEqual([{ refused: expect.any(String) }, expect.anything()]);
      return;
    }
    verified[before ?? after ? 'spoilt' : 'sound'] += 1;
    const target = join(prepared.root, `uji-${run}`);
    await restoreFiles(silentWork(), { store, snapshotId: outcome, target, staging, sampling: null });
    expect(await compareFiles(silentWork(), { manifest, root: target })).toMatchObject({ files: 2, different: 0, missing: 0, unsteady: 0 });
  }), { numRuns: 8, endOnFailure: true, examples: [[{ before: null, killStore: 700, after: null, killReading: 400 }]] });
  expect(verified.sound).toBeGreaterThan(0);
});
