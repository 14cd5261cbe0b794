import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { workflowBundle } from './bundle.ts';
import { fullCases } from './testing/full-cases.ts';
import { savedHistories } from './testing/histories.ts';
import { replayFailures } from './testing/replaying.ts';

// A long case is replayed from each of its steps, which is work and no waiting: fourteen seconds beside other tests on two cores.
vi.setConfig({ testTimeout: 90_000 });

const saved = savedHistories();
type History = (typeof saved)[number]['history'];
const logger = new DefaultLogger('ERROR');
type Named = Record<string, History>;
const failures = (bundle: WorkflowBundleOption, histories: Named): Promise<Record<string, unknown>> =>
  replayFailures(bundle, Object.entries(histories).map(([workflowId, history]) => ({ workflowId, history })));
let present: WorkflowBundleOption;

beforeAll(async () => {
  present = await workflowBundle(join(tmpdir(), 'sigap-bundles'));
});

test('every full case has a history', () => {
  expect(saved.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(fullCases)));
});

test.each(saved)('the case $name, lived under earlier code, goes on under the present code, from its end and from every step at which a worker may take it over', async ({ history }) => {
  const ends = history.events.flatMap((event, index) => (event.eventType === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED' ? [index] : []));
  const upTo = ends.map((end): [string, History] => [`up to event ${end + 1}`, { ...history, events: history.events.slice(0, end + 1) }]);
  expect(await failures(present, { 'to its end': history, ...Object.fromEntries(upTo) })).toEqual({});
});

test('no case replays on a workflow that was broken on purpose', async () => {
  const broken = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('testing/broken/index.ts', import.meta.url)), logger });
  const found = await failures(broken, Object.fromEntries(saved.map(({ name, history }) => [name, history])));
  expect(Object.entries(found).flatMap(([name, error]) => (error instanceof DeterminismViolationError ? [name] : [])).toSorted()).toEqual(saved.map(({ name }) => name).toSorted());
});
