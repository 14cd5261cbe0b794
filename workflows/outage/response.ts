import type { ActBase } from '../kernel/types.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { TaskKind } from './messages.ts';
import type { OutageCase } from './outage-case.ts';

const handling: readonly string[] = ['tangani-gangguan', 'tetapkan-waktu'] satisfies TaskKind[];

/** Until a person acts on the outage, the functions of the ladder hear of it one after the other, day and night (CAP-4). */
export class Response {
  private deadline: Deadline | null = null;
  private isTaken = false;
  private readonly outage: OutageCase;

  constructor(outage: OutageCase) {
    this.outage = outage;
  }

  deadlines(): Deadline[] {
    return this.deadline ? [this.deadline] : [];
  }

  await(from: number): void {
    if (this.isTaken) return;
    this.stop();
    const { file, rules, ladder } = this.outage;
    const step = { clockMs: rules.response.value };
    this.deadline = new Deadline(file, {
      clock: 'response', title: clocks.response, budget: step, spacing: step, rungs: rules.ladder.value.length,
      onRung: (point, plan) => { ladder.climb('response', point, plan); },
    }, from);
  }

  /** The first act of a person on the outage itself ends the ladder. */
  actedOn({ taskId = '' }: ActBase): void {
    if (!handling.includes(this.outage.file.tasks.get(taskId)?.kind ?? '')) return;
    this.isTaken = true;
    this.stop();
  }

  stop(): void {
    this.deadline?.stop();
  }
}
