import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { runChild } from './child.ts';
import { failed } from './failure.ts';
import type { TableManifest } from './manifest.ts';
import { toolConnection } from './postgres.ts';
import type { Snapshot } from './snapshot.ts';
import { largeObjects } from './table-manifest.ts';
import type { Table } from './table-manifest.ts';
import type { Work } from './work.ts';

const lockPatienceMs = 300_000;

/**
 * Uncompressed, because restic finds what it has already only then, and compresses itself. Whoever calls syncs it.
 * @throws ApplicationFailure dump-failed, no-space
 */
export async function dump(work: Work, { source, id }: Pick<Snapshot, 'source' | 'id'>, file: string): Promise<void> {
  const options = ['-Fc', '-Z0', `--snapshot=${id}`, '--no-password', '--no-sync', `--lock-wait-timeout=${lockPatienceMs}`, `--file=${file}`];
  const { code, stderr } = await runChild(work, 'pg_dump', options, { env: toolConnection(source.connection) });
  if (code !== 0) throw failed(/No space left on device|File too large|Disk quota exceeded/.test(stderr) ? 'no-space' : 'dump-failed');
}

/** That the dump opens and has every table of the manifest. @throws ApplicationFailure dump-incomplete */
export async function expectComplete(work: Work, file: string, tables: readonly Table[], manifest: readonly TableManifest[]): Promise<void> {
  const { code, stdout } = await runChild(work, 'pg_restore', ['--list', file], { env: { LC_ALL: 'C' } });
  const objects = manifest.find(({ table }) => table === largeObjects)?.rows ?? 0;
  if (code !== 0 || missingIn(stdout, tables).length > 0 || (objects > 0 && !/^\d+; \d+ \d+ BLOBS? /m.test(stdout))) throw failed('dump-incomplete');
}

/** The tables that a list of contents does not name. Names may have blanks in them, so whole lines are looked for; pg_restore prints a line break in a name as a blank. */
export function missingIn(list: string, tables: readonly Table[]): Table[] {
  const named = new Set(Array.from(list.matchAll(/^\d+; \d+ \d+ TABLE DATA (.*)$/gm), ([, rest]) => rest));
  return tables.filter(({ schema, name, owner }) => !named.has(`${schema} ${name} ${owner}`.replace(/[\r\n]/g, ' ')));
}

/** One more read, of what the kernel still holds: 0.8 s a gigabyte. It lets anybody prove a dump by the manifest without restoring it. */
export async function sizeAndHash(file: string): Promise<{ bytes: number; sha256: string }> {
  const sum = createHash('sha256');
  // A third faster than to pipe it into the hash.
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) sum.update(chunk);
  return { bytes: (await stat(file)).size, sha256: sum.digest('hex') };
}
