import { chmod, copyFile, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.ts';
import { failed } from './failure.ts';
import type { BackupHouse } from './house.ts';
import { holdStill } from './sigap-still.ts';
import type { Work } from './work.ts';

/** What a restore of the embedded stack needs beside database and documents, by the names that it has in a set. */
export const extras = { about: 'sigap.json', temporal: 'temporal.db', temporalVersion: 'temporal-version.json', secrets: 'secrets.json', format: 'format.json' } as const;

/** `about`: what of the set is Sigap's own. */
export interface About { /** Their folder, as the set has it. */ documents: string }

const sqliteCopy = fileURLToPath(new URL('./sqlite-copy.ts', import.meta.url));

export interface Extras {
  /**
   * To be called as soon as the snapshots of all databases are exported, and however that fails: until then Sigap stands still. Reads the copy of
   * Temporal's data through. @throws ApplicationFailure source-changed, source-unreadable
   */
  done(): Promise<void>;
}

/**
 * Holds Sigap still until `done`, and copies what only the embedded stack has: of the very moment of the snapshots that are taken before `done`.
 * @throws ApplicationFailure
 */
export async function copySigapExtras(work: Work, { databaseUrl, documentsDir, temporalFile, secretsFile }: BackupHouse, folder: string): Promise<Extras> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const into = (name: string) => join(folder, name);
  const about: About = { documents: await realpath(documentsDir).catch(() => { throw failed('source-unreadable'); }) };
  await writeFile(into(extras.about), JSON.stringify(about), { mode: 0o600 });
  if (secretsFile !== undefined) {
    await copy(secretsFile, into(extras.secrets));
    await copy(join(dirname(secretsFile), 'format.json'), into(extras.format));
  }
  const still = await holdStill(work, databaseUrl);
  if (temporalFile === undefined) return { done: () => still.end() };
  try {
    await copy(join(dirname(temporalFile), 'version.json'), into(extras.temporalVersion));
    await rm(into(extras.temporal), { force: true });
    await runSqlite(work, 'copy', temporalFile, into(extras.temporal));
  } catch (error) {
    await still.end().catch(() => {});
    throw error;
  }
  return {
    async done() {
      await still.end();
      await chmod(into(extras.temporal), 0o600);
      await runSqlite(work, 'check', into(extras.temporal));
    },
  };
}

async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to).catch(() => { throw failed('source-unreadable'); });
  await chmod(to, 0o600);
}

async function runSqlite(work: Work, act: 'copy' | 'check', ...files: string[]): Promise<void> {
  const { code } = await runChild(work, process.execPath, ['--no-warnings', sqliteCopy, act, ...files]);
  if (code !== 0) throw failed(code === 2 ? 'no-space' : 'source-unreadable');
}
