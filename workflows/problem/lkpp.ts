import { patched } from '@temporalio/workflow';
import type { Point, Recipient } from '../../activities/types.ts';
import type { LkppRouteRule } from '../../regulations/rules.ts';
import type { Task } from '../kernel/case-file.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { ClockName } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/** A deadline that passed: its name, its instant, and the instant of the rung that reports it. */
interface Breach { clock: string; deadlineAt: number; dueAt: number }

/** A submission as its events and mails carry it. */
interface Forward { route: string; clause: string; ground: string | null; textId: string }

/**
 * The way to LKPP. Where the text routes it through Kepala UKPBJ (ERR-8 in Salatiga) an approval task comes first.
 * A forward (ERR-6) waits for that decision; the last rung's report goes out without it once the approver's
 * time is over, with the approver in copy, and says so (readings.md).
 */
export class LkppRoute {
  private forwarding: Forward | null = null;
  /** Until a silent LKPP is chased by the person who forwarded (readings.md). */
  private chase: Deadline | null = null;
  /** Until the silent approver of a forward is reminded; a forward never leaves by silence. */
  private patience: Deadline | null = null;
  private silence: Deadline | null = null;
  private reporting: Breach | null = null;
  private forwarder: Extract<Recipient, { kind: 'task' }> | null = null;
  /** The instant of a forward whose reply is not recorded. */
  private unanswered: number | null = null;
  /** A person must tell LKPP what no mail told it; cases that opened that task before this rule close without it. */
  private holdsClose = false;
  private readonly problem: ProblemCase;

  constructor(report: ProblemCase) {
    this.problem = report;
  }

  deadlines(): Deadline[] {
    return [this.patience, this.silence, this.chase].filter((deadline) => deadline !== null);
  }

  forward({ code: route, clause, approval }: LkppRouteRule, { by, ground, textId }: { by: string; ground: string | null; textId: string }): void {
    const { file, rules } = this.problem;
    const approver = rules.lkpp.approver.value;
    const forward = { route, clause, ground, textId };
    this.forwarding = forward;
    this.forwarder = { kind: 'task', function: this.problem.workFunction(), claimedBy: by };
    if (approver === null || !approval.value) {
      this.sendForward('system');
      return;
    }
    this.problem.enter('menunggu-persetujuan');
    const task = file.openTask('setujui-penerusan', approver, 'forward-approval');
    file.tell(file.workerOf(task), 'approval-asked', 'case', { ...forward });
    this.awaitApproval(task, forward);
  }

  /** A forward never leaves by silence, so its approver is reminded until there is a decision. */
  private awaitApproval(task: Task, forward: Forward): void {
    const { file } = this.problem;
    this.patience?.stop();
    this.patience = this.wait('forward-approval', task, (point) => {
      file.record('reminded', 'system', { clock: 'forward-approval', point: point.name }, point.at);
      file.tell(file.workerOf(task), 'approval-asked', 'reminder', { ...forward, again: true });
      this.awaitApproval(task, forward);
    });
  }

  /** ERR-8: the last rung of the ladder. */
  report(breach: Breach): void {
    const { file, rules } = this.problem;
    const approver = rules.lkpp.approver.value;
    const { dueAt, ...passed } = breach;
    this.reporting = breach;
    if (rules.lkpp.rung.value === 'task-only') {
      this.tellByHand();
      return;
    }
    if (approver === null) {
      file.tell({ kind: 'lkpp' }, 'lkpp-report', 'deadline', { ...passed, approval: 'none' }, dueAt);
      return;
    }
    const task = file.openTask('setujui-laporan-lkpp', approver, 'lkpp-approval');
    file.tell(file.workerOf(task), 'approval-asked', 'deadline', { ...passed }, dueAt);
    this.silence?.stop();
    this.silence = this.wait('lkpp-approval', task, () => this.silent(approver));
  }

  /** The time that the approver has; a new calendar moves it for the task and for the approver. */
  private wait(clock: ClockName, task: Task, onEnd: (point: Point) => void): Deadline {
    const { file, rules } = this.problem;
    return new Deadline(file, {
      clock, title: clocks[clock], budget: rules.lkpp.approvalWindow.value, onRung: onEnd,
      onMoved: (before, after) => {
        file.moveTask(task, after.dueAt);
        this.problem.moved(clock, before, after, [file.workerOf(task)]);
      },
    }, Date.now());
  }

  waitsForApproval(): boolean {
    return [...this.problem.file.tasks.values()].some(({ kind }) => kind === 'setujui-penerusan' || kind === 'setujui-laporan-lkpp');
  }

  approve(task: Task, by: string): void {
    const { file } = this.problem;
    file.endTask(task, 'done', by, 'approved');
    file.record('lkpp.approved', by, { kind: task.kind });
    if (task.kind === 'setujui-penerusan') this.sendForward(by);
    else this.sendReport({ approval: 'given' });
  }

  reject(task: Task, by: string, textId: string): void {
    const { file } = this.problem;
    file.endTask(task, 'done', by, 'rejected');
    file.record('lkpp.rejected', by, { kind: task.kind, textId });
    if (task.kind === 'setujui-penerusan') {
      this.patience?.stop();
      this.forwarding = null;
      this.problem.enter('ditangani');
    } else {
      this.silence?.stop();
      this.reporting = null;
    }
    this.problem.tellDesk('forward-rejected', { textId });
  }

  recordTicket(task: Task, by: string, textId: string): void {
    const { file } = this.problem;
    file.record('lkpp.ticket', by, { textId });
    this.told(task, by);
    this.problem.ending.settle(by);
  }

  /** What LKPP said ends the chase; the desk goes on with it. */
  recordReply(task: Task, by: string, textId: string): void {
    const { file } = this.problem;
    this.chase?.stop();
    this.unanswered = null;
    file.record('lkpp.replied', by, { textId });
    this.told(task, by);
    this.problem.question.lkppReplied();
    this.problem.ending.settle(by);
  }

  private told(task: Task, by: string): void {
    if (task.kind === 'beritahu-lkpp') this.problem.file.endTask(task, 'done', by, 'told');
  }

  /** LKPP has not replied to a forward that a person must tell it of. */
  isUntold(): boolean {
    return this.holdsClose && this.unanswered !== null;
  }

  /** LKPP has no address, or its mail was refused: a person tells LKPP and records its ticket. */
  tellByHand(): void {
    const { file, rules } = this.problem;
    this.holdsClose = patched('untold-forward-holds');
    const task = file.openTask('beritahu-lkpp', rules.desk);
    file.tell(file.workerOf(task), 'task-opened', 'deadline', { kind: task.kind });
  }

  /** The answer came first: nothing is left to ask or to report. */
  withdraw(reason: string): void {
    this.patience?.stop();
    this.chase?.stop();
    this.forwarding = null;
    this.problem.file.cancelTasks(reason, 'setujui-penerusan');
    this.withdrawReport(reason);
  }

  /** The act that stops a clock cancels the rest of its ladder, also a report that still waits for its approval. */
  withdrawReport(reason: string): void {
    this.silence?.stop();
    this.reporting = null;
    this.problem.file.cancelTasks(reason, 'setujui-laporan-lkpp');
  }

  private silent(approver: string): void {
    const { file } = this.problem;
    file.cancelTasks('silent', 'setujui-laporan-lkpp');
    file.record('lkpp.approval-silent', 'system', { function: approver });
    this.sendReport({ approval: 'silent' }, approver);
  }

  private sendReport(params: { approval: string }, copyTo?: string): void {
    const { reporting } = this;
    this.silence?.stop();
    if (!reporting) return;
    this.reporting = null;
    const { dueAt, ...passed } = reporting;
    this.problem.file.tell({ kind: 'lkpp', ...(copyTo === undefined ? {} : { copyTo }) }, 'lkpp-report', 'deadline', { ...passed, ...params }, dueAt);
  }

  private sendForward(by: string): void {
    const { forwarding } = this;
    const { file, rules } = this.problem;
    if (!forwarding) return;
    this.patience?.stop();
    this.forwarding = null;
    this.problem.enter('diteruskan');
    file.record('forwarded', by, { ...forwarding });
    if (rules.lkpp.rung.value === 'task-only') this.tellByHand();
    else file.tell({ kind: 'lkpp' }, 'lkpp-forward', 'case', { ...forwarding });
    this.problem.reach.tellReporter('forwarded', { ground: forwarding.ground });
    this.unanswered = Date.now();
    this.awaitReply();
  }

  /** The case goes on after its reopening: so does the chase. */
  goOn(): void {
    if (this.unanswered !== null) this.awaitReply();
  }

  /** A silent LKPP is chased again and again, until its reply is recorded: by the forwarder, or by those who have the work now. */
  private awaitReply(): void {
    const { file, rules } = this.problem;
    const { forwarder, unanswered: since } = this;
    if (rules.lkpp.chase === null || forwarder === null || since === null) return;
    this.chase?.stop();
    this.chase = new Deadline(file, {
      clock: 'lkpp-reply', title: clocks['lkpp-reply'], budget: rules.lkpp.chase.value,
      onRung: (point) => {
        file.record('lkpp.chased', 'system', { clock: 'lkpp-reply', point: point.name }, point.at);
        const chasers = this.problem.workFunction() === forwarder.function ? [forwarder] : this.problem.workers();
        for (const one of chasers) file.tell(one, 'lkpp-silent', 'reminder', { since });
        this.awaitReply();
      },
      onMoved: (before, after) => this.problem.moved('lkpp-reply', before, after, []),
    }, Date.now());
  }
}
