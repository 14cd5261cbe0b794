import { Worker } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { SavedHistory } from './histories.ts';

/** On one worker; a worker for each would compile the bundle each time. @returns what each failed with, by its name */
export async function replayFailures(workflowBundle: WorkflowBundleOption, histories: Iterable<{ workflowId: string; history: SavedHistory }>): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) if (error) found[workflowId] = error;
  return found;
}
