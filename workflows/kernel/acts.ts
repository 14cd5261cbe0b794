import { ApplicationFailure, CancellationScope, defineUpdate, setHandler } from '@temporalio/workflow';
import type { CaseFile, Task } from './case-file.ts';
import type { ActBase, ActResult } from './types.ts';

/** Why an act is refused; the API turns the code into a problem with a sentence in Bahasa Indonesia. */
export type Refusal =
  | 'wrong-state' | 'task-ended' | 'wrong-task' | 'task-claimed' | 'already-claimed' | 'case-closed' | 'root-cause-missing' | 'duty-open'
  | 'already-asked' | 'already-grouped' | 'not-grouped' | 'instruction-open';

export function refuse(code: Refusal): never {
  throw ApplicationFailure.create({ message: code, type: code, nonRetryable: true });
}

export interface ActHandler<A extends ActBase> {
  /** Throws a refusal; runs before the act enters the history, and again before it is applied. */
  check(act: A): void;
  /** Gathers changes and sets state without waiting; they are written afterwards, in one step. */
  apply(act: A): void;
  /** What the case must still do, by an activity, before the act is answered; what it gathers is written too. */
  after?(act: A): Promise<void>;
}

/**
 * Binds an act to the case: the first decision wins, every later one is refused with its reason.
 * The update id is derived from the click's own key, so that a retry gets its own first answer.
 */
export function onAct<A extends ActBase>(file: CaseFile, name: string, { check, apply, after }: ActHandler<A>): void {
  // Handlers run outside the scope of `runCase`: after a cancellation request nothing could be written here.
  const handler = (act: A): Promise<ActResult> => CancellationScope.nonCancellable(async () => {
    check(act);
    apply(act);
    await file.write();
    if (after) {
      await after(act);
      await file.write();
    }
    return { state: file.state };
  });
  setHandler(defineUpdate<ActResult, [A]>(name), handler, { validator: check });
}

/** The open task that an act names. Refuses an ended one, one of another kind, and one that a colleague claimed. */
export function openTask(file: CaseFile, act: ActBase, kinds: readonly string[], { anyClaim = false } = {}): Task {
  const task = act.taskId === undefined ? undefined : file.tasks.get(act.taskId);
  if (!task) refuse('task-ended');
  if (!kinds.includes(task.kind)) refuse('wrong-task');
  if (!anyClaim && act.claimLapsed !== true && task.claimedBy !== null && task.claimedBy !== act.by) refuse('task-claimed');
  return task;
}
