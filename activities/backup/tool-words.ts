import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declared } from './declared.ts';
import type { Declared } from './declared.ts';
import type { Deps } from '../deps.ts';
import type { Work } from './work.ts';

/** Beside the staging folder, which is emptied; the sentences of `workflows/backup/failures.ts` name it. */
export const wordsFileOf = ({ settings, office }: Pick<Declared, 'settings' | 'office'>): string => join(settings.staging, `pesan-alat-${office.id}.txt`);

/**
 * Keeps what the tools said in the last step that failed, in a file that only this account reads. A code tells a person where to look, and
 * only "permission denied for table x" what is wrong there.
 */
export function wordsOfTools(deps: Pick<Deps, 'db' | 'backup'>, office: string): Work['heard'] {
  let flag: 'w' | 'a' = 'w';
  return async (who, words) => {
    const text = `${new Date().toISOString()} ${who}\n${words.trim()}\n\n`;
    // The failure itself is what matters: a full disk must not hide it.
    await declared(deps, office).then((house) => writeFile(wordsFileOf(house), text, { mode: 0o600, flag })).catch(() => {});
    flag = 'a';
  };
}
