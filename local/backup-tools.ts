import { runTool } from './run-tool.ts';
import { postgresMajor } from './postgres.ts';
import type { Environment } from './settings.ts';

/** What backups and restores run, with the oldest version that will do. Postgres's own tools must not be older than the server. */
const wanted = [
  { name: 'restic', args: ['version'], oldest: [0, 14] },
  { name: 'pg_dump', args: ['--version'], oldest: [Number(postgresMajor), 0] },
  { name: 'pg_restore', args: ['--version'], oldest: [Number(postgresMajor), 0] },
] as const;

/** @returns a sentence on what is missing or too old, and its cure; undefined when everything is there */
export async function missingBackupTools(environment: Environment): Promise<string | undefined> {
  const faults = (await Promise.all(wanted.map(async ({ name, args, oldest }) => {
    const output = await runTool(name, [...args], { env: environment, timeoutMs: 20_000 }).catch(() => '');
    const [, major = NaN, minor = NaN] = (/(\d+)\.(\d+)/.exec(output) ?? []).map(Number);
    if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return [];
    return [`${name} ${oldest.join('.')} ${Number.isNaN(major) ? 'tidak ada' : `(yang ada ${major}.${minor})`}`];
  }))).flat();
  return faults.length === 0 ? undefined : `perlu ${faults.join(', ')}. Pasang dengan "apt-get install restic postgresql-client-${postgresMajor}" (Debian, Ubuntu) atau "brew install restic postgresql@${postgresMajor}", lalu ulangi.`;
}
