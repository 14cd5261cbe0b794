import type { Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { runChild } from './child.ts';
import { declared } from './declared.ts';
import { failed } from './failure.ts';
import { copiesIn, expectRegistered } from './registered.ts';
import { keysIntact, openStore, reasonOf, restic, snapshotsIn } from './restic.ts';
import type { Store } from './restic.ts';
import type { OfCopy, ReadBack } from './types.ts';
import { whileThere } from './while-there.ts';
import type { Work } from './work.ts';

export async function readBackCopy(deps: Deps, work: Work, { office, set, store: code }: OfCopy): Promise<ReadBack> {
  const began = performance.now();
  const store = await openStore(await declared(deps, office), code);
  await expectRegistered(deps.db, work, office, store);
  const copies = await copiesIn(deps.db, office, code);
  const copy = copies.find((one) => one.set === set);
  if (!copy) throw failed('copy-missing');
  const bytes = await readWhole(work, store, copy.snapshotId);
  const present = new Set(await snapshotsIn(store));
  // Whoever mended the store may have dropped what could not be saved: that was not read.
  const doubted = copies.filter((one) => one.set !== set && one.doubtedAt !== null && present.has(one.snapshotId)).map((one) => one.set);
  return { at: await deps.now(), bytes, tookMs: Math.round(performance.now() - began), doubted };
}

/**
 * The one proof of a copy: restic reads every pack from the store itself and unseals it, loads every snapshot and its trees, and the snapshot is among them
 * (its file is named after the hash that restic has just checked). @returns bytes of the packs @throws copy-damaged, copy-missing
 */
export async function readWhole(work: Work, store: Store, snapshotId: string): Promise<number> {
  await expectSnapshot(store, snapshotId);
  return whileThere(work, store, async (there) => {
    there.say({ step: 'baca-ulang' });
    await forgetCached(there, store);
    await checkAll(there, store);
    if (!await keysIntact(store)) throw failed('copy-damaged');
    await expectSnapshot(store, snapshotId);
    return packBytes(store);
  });
}

/** What restic 0.14 says of damage that is certain. It would read on, and try a missing pack ten times in a minute and a half. */
const damage = /^(?:pack [0-9a-f]{64}[: ]|error for tree |error: )/m;

async function checkAll(work: Work, store: Store): Promise<void> {
  const found = new AbortController();
  const onStderr = (text: string) => {
    if (!damage.test(text)) return;
    work.heard('restic', text);
    found.abort();
  };
  try {
    await restic({ ...work, signal: AbortSignal.any([work.signal, found.signal]) }, store, ['check', '--read-data'], { otherwise: 'copy-damaged', onStderr });
  } catch (error) {
    if (!found.signal.aborted || work.signal.aborted) throw error;
    throw failed(await reasonOf(store, '') ?? 'copy-damaged');
  }
  if (found.signal.aborted) throw failed('copy-damaged');
}

async function expectSnapshot(store: Store, id: string): Promise<void> {
  if (!(await snapshotsIn(store)).includes(id)) throw failed('copy-missing');
}

/**
 * What has just been written would be read back from memory, and a stick that lost it be called good: the system is told to let go of it
 * (`dd`, "drop cache for whole file" in its manual). Where `dd` cannot, as on macOS, the copy is read as the system gives it.
 */
async function forgetCached(work: Work, { folder }: Store): Promise<void> {
  const drop = 'for f; do dd if="$f" iflag=nocache count=0 2>/dev/null || exit 1; done';
  await runChild(work, 'find', [folder, '-type', 'f', '-exec', 'sh', '-c', drop, 'sh', '{}', '+']);
}

async function packBytes({ folder }: Store): Promise<number> {
  let bytes = 0;
  for await (const entry of await opendir(join(folder, 'data'), { recursive: true })) {
    if (entry.isFile()) bytes += await stat(join(entry.parentPath, entry.name)).then(({ size }: Stats) => size);
  }
  return bytes;
}
