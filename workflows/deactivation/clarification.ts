import type { Plan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';
import { refuse } from '../kernel/acts.ts';
import { Deadline } from '../kernel/deadline.ts';
import { recordMove } from '../kernel/moved.ts';
import type { DeactivationCase } from './deactivation-case.ts';
import { clocks } from './messages.ts';

/**
 * The user may explain before anybody decides, where the office asks (readings.md). Silence lets the case go on, but nobody is
 * silent who was never told. What comes late, before the decision, is taken in all the same.
 */
export class Clarification {
  private window: Deadline | null = null;
  private budget: Budget | null = null;
  private readonly deactivation: DeactivationCase;

  constructor(deactivation: DeactivationCase) {
    this.deactivation = deactivation;
  }

  deadlines(): Deadline[] {
    return this.window ? [this.window] : [];
  }

  wasAsked(): boolean {
    return this.budget !== null;
  }

  ask(budget: Budget): void {
    const { deactivation: { file, reach, about, ground } } = this;
    this.budget = budget;
    this.deactivation.enter('klarifikasi');
    file.record('clarification.asked', 'system');
    this.deactivation.open('klarifikasi', ground.by);
    reach.tell('clarification-asked', { ...about, days: budget.days ?? 0, ms: budget.ms ?? 0, dayEnds: budget.dayEnds ?? null });
    this.wait();
  }

  mayClarify(): void {
    const { deactivation: { file } } = this;
    if (this.deactivation.closed()) refuse('case-closed');
    if (!this.wasAsked() || (file.state !== 'klarifikasi' && file.state !== 'menunggu-keputusan')) refuse('wrong-state');
  }

  /** `by`: the user, or who took it down. */
  clarify(by: string, textId: string, files = 0): void {
    const { deactivation: { file, reach, decision } } = this;
    reach.hasSpoken(by);
    file.record('clarified', by, { textId, files });
    if (file.state === 'klarifikasi') this.goOn(by, 'clarified', textId);
    else decision.heard(textId);
  }

  /** Told by a person: the user's time runs from here. */
  userWasReached(): void {
    if (this.deactivation.file.state === 'klarifikasi') this.wait();
  }

  private wait(): void {
    const { budget, deactivation: { file, reach, about } } = this;
    if (!budget) return;
    this.window?.stop();
    this.window = new Deadline(file, {
      clock: 'clarification', title: clocks.clarification, budget,
      onRung: (point) => {
        if (reach.remind(about)) {
          this.wait();
          return;
        }
        file.record('clarification.missing', 'system', {}, point.at);
        this.goOn('system', 'silent');
      },
      onMoved: (before, after) => this.moved(before, after),
    }, Date.now());
  }

  private goOn(by: string, outcome: string, textId?: string): void {
    const { deactivation: { file, decision } } = this;
    this.window?.stop();
    for (const task of [...file.tasks.values()]) if (task.kind === 'klarifikasi') file.endTask(task, 'done', by, outcome);
    decision.ask(textId);
  }

  private moved(before: Plan, after: Plan): void {
    const { file } = this.deactivation;
    file.tell({ kind: 'reporter' }, 'deadline-moved', 'case', recordMove(file, 'clarification', before, after));
  }
}
