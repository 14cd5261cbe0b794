import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { workflowBundle } from './bundle.ts';
import { playedHistories } from './testing/played.ts';
import { replayFailures } from './testing/replaying.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging: { filter: 'ERROR' } } });

// Runs after every other file: `vitest.config.ts` has its order.
test('every case that a test of this run played is replayed without a difference, as by a worker that takes it over', { timeout: 120_000 }, async () => {
  expect(await replayFailures(await workflowBundle(join(tmpdir(), 'sigap-bundles')), playedHistories())).toEqual({});
});
