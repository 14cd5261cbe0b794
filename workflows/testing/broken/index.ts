import { sleep } from '@temporalio/workflow';
import { evaluation as presentEvaluation } from '../../evaluation/workflow.ts';
import type { CaseInput } from '../../kernel/types.ts';
import { problem as present } from '../../problem/workflow.ts';

/** Broken on purpose: one timer more than the histories have. Replaying them against it must fail. */
export async function problem(input: CaseInput<'problem'>): Promise<void> {
  await sleep('1s');
  await present(input);
}

export async function evaluation(input: CaseInput<'problem'>): Promise<void> {
  await sleep('1s');
  await presentEvaluation(input);
}
