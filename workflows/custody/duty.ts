import type { ClockSpan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';
import { Chaser } from '../kernel/chaser.ts';
import { Deadline } from '../kernel/deadline.ts';
import { recordMove } from '../kernel/moved.ts';
import type { CustodyCase } from './custody-case.ts';
import { clocks } from './messages.ts';
import type { TaskKind } from './messages.ts';

interface Owed {
  clock: 'handover' | 'receipt' | 'destruction' | 'notice';
  /** The tasks that are late with it. */
  tasks: readonly TaskKind[];
  budget: Budget | ClockSpan;
  leads?: ClockSpan[];
  /** How often it is asked for once the ladder has ended. */
  again: Budget | ClockSpan;
}

/** What somebody owes until a moment: reminded before, told upwards when it is late, and asked for again and again after that. */
export class Duty {
  private readonly deadline: Deadline;
  private chaser: Chaser | null = null;

  /** @param from epoch ms */
  constructor(custody: CustodyCase, { clock, tasks, budget, leads, again }: Owed, from: number) {
    const { file, rules: { ladder, spacing }, ladder: rungs } = custody;
    const ask = (): void => { for (const kind of tasks) custody.remind(kind); };
    this.deadline = new Deadline(file, {
      clock, title: clocks[clock], budget, ...(leads && { leads }), rungs: ladder.value.length, spacing: { clockMs: spacing.value },
      onReminder: (point) => {
        file.record('reminded', 'system', { clock, point: point.name }, point.at);
        ask();
      },
      onRung: (point, plan) => {
        rungs.climb(clock, point, plan);
        // Who owes it hears of it too, unless the first of the ladder is the same function.
        if (point.index === 0) for (const kind of tasks) if (custody.task(kind)?.function !== ladder.value[0]) custody.remind(kind);
        if (point.index < ladder.value.length - 1) return;
        this.deadline.stop();
        this.chaser = new Chaser(file, { clock: 'again', title: clocks.again, budget: again }, ask);
      },
      onMoved: (before, after) => {
        for (const kind of tasks) {
          const task = custody.task(kind);
          if (task) file.moveTask(task, after.dueAt);
        }
        recordMove(file, clock, before, after);
      },
    }, from);
  }

  deadlines(): Deadline[] {
    return [this.deadline, ...(this.chaser ? [this.chaser.deadline()] : [])];
  }

  /** Epoch ms; null while it is planned, or once it is over. */
  dueAt(): number | null {
    return this.deadline.running()?.dueAt ?? null;
  }

  stop(): void {
    for (const deadline of this.deadlines()) deadline.stop();
  }
}
