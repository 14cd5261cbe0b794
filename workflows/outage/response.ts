import { Chaser } from '../kernel/chaser.ts';
import { Deadline } from '../kernel/deadline.ts';
import type { ActBase } from '../kernel/types.ts';
import { handlingReminder } from './defaults.ts';
import { clocks } from './messages.ts';
import type { TaskKind } from './messages.ts';
import type { OutageCase } from './outage-case.ts';

const handling: readonly string[] = ['tangani-gangguan', 'tetapkan-waktu'] satisfies TaskKind[];

/** Until a person acts on the outage, the functions of the ladder hear of it one after the other, day and night (CAP-4). From then on, or after the last of them, who handles it is reminded while it lasts. */
export class Response {
  private deadline: Deadline | null = null;
  private chaser: Chaser | null = null;
  private isTaken = false;
  private readonly outage: OutageCase;

  constructor(outage: OutageCase) {
    this.outage = outage;
  }

  deadlines(): Deadline[] {
    return [...(this.deadline ? [this.deadline] : []), ...(this.chaser ? [this.chaser.deadline()] : [])];
  }

  await(from: number): void {
    this.stop();
    if (this.isTaken) {
      this.chase();
      return;
    }
    const { file, rules, ladder } = this.outage;
    const step = { clockMs: rules.response.value };
    this.deadline = new Deadline(file, {
      clock: 'response', title: clocks.response, budget: step, spacing: step, rungs: rules.ladder.value.length,
      onRung: (point, plan) => {
        ladder.climb('response', point, plan);
        if (point.index === rules.ladder.value.length - 1) this.chase();
      },
    }, from);
  }

  /** The first act of a person on the outage itself ends the ladder. */
  actedOn({ taskId = '' }: ActBase): void {
    if (!handling.includes(this.outage.file.tasks.get(taskId)?.kind ?? '')) return;
    this.isTaken = true;
    this.deadline?.stop();
    if (this.outage.lasts()) this.chase();
  }

  stop(): void {
    for (const deadline of this.deadlines()) deadline.stop();
    this.chaser = null;
  }

  private chase(): void {
    const { outage } = this;
    this.chaser ??= new Chaser(outage.file, { clock: 'handling', title: clocks.handling, budget: handlingReminder }, () => {
      const task = outage.task('tangani-gangguan');
      if (task) outage.tellWorker(task, { again: true }, 'reminder');
    });
  }
}
