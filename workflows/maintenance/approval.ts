import type { Point } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import { Deadline } from '../kernel/deadline.ts';
import { approvalReminder } from './defaults.ts';
import type { MaintenanceCase } from './maintenance-case.ts';
import { clocks } from './messages.ts';
import type { MaintenanceActs } from './messages.ts';

/** A window that waits for its approval. Nothing is approved by silence: one whose start comes first is moved or cancelled. */
export class Approval {
  private task: Task | null = null;
  private chaser: Chaser | null = null;
  /** The start that the approval must come before. */
  private start: Deadline | null = null;
  private readonly maintenance: MaintenanceCase;
  private readonly approver: FunctionCode;

  constructor(maintenance: MaintenanceCase, approver: FunctionCode) {
    this.maintenance = maintenance;
    this.approver = approver;
  }

  deadlines(): Deadline[] {
    return [...(this.chaser ? [this.chaser.deadline()] : []), ...(this.start ? [this.start] : [])];
  }

  ask(by: string): void {
    const { file, news } = this.maintenance;
    file.enter('menunggu-persetujuan');
    news.propose(by);
    this.task = file.openTask('setujui-pemeliharaan', this.approver);
    this.askFor(this.task);
  }

  /** Another window is to be approved. `newsId`: why. */
  askAgain(by: string, newsId: string): void {
    this.maintenance.news.propose(by);
    if (this.task) this.askFor(this.task, newsId);
  }

  mayApprove(): void {
    if (Date.now() >= this.maintenance.window.startsAt) refuse('past-instant');
  }

  approve(task: Task, { by, textId: newsId = null }: { by: string; textId?: string | null }): void {
    this.decide(task, by, 'approved', newsId);
    this.maintenance.announce(by);
  }

  reject(task: Task, { by, textId }: MaintenanceActs['reject']): void {
    this.decide(task, by, 'rejected', textId);
    this.maintenance.news.withdraw(by);
    this.maintenance.over(by, 'rejected');
  }

  stop(): void {
    for (const deadline of this.deadlines()) deadline.stop();
  }

  private decide(task: Task, by: string, outcome: 'approved' | 'rejected', textId: string | null): void {
    const { file, officials, rules, about } = this.maintenance;
    this.stop();
    file.endTask(task, 'done', by, outcome);
    file.record(`maintenance.${outcome}`, by, { textId });
    if (outcome === 'approved') officials.tell(rules.planner, 'approved', 'case', { ...about(), newsId: textId });
    else officials.tell(rules.planner, 'rejected', 'case', { ...about(), newsId: textId });
  }

  private askFor(task: Task, newsId?: string): void {
    const { file, officials, window: { startsAt }, about, ask } = this.maintenance;
    const now = Date.now();
    this.stop();
    file.moveTask(task, startsAt);
    officials.tell(task, 'approval-asked', 'case', { ...about(), ...ask(), ...(newsId === undefined ? {} : { newsId }) });
    this.chaser = new Chaser(file, { clock: 'approval', title: clocks.approval, budget: approvalReminder.value }, () => this.remind(task));
    this.start = new Deadline(file, { clock: 'start', title: clocks.start, budget: { clockMs: startsAt - now }, onRung: (point) => this.startCame(task, point) }, now);
  }

  /** It can be approved no more as it is: from now on the planner is reminded to move or to cancel it. */
  private startCame(task: Task, { at }: Point): void {
    const { file, officials, rules, about } = this.maintenance;
    this.start?.stop();
    file.record('approval.missed', 'system', {}, at);
    officials.tell(task, 'unapproved-start', 'deadline', about(), at);
    if (rules.planner !== this.approver) officials.tell(rules.planner, 'unapproved-start', 'deadline', about(), at);
  }

  private remind(task: Task): void {
    const { officials, rules, window, about, ask } = this.maintenance;
    if (Date.now() < window.startsAt) officials.tell(task, 'approval-reminder', 'reminder', { ...about(), ...ask() });
    else officials.tell(rules.planner, 'unapproved-start', 'reminder', { ...about(), again: true });
  }
}
