import { ApplicationFailure, CancellationScope, defineUpdate, setHandler } from '@temporalio/workflow';
import type { CaseFile, Task } from './case-file.ts';
import type { ActBase, ActResult } from './types.ts';

/** Why an act is refused; the API turns the code into a problem with a sentence in Bahasa Indonesia. */
export type Refusal =
  | 'wrong-state' | 'task-ended' | 'wrong-task' | 'task-claimed' | 'already-claimed' | 'case-closed' | 'root-cause-missing' | 'duty-open'
  | 'already-asked' | 'already-grouped' | 'not-grouped' | 'instruction-open' | 'identity-unproven'
  | 'unknown-item' | 'item-changed' | 'item-twice' | 'item-missing' | 'original-unseen' | 'nothing-missing' | 'deficiency-told' | 'item-not-asked' | 'item-required' | 'reason-missing' | 'video-closed' | 'list-closed' | 'past-instant'
  | 'account-missing' | 'term-changed' | 'term-not-longer'
  | 'scratch-left'
  | 'window-reversed' | 'window-unchanged' | 'window-not-longer' | 'window-too-long' | 'instant-future'
  | 'receiver-not-apart' | 'not-the-receiver' | 'witness-not-apart' | 'before-handover' | 'before-loss' | 'notice-owed';

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

/** The acts of an SOP by name, with what each carries. */
type ActsByName<Acts> = { [Name in keyof Acts]: ActBase };

type Handlers<Acts extends ActsByName<Acts>> = { [Name in keyof Acts & string]: ActHandler<Acts[Name]> };

/** Binds all acts of an SOP to the case; `Acts` is named at the call, so that none can be left out. */
export function onActs<Acts extends ActsByName<Acts>>(file: CaseFile, handlers: Handlers<Acts>): void {
  for (const name of Object.keys(handlers) as (keyof Acts & string)[]) bind(file, name, handlers[name]);
}

/**
 * The first decision wins, every later one is refused with its reason.
 * The update id is derived from the click's own key, so that a retry gets its own first answer.
 */
function bind<A extends ActBase>(file: CaseFile, name: string, { check, apply, after }: ActHandler<A>): void {
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

/** An act on a task. `check`: what must hold beside an open task of the right kind. */
interface TaskHandler<A extends ActBase> {
  /** A task that a colleague claimed is taken too. */
  anyClaim?: boolean;
  check?(act: A, task: Task): void;
  apply(act: A, task: Task): void;
  after?(act: A): Promise<void>;
}

/** An act on an open task of one of these kinds. */
export function onTask<A extends ActBase>(file: CaseFile, kinds: readonly string[], { anyClaim = false, check, apply, after }: TaskHandler<A>): ActHandler<A> {
  const task = (act: A): Task => openTask(file, act, kinds, anyClaim);
  return {
    check(act) {
      const open = task(act);
      check?.(act, open);
    },
    apply: (act) => apply(act, task(act)),
    ...(after && { after }),
  };
}

/** A person takes an open task of one of these kinds, or one whose claim has lapsed. */
export function claim(file: CaseFile, kinds: readonly string[]): ActHandler<ActBase> {
  return onTask(file, kinds, {
    anyClaim: true,
    check: ({ claimLapsed }, { claimedBy }) => { if (claimedBy !== null && claimLapsed !== true) refuse('already-claimed'); },
    apply({ by }, task) {
      file.assignTask(task, task.function, by);
      file.record('task.claimed', by, { kind: task.kind });
    },
  });
}

/** Refuses an ended task, one of another kind, and one that a colleague claimed. */
function openTask(file: CaseFile, act: ActBase, kinds: readonly string[], anyClaim: boolean): Task {
  const task = act.taskId === undefined ? undefined : file.tasks.get(act.taskId);
  if (!task) refuse('task-ended');
  if (!kinds.includes(task.kind)) refuse('wrong-task');
  if (!anyClaim && act.claimLapsed !== true && task.claimedBy !== null && task.claimedBy !== act.by) refuse('task-claimed');
  return task;
}
