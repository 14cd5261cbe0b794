import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A tool as it was found in the middle of its work: 'pg_dump --file', 'restic backup'. */
export interface Stopped { kind: string; pid: number }

/** When each of them is in the middle: the dump has begun, restic holds its lock. `$one` is the argument by which the kind was known. */
const kinds = {
  pg_dump: { '--file=*': '[ -e "${one#--file=}" ]' },
  pg_restore: { '--dbname=*': 'true' },
  restic: Object.fromEntries(['backup', 'check', 'copy'].map((command) => [command, '[ -n "$(ls "$2/locks")" ]'])),
};

/**
 * The real tools, by a PATH of its own. The first of each kind stands still in the middle of its work (SIGSTOP, under its own number): it neither ends nor dies
 * unless somebody kills it.
 */
export function stoppedTools(): { path: string; stopped(): Stopped[] } {
  const [folder, marks] = [mkdtempSync(join(tmpdir(), 'sigap-alat-')), mkdtempSync(join(tmpdir(), 'sigap-berhenti-'))];
  for (const [tool, middles] of Object.entries(kinds)) {
    const real = execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();
    const cases = Object.entries(middles).map(([pattern, isBusy]) => `${pattern}) kind='${tool} ${pattern.replace('=*', '')}'; busy() { ${isBusy}; }; break;;`).join(' ');
    writeFileSync(join(folder, tool), `#!/bin/sh
kind=
for one; do case "$one" in ${cases} esac; done
if [ -n "$kind" ] && mkdir "${marks}/$kind" 2>/dev/null; then
  { while kill -0 $$; do if busy "$@"; then kill -STOP $$; echo $$ >"${marks}/$kind/pid"; break; fi; sleep 0.01; done; } </dev/null >/dev/null 2>&1 &
fi
exec '${real}' "$@"
`);
    chmodSync(join(folder, tool), 0o755);
  }
  return {
    path: [folder, process.env.PATH].join(delimiter),
    stopped: () => readdirSync(marks).flatMap((kind) => {
      const pid = readFileIfThere(join(marks, kind, 'pid'));
      return pid ? [{ kind, pid: Number(pid) }] : [];
    }),
  };
}

function readFileIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
