import type { ApiDeps } from './deps.ts';
import { forgetKeys } from './forget-keys.ts';
import { purgeImports } from './imports/purge.ts';
import { purgePapers } from './purge-papers.ts';
import { purgeRefusedActs } from './purge-refused-acts.ts';
import { purgeSubscriptions } from './purge-subscriptions.ts';
import { purgeUploads } from './purge-uploads.ts';

const purges: [name: string, run: (deps: ApiDeps) => Promise<number>][] = [
  ['uploads', purgeUploads], ['keys', forgetKeys], ['imports', purgeImports], ['papers', purgePapers], ['refused-acts', purgeRefusedActs], ['subscriptions', purgeSubscriptions],
];

/** Clears what nobody needs any more; what one of them cannot clear now waits an hour, and keeps none of the others. */
export async function purge(deps: ApiDeps): Promise<void> {
  for (const [name, run] of purges) {
    try {
      await run(deps);
    } catch (error) {
      deps.log.warn({ code: (error as { code?: string }).code ?? 'UNKNOWN', purge: name }, 'sweeper: a purge waits an hour');
    }
  }
}
