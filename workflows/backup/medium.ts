import { CancelledFailure, condition } from '@temporalio/workflow';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import type { Task } from '../kernel/case-file.ts';
import type { BackupCase } from './backup-case.ts';
import { failureOf } from './failures.ts';
import { clocks } from './messages.ts';
import type { BackupActs } from './messages.ts';

/** The medium of a portable run: tried first as it was proposed, asked for as long as the right one is not there (ARC-2). */
export class Medium {
  code: string;
  private chaser: Chaser | null = null;
  private isGivenUp = false;
  private readonly backup: BackupCase;

  constructor(backup: BackupCase) {
    this.backup = backup;
    this.code = backup.file.input.facts.medium ?? '';
  }

  deadlines(): Deadline[] {
    return this.chaser ? [this.chaser.deadline()] : [];
  }

  /** Does it once, with the medium that is there: one that is missing, another one, or pulled out on the way is asked for. */
  async once(work: (medium: string) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work(this.code);
        return;
      } catch (error) {
        if (this.isGivenUp) throw error;
        const why = failureOf(error);
        if (why !== 'medium-missing' && why !== 'wrong-medium') throw error;
        this.ask(why);
        await this.backup.file.write();
        await condition(() => this.backup.task('pasang-media') === undefined || this.isGivenUp);
        if (this.isGivenUp) throw new CancelledFailure('abandoned');
      }
    }
  }

  attached(task: Task, { by, medium }: BackupActs['attached']): void {
    const { file } = this.backup;
    this.code = medium;
    this.chaser?.stop();
    file.endTask(task, 'done', by, 'attached');
    file.record('medium.attached', by, { medium });
  }

  giveUp(): void {
    this.isGivenUp = true;
  }

  private ask(why: 'medium-missing' | 'wrong-medium'): void {
    const { backup, code: medium } = this;
    const { file, rules } = backup;
    backup.enter('menunggu-media');
    file.record('medium.asked', 'system', { medium, code: why });
    const task = backup.open('pasang-media', { code: why });
    this.chaser = new Chaser(file, { clock: 'attach', title: clocks.attach, budget: rules.handover.value }, () => backup.remind(task, { code: why }));
  }
}
