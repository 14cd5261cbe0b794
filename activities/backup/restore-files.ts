import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { patternsOfSample } from './file-manifest.ts';
import { pattern } from './file-sample.ts';
import type { Sampling } from './file-sample.ts';
import { restic } from './restic.ts';
import type { Store } from './restic.ts';
import type { Work } from './work.ts';

interface What {
  store: Store;
  snapshotId: string;
  /** Everything lands below it under its whole former path. */
  target: string;
  /** The staging folder of the set as it was called then: always restored, with dumps and manifests. */
  staging: string;
  /** null: everything. */
  sampling: Sampling | null;
}

/** Arguments of one command may hold 2 MiB in all on Linux. */
const batchBytes = 500_000;

/**
 * From the store itself, never from a cache: another machine has none. Without a lock: hours of a drill must not keep a run from reading its store back,
 * and packs that are in use are never rewritten. @throws restore-failed, no-space, copy-damaged
 */
export async function restoreFiles(work: Work, { store, snapshotId, target, staging, sampling }: What): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  const restore = (includes: readonly string[]) => restic(work, store, ['restore', snapshotId, '--target', target, ...includes.map((include) => `--include=${include}`)], { otherwise: 'restore-failed', noLock: true });
  if (!sampling) return void await restore([]);
  await restore([pattern(Buffer.from(staging))]);
  for (const batch of batches(await patternsOfSample(work, join(target, staging, 'files.jsonl'), sampling))) await restore(batch);
}

function* batches(patterns: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const one of patterns) {
    const size = Buffer.byteLength(one) + 20;
    if (bytes + size > batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(one);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
