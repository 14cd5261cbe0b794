import { setInterval } from 'node:timers/promises';
import { repositoryStore } from '../../offices/backup-names.ts';
import { failed } from './failure.ts';
import { holdsRepository } from './restic.ts';
import type { Store } from './restic.ts';
import type { Work } from './work.ts';

const lookEveryMs = 1000;

/**
 * Ends the work within a second or two when the medium is pulled. restic itself would try again for minutes, and make the missing folders anew
 * on the disk below. @throws ApplicationFailure medium-missing, repository-missing
 */
export async function whileThere<T>(work: Work, store: Store, run: (work: Work) => Promise<T>): Promise<T> {
  const [gone, over] = [new AbortController(), new AbortController()];
  const looking = (async () => {
    for await (const _ of setInterval(lookEveryMs, undefined, { signal: over.signal })) if (!await holdsRepository(store)) gone.abort();
  })().catch(() => {});
  try {
    return await run({ ...work, signal: AbortSignal.any([work.signal, gone.signal]) });
  } catch (error) {
    // It may have gone since the last look, and the work have fallen over it first.
    if (!work.signal.aborted && (gone.signal.aborted || !await holdsRepository(store))) throw failed(store.code === repositoryStore ? 'repository-missing' : 'medium-missing');
    throw error;
  } finally {
    over.abort();
    await looking;
  }
}
