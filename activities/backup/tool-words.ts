import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { declared } from './declared.ts';
import type { Declared } from './declared.ts';

/** Beside the staging folder, which is emptied; the sentences of `workflows/backup/failures.ts` name it. */
const wordsFileOf = ({ settings, office }: Pick<Declared, 'settings' | 'office'>): string => join(settings.staging, `pesan-alat-${office.id}.txt`);

/**
 * Keeps what the tools said in the step that failed last, in a file that only this account reads, whole or not at all. A code tells a person
 * where to look, and only "permission denied for table x" what is wrong there. A full disk, which would hide the words, does not hide the failure.
 */
export async function keepWords(deps: Pick<Deps, 'db' | 'backup'>, office: string, failure: unknown, heard: readonly string[]): Promise<void> {
  const text = [`${new Date().toISOString()} ${String(failure)}`, ...heard, ''].join('\n\n');
  try {
    const file = wordsFileOf(await declared(deps, office));
    await writeFile(`${file}.baru`, text, { mode: 0o600 });
    await rename(`${file}.baru`, file);
  } catch {
    // The failure itself goes on to Temporal.
  }
}
