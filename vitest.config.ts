import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.sigap/**', '**/.cache/**'],
    globalSetup: ['test/setup/global.ts'],
    setupFiles: ['test/setup/each-file.ts'],
    reporters: ['default', './test/setup/closing-line.ts'],
    // A test file may kill its own children and hold native workers: each gets a process of its own.
    pool: 'forks',
    // Two cores, and the servers need some of them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 90_000,
    teardownTimeout: 30_000,
  },
});
