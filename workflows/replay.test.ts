import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { workflowBundle } from './bundle.ts';
import { fullCases } from './testing/full-cases.ts';
import { savedHistories } from './testing/histories.ts';
import { replayFailures } from './testing/replaying.ts';

const saved = savedHistories();
type History = (typeof saved)[number]['history'];
const logger = new DefaultLogger('ERROR');
type Named = Record<string, History>;
const failures = (bundle: WorkflowBundleOption, histories: Named): Promise<Record<string, unknown>> =>
  replayFailures(bundle, Object.entries(histories).map(([workflowId, history]) => ({ workflowId, history })));
/** Of each case the whole history, and what was there of it at the end of each step. */
const lived = (name: string, history: History): Named => ({
  [name]: history,
  ...Object.fromEntries(history.events.flatMap(({ eventType }, index) => (
    eventType === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED' ? [[`${name} up to event ${index + 1}`, { ...history, events: history.events.slice(0, index + 1) }]] : []))),
});
let found: Record<string, unknown>;

// All of them one after the other on one worker, which is work and no waiting: most of a minute, and more beside other tests on two cores.
beforeAll(async () => {
  found = await failures(await workflowBundle(join(tmpdir(), 'sigap-bundles')), Object.assign({}, ...saved.map(({ name, history }) => lived(name, history))) as Named);
}, 300_000);

test('every full case has a history', () => {
  expect(saved.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(fullCases)));
});

test.each(saved)('the case $name, lived under earlier code, goes on under the present code, from its end and from every step at which a worker may take it over', ({ name }) => {
  expect(Object.fromEntries(Object.entries(found).filter(([each]) => each === name || each.startsWith(`${name} up to `)))).toEqual({});
});

test('no case replays on a workflow that was broken on purpose', async () => {
  const broken = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('testing/broken/index.ts', import.meta.url)), logger });
  const violations = await failures(broken, Object.fromEntries(saved.map(({ name, history }) => [name, history])));
  expect(Object.entries(violations).flatMap(([name, error]) => (error instanceof DeterminismViolationError ? [name] : [])).toSorted()).toEqual(saved.map(({ name }) => name).toSorted());
}, 90_000);
