import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { workflowBundle } from './bundle.ts';
import { fullCases } from './testing/full-cases.ts';
import { savedHistories } from './testing/histories.ts';

const saved = savedHistories();
type History = (typeof saved)[number]['history'];
const logger = new DefaultLogger('ERROR');
/** On one worker; a worker for each would compile the bundle each time. @throws the first failure */
async function replay(bundle: WorkflowBundleOption, ...histories: History[]): Promise<void> {
  const named = histories.map((history, index) => ({ workflowId: `replayed-${index}`, history }));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: bundle }, named)) if (error) throw error;
}
let present: WorkflowBundleOption;

beforeAll(async () => {
  present = await workflowBundle(join(tmpdir(), 'sigap-bundles'));
});

test('every full case has a history', () => {
  expect(saved.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(fullCases)));
});

test.each(saved)('the case $name, lived under earlier code, goes on under the present code', async ({ history }) => {
  await replay(present, history);
});

test.each(saved)('the case $name goes on from every step at which a worker may take it over', async ({ history }) => {
  const ends = history.events.flatMap((event, index) => (event.eventType === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED' ? [index] : []));
  await replay(present, ...ends.map((end) => ({ ...history, events: history.events.slice(0, end + 1) })));
});

describe('a workflow that was broken on purpose', () => {
  let broken: WorkflowBundleOption;
  beforeAll(async () => {
    broken = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('testing/broken/index.ts', import.meta.url)), logger });
  });

  test.each(saved)('does not replay the case $name', async ({ history }) => {
    await expect(replay(broken, history)).rejects.toThrow(DeterminismViolationError);
  });
});
