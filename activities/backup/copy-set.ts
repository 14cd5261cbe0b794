import { repositoryStore } from '../../offices/backup-names.ts';
import type { Deps } from '../deps.ts';
import { declared } from './declared.ts';
import { failed } from './failure.ts';
import { copiesIn, expectRegistered } from './registered.ts';
import { openStore, restic, snapshotsIn } from './restic.ts';
import type { Store } from './restic.ts';
import type { OfCopy, Stored } from './types.ts';
import { whileThere } from './while-there.ts';
import type { Work } from './work.ts';

/** Only what was read back whole in the repository goes onto a medium. */
export async function copySet(deps: Deps, work: Work, { office, set, store: code }: OfCopy): Promise<Stored> {
  const house = await declared(deps, office);
  const medium = await openStore(house, code);
  const repositoryId = await expectRegistered(deps.db, work, office, medium);
  const from = await openStore(house, repositoryStore);
  await expectRegistered(deps.db, work, office, from);
  const copy = (await copiesIn(deps.db, office, repositoryStore)).find((one) => one.set === set && one.verifiedAt !== null);
  if (!copy) throw failed('copy-missing');
  return { repositoryId, snapshotId: await copySnapshot(work, from, medium, copy.snapshotId) };
}

/** restic itself finds a copy that an earlier try has finished, and makes no second one. @returns the id of the snapshot on the medium */
export function copySnapshot(work: Work, from: Store, to: Store, snapshotId: string): Promise<string> {
  return whileThere(work, to, async (there) => {
    there.say({ step: 'restic copy' });
    // The source is not locked (the medium is): reading the repository back meanwhile needs it alone, and retention never takes the newest set.
    const { stdout } = await restic(there, to, ['copy', '--no-lock', '--from-repo', from.folder, '--from-password-file', from.passwordFile, snapshotId], { cached: true });
    const [, short] = /(?:already copied to snapshot|^snapshot) ([0-9a-f]{8,})(?: saved)?$/m.exec(stdout) ?? [];
    // A snapshot that the source does not have restic only warns of.
    const id = short === undefined ? undefined : (await snapshotsIn(to)).find((name) => name.startsWith(short));
    if (id === undefined) throw failed('copy-missing');
    return id;
  });
}
