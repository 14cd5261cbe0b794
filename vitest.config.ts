import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

const quickImports = `--import=${new URL('test/setup/quick-imports.mjs', import.meta.url).href}`;
const exclude = [...configDefaults.exclude, '**/.sigap/**', '**/.cache/**'];
/** These start and kill processes, or hold a native worker of Temporal: each file has a process of its own. */
const alone = ['{local,test,workflows}/**/*.test.ts', 'api/{drill,outage}/paper.test.ts'];
/** Replays what all other files played. */
const last = 'workflows/played.test.ts';

const project = (name: string, groupOrder: number, isolate: boolean, include: string[], without: string[] = []) => ({
  test: {
    name, include, isolate,
    exclude: [...exclude, ...without],
    sequence: { groupOrder },
    setupFiles: ['test/setup/each-file.ts'],
    // What one process has compiled, the next one and the workers that tests start need not: half of their start.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'sigap-compiled'), NODE_OPTIONS: quickImports },
    pool: 'forks' as const,
    testTimeout: 30_000,
    hookTimeout: 90_000,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/setup/global.ts'],
    reporters: ['default', './test/setup/closing-line.ts'],
    // On two cores: much of the suite waits for killed processes to be missed.
    maxWorkers: 3,
    teardownTimeout: 30_000,
    projects: [
      project('alone', 0, true, alone, [last]),
      // One after the other in the same processes: to load the house anew costs two seconds a file.
      project('shared', 0, false, ['**/*.test.ts'], [...alone, last]),
      project('last', 1, true, [last]),
    ],
  },
});
