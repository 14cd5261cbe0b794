import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workflowBundle } from './bundle.ts';
import { skippingEnvironment } from './testing/environment.ts';

const taskQueue = 'answers';
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await skippingEnvironment();
}, 60_000);
afterAll(() => env.teardown());

test('two hundred members are answered a few at a time, and one that cannot be reached for hours holds up no other', { timeout: 60_000 }, async () => {
  const members = Array.from({ length: 200 }, (_, index) => `act-${index}`);
  const tries = new Map<string, number>();
  let [running, most] = [0, 0];
  const answerMember = async ({ actId }: { actId: string }): Promise<void> => {
    tries.set(actId, (tries.get(actId) ?? 0) + 1);
    // It comes back when all others are through.
    if (actId === 'act-3' && tries.size < 200) throw ApplicationFailure.retryable('answerMember: UNAVAILABLE', 'UNAVAILABLE');
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => { setImmediate(resolve); });
    running -= 1;
  };
  const worker = await Worker.create({
    connection: env.nativeConnection, taskQueue, activities: { answerMember }, workflowBundle: await workflowBundle(join(tmpdir(), 'sigap-bundles')),
  });
  await worker.runUntil(env.client.workflow.execute('answerGroup', { workflowId: 'answer-group-1', taskQueue, args: [{ answerId: '1', members }] }));
  expect([...tries.keys()].sort()).toEqual([...members].sort());
  expect([...tries].filter(([actId, count]) => actId !== 'act-3' && count !== 1)).toEqual([]);
  expect(tries.get('act-3')).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(5);
});
