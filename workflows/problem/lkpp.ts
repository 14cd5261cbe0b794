import type { Task } from '../kernel/case-file.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/**
 * The way to LKPP. Where the text routes it through Kepala UKPBJ (ERR-8 in Salatiga) an approval task comes first.
 * A forward (ERR-6) waits for that decision; the last rung's report goes out without it once the approver's
 * time is over, with the approver in copy, and says so (readings.md).
 */
export class LkppRoute {
  private forwarding: { ground: string; textId: string } | null = null;
  private silence: Deadline | null = null;
  private reporting: { clock: string; dueAt: number } | null = null;
  private readonly problem: ProblemCase;

  constructor(report: ProblemCase) {
    this.problem = report;
  }

  deadlines(): Deadline[] {
    return this.silence ? [this.silence] : [];
  }

  forward(ground: string, textId: string): void {
    const { file, rules } = this.problem;
    const approver = rules.lkpp.approver.value;
    this.forwarding = { ground, textId };
    if (approver === null) {
      this.sendForward('system');
      return;
    }
    this.problem.enter('menunggu-persetujuan');
    file.openTask('setujui-penerusan', approver);
    file.tell({ kind: 'function', function: approver }, 'approval-asked', 'case', { ground, textId });
  }

  /** ERR-8: the last rung of the ladder. */
  report(clock: string, dueAt: number): void {
    const { file, rules } = this.problem;
    const approver = rules.lkpp.approver.value;
    this.reporting = { clock, dueAt };
    if (rules.lkpp.rung.value === 'task-only') {
      this.tellByHand();
      return;
    }
    if (approver === null) {
      file.tell({ kind: 'lkpp' }, 'lkpp-report', 'deadline', { clock, approval: 'none' }, dueAt);
      return;
    }
    const clockName = 'lkpp-approval';
    file.openTask('setujui-laporan-lkpp', approver, clockName);
    file.tell({ kind: 'function', function: approver }, 'approval-asked', 'deadline', { clock }, dueAt);
    this.silence?.stop();
    this.silence = new Deadline(file, {
      clock: clockName, title: clocks[clockName], budget: rules.lkpp.approvalWindow.value, onRung: () => this.silent(approver),
    }, Date.now());
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
    if (task.kind === 'beritahu-lkpp') file.endTask(task, 'done', by, 'told');
  }

  /** LKPP has no address, or its mail was refused: a person tells LKPP and records its ticket. */
  tellByHand(): void {
    const { file, rules } = this.problem;
    const task = file.openTask('beritahu-lkpp', rules.desk);
    file.tell(file.workerOf(task), 'task-opened', 'deadline', { kind: task.kind });
  }

  /** The answer came first: nothing is left to ask or to report. */
  withdraw(reason: string): void {
    this.silence?.stop();
    this.reporting = null;
    this.forwarding = null;
    for (const kind of ['setujui-penerusan', 'setujui-laporan-lkpp']) this.problem.file.cancelTasks(reason, kind);
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
    this.problem.file.tell(
      { kind: 'lkpp', ...(copyTo === undefined ? {} : { copyTo }) }, 'lkpp-report', 'deadline', { clock: reporting.clock, ...params }, reporting.dueAt,
    );
  }

  private sendForward(by: string): void {
    const { forwarding } = this;
    const { file, rules } = this.problem;
    if (!forwarding) return;
    this.forwarding = null;
    this.problem.enter('diteruskan');
    file.record('forwarded', by, forwarding);
    if (rules.lkpp.rung.value === 'task-only') this.tellByHand();
    else file.tell({ kind: 'lkpp' }, 'lkpp-forward', 'case', forwarding);
    file.tell({ kind: 'reporter' }, 'forwarded', 'case', { ground: forwarding.ground });
  }
}
