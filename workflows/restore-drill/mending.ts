import { condition } from '@temporalio/workflow';
import type { RunFailure } from '../backup/failures.ts';
import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import { Deadline } from '../kernel/deadline.ts';
import type { DrillCase } from './drill-case.ts';
import { clocks } from './messages.ts';
import type { RestoreDrillActs } from './messages.ts';

/** A drill that failed, until a person says how it goes on; the ladder hears of it, and soon where a restored copy still lies there. */
export class Mending {
  private decision: 'again' | 'over' | null = null;
  private isScratchLeft = false;
  private code: RunFailure = 'unknown';
  private deadline: Deadline | null = null;
  private chaser: Chaser | null = null;
  private readonly drill: DrillCase;

  constructor(drill: DrillCase) {
    this.drill = drill;
  }

  deadlines(): Deadline[] {
    return [...(this.deadline ? [this.deadline] : []), ...(this.chaser ? [this.chaser.deadline()] : [])];
  }

  /** `isScratchLeft`: it cannot be given up, because what was restored could not be destroyed. */
  async ask(code: RunFailure, isScratchLeft: boolean): Promise<'again' | 'over'> {
    const { drill } = this;
    this.code = code;
    this.isScratchLeft = isScratchLeft;
    this.decision = null;
    drill.enter('gagal');
    drill.open('perbaiki-uji', this.about());
    this.await();
    await drill.file.write();
    await condition(() => this.decision !== null);
    for (const deadline of this.deadlines()) deadline.stop();
    this.chaser = null;
    return this.decision ?? 'again';
  }

  retry(task: Task, { by, textId = null }: { by: string; textId?: string | null }): void {
    this.decision = 'again';
    this.drill.file.endTask(task, 'done', by, 'retried');
    this.drill.file.record('drill.retried', by, { textId });
  }

  mayAbandon(): void {
    if (this.isScratchLeft) refuse('scratch-left');
  }

  abandon(task: Task, { by, textId }: RestoreDrillActs['abandon']): void {
    this.decision = 'over';
    this.drill.file.endTask(task, 'done', by, 'abandoned');
    this.drill.file.record('drill.abandoned', by, { textId });
  }

  /** What every mail about it says. */
  about(): { code: RunFailure; isScratchLeft: boolean } {
    return { code: this.code, isScratchLeft: this.isScratchLeft };
  }

  private await(): void {
    const { file, rules: { handover, spacing, ladder: functions }, ladder } = this.drill;
    const step = this.isScratchLeft ? { clockMs: spacing.value } : handover.value;
    this.deadline = new Deadline(file, {
      clock: 'mend', title: clocks.mend, budget: step, spacing: step, rungs: functions.value.length,
      onRung: (point, plan) => {
        ladder.climb('mend', point, plan);
        if (point.index === functions.value.length - 1) this.chase();
      },
    }, Date.now());
  }

  /** Nobody is left to tell: from here on the keeper is reminded. */
  private chase(): void {
    const { drill } = this;
    this.deadline?.stop();
    this.chaser = new Chaser(drill.file, { clock: 'mend', title: clocks.mend, budget: drill.rules.handover.value }, () => drill.remind('perbaiki-uji', this.about()));
  }
}
