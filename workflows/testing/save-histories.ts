/**
 * Plays the cases of `full-cases.ts` and keeps the histories of new ones in `histories` beside each SOP, which
 * `workflows/replay.test.ts` replays against the present code:
 *
 *     node workflows/testing/save-histories.ts
 *
 * Histories stand for cases that are open somewhere. Add one under a new name when the workflow learns something
 * new; replace one only when no case that ran like it can be open any more. A change that no longer replays an old
 * history needs `patched()`, not a new history.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'workflows/full-cases.test.ts'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: 'inherit', env: { ...process.env, SIGAP_SAVE_HISTORIES: '1' },
});
process.exitCode = status ?? 1;
