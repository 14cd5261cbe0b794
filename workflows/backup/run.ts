import { condition } from '@temporalio/workflow';
import type { Shrunk } from '../../activities/backup/types.ts';
import type { ClockSpan } from '../../activities/types.ts';
import { Deadline } from '../kernel/deadline.ts';
import type { BackupCase } from './backup-case.ts';
import { soon, soonTimes, triesOfRun } from './defaults.ts';
import { failureOf, failures } from './failures.ts';
import type { RunFailure } from './failures.ts';
import type { Medium } from './medium.ts';
import { clocks } from './messages.ts';
import { Steps } from './steps.ts';

/**
 * One run, tried until its copy is read back and what is too old is gone. A run that fails begins anew: what it dumped is of a moment that is
 * over. Once its copy is verified only the tidying is tried again.
 */
export class Run {
  private readonly steps: Steps;
  private waiting: Deadline | null = null;
  private isWoken = false;
  private tries = 0;
  private isAbandoned = false;
  /** What a person lets be smaller, for the rest of the run. */
  private readonly accepted: Shrunk[] = [];
  private readonly backup: BackupCase;

  constructor(backup: BackupCase) {
    this.backup = backup;
    this.steps = new Steps(backup);
  }

  get medium(): Medium {
    return this.steps.medium;
  }

  deadlines(): Deadline[] {
    return [...(this.waiting ? [this.waiting] : []), ...this.medium.deadlines()];
  }

  /** @returns how it ended: verified also where only the tidying was given up */
  async go(): Promise<'verified' | 'abandoned' | 'failed'> {
    const { steps } = this;
    while (!this.isAbandoned && this.tries < triesOfRun) {
      try {
        await steps.go(this.accepted);
        return 'verified';
      } catch (error) {
        if (!this.isAbandoned) await this.tryAgainLater(failureOf(error));
      }
    }
    await steps.leave();
    if (steps.isVerified) return 'verified';
    return this.isAbandoned ? 'abandoned' : 'failed';
  }

  /** It waits to be tried again. */
  isWaiting(): boolean {
    return this.waiting?.isStopped() === false;
  }

  wake(): void {
    this.waiting?.stop();
    this.isWoken = true;
  }

  /** A person knows why that became smaller. */
  accept(what: Shrunk): void {
    this.accepted.push(what);
    this.wake();
  }

  /** The store in which the last try found damage. */
  get damaged(): string | null {
    return this.steps.damaged;
  }

  abandon(): void {
    this.isAbandoned = true;
    this.wake();
    this.steps.abandon();
  }

  private async tryAgainLater(code: RunFailure): Promise<void> {
    const { backup } = this;
    const { file, rules } = backup;
    this.tries += 1;
    const isSoon = failures[code].again && this.tries <= soonTimes;
    file.enter('gagal');
    const isLast = this.tries >= triesOfRun;
    // Of the last one the next run tells: this task ends now.
    backup.failed(code, this.tries, !isSoon && !isLast);
    if (isLast) return;
    this.waitFor(isSoon ? soon : { clockMs: rules.spacing.value });
    await file.write();
    await condition(() => this.isWoken);
  }

  private waitFor(budget: ClockSpan): void {
    this.isWoken = false;
    this.waiting = new Deadline(this.backup.file, {
      clock: 'retry', title: clocks.retry, budget,
      onRung: (point) => {
        this.backup.file.record('run.retried', 'system', {}, point.at);
        this.wake();
      },
    }, Date.now());
  }
}
