import type { Plan, Point, Recipient } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';
import type { Sourced } from '../../regulations/rules.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { ClockName } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/**
 * The clocks of a report (readings.md): `follow-up` from the receipt to the first substantive act, without a
 * pause; then `answer`, which pauses while the reporter owes data. Where the office sets no number for the
 * follow-up, the answer clock runs from the receipt. Beside them the plain waiting times of the reporter.
 */
export class ProblemClocks {
  private followUp: Deadline | null = null;
  private answer: Deadline | null = null;
  private waiting: Deadline | null = null;
  /** Starts the waiting time of the reporter afresh; null when something else is waited for. */
  private again: (() => void) | null = null;
  private isFollowedUp = false;
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
  }

  all(): Deadline[] {
    return [this.followUp, this.answer, this.waiting].filter((deadline) => deadline !== null);
  }

  begin(at: number): void {
    const { rules, file } = this.report;
    const covered = rules.roles.find((role) => role.code === file.input.facts.role)?.legalDeadline ?? true;
    this.isFollowedUp = false;
    this.followUp = covered ? this.ladder('follow-up', rules.followUp, at) : null;
    this.answer = this.followUp ? null : this.ladder('answer', rules.answer, at);
  }

  /** true when this act was the first one. */
  followedUp(): boolean {
    if (this.isFollowedUp) return false;
    this.isFollowedUp = true;
    if (this.followUp) {
      this.followUp.stop();
      this.answer = this.ladder('answer', this.report.rules.answer, Date.now());
    }
    return true;
  }

  /** Something of this clock may still fire: what it is for was not done. */
  isRunning(clock: string): boolean {
    return this.all().some((deadline) => deadline.clock === clock && !deadline.isStopped());
  }

  awaitData(): void {
    this.answer?.pause();
    this.awaitReporter('data', this.report.rules.dataWindow.value, () => this.report.question.dataNeverCame());
  }

  dataCame(): void {
    this.waiting?.stop();
    this.answer?.resume();
  }

  awaitConfirmation(): void {
    this.awaitReporter('confirm', this.report.rules.confirmWindow.value, () => this.report.ending.conclude('system', 'unconfirmed'));
  }

  /** Told by a person: the reporter's time runs from here. */
  reporterWasReached(): void {
    if (this.waiting && !this.waiting.isStopped()) this.again?.();
  }

  /** A silence that ends a case must be the reporter's own: nobody is silent who was never told. */
  private awaitReporter(clock: 'data' | 'confirm', budget: Budget, onEnd: () => void): void {
    this.wait(clock, budget, () => (this.report.reach.remindIfUntold() ? this.awaitReporter(clock, budget, onEnd) : onEnd()), [{ kind: 'reporter' }]);
    this.again = () => this.awaitReporter(clock, budget, onEnd);
  }

  /** Only a person records a root cause (ERR-16) or does a duty (a signed paper, ERR-10), so people are reminded until one has. */
  awaitMissing(missing: 'root-cause' | 'duty'): void {
    this.wait(missing, this.report.rules.confirmWindow.value, (point) => {
      this.report.file.record('reminded', 'system', { clock: missing, point: point.name }, point.at);
      this.report.ending.want(missing);
      this.awaitMissing(missing);
    });
  }

  stop(): void {
    for (const deadline of this.all()) deadline.stop();
  }

  /** `concerned`: who is told when the calendar moves the end. */
  private wait(clock: ClockName, budget: Budget, onEnd: (point: Point) => void, concerned: Recipient[] = []): void {
    const { report } = this;
    this.waiting?.stop();
    this.again = null;
    this.waiting = new Deadline(report.file, {
      clock, title: clocks[clock], budget, onRung: onEnd, onMoved: (before, after) => report.moved(clock, before, after, concerned),
    }, Date.now());
  }

  private ladder(clock: ClockName, budget: Sourced<Budget> | null, at: number): Deadline | null {
    if (!budget) return null;
    const { report } = this;
    const { rules } = report;
    return new Deadline(report.file, {
      clock, title: clocks[clock], budget: budget.value,
      shares: rules.reminderShares.value, rungs: rules.ladder.value.length + 1, spacing: rules.rungSpacing.value,
      onReminder: (point, plan) => this.remind(clock, point, plan),
      onRung: (point, plan) => this.rung(clock, point, plan),
      onMoved: (before: Plan, after: Plan) => report.moved(clock, before, after, [{ kind: 'reporter' }, ...report.workers()]),
    }, at);
  }

  private remind(clock: string, point: Point, plan: Plan): void {
    const { file } = this.report;
    file.record('reminded', 'system', { clock, point: point.name }, point.at);
    for (const worker of this.report.workers()) file.tell(worker, 'reminder', 'reminder', { clock, deadlineAt: plan.dueAt });
  }

  /** The ladder tells people, function by function; LKPP is its last rung (ERR-8). */
  private rung(clock: string, point: Point, plan: Plan): void {
    if (!this.report.ladder.climb(clock, point, plan, 'lkpp')) this.report.lkpp.report({ clock, dueAt: point.at, deadlineAt: plan.dueAt });
  }
}
