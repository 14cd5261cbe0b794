import type { Params } from '../../activities/types.ts';
import type { Task } from '../kernel/case-file.ts';
import { Deadline } from '../kernel/deadline.ts';
import { recordMove } from '../kernel/moved.ts';
import { clocks } from './messages.ts';
import type { OutageActs } from './messages.ts';
import type { OutageCase } from './outage-case.ts';

/**
 * The report of an outage that lasts (ERR-8). Where the text routes it through an approver, that approval comes first; when
 * the approver stays silent the mail goes with the approver in copy and says so (readings.md). Who heard of it hears its end.
 */
export class LkppReport {
  /** Until it has lasted so long that LKPP is told. */
  private lasting: Deadline | null = null;
  private silence: Deadline | null = null;
  /** The instant that the report tells, while it waits for its approval. */
  private waiting: number | null = null;
  /** How LKPP was told; null: not yet. */
  private told: 'mail' | 'hand' | null = null;
  private readonly outage: OutageCase;

  constructor(outage: OutageCase) {
    this.outage = outage;
  }

  deadlines(): Deadline[] {
    return [this.lasting, this.silence].filter((deadline) => deadline !== null);
  }

  /** `from`: since when it lasts, epoch ms. */
  await(from: number): void {
    const { file, rules: { lkpp } } = this.outage;
    if (lkpp.after.value === null) return;
    this.lasting?.stop();
    this.lasting = new Deadline(file, {
      clock: 'lkpp', title: clocks.lkpp, budget: { clockMs: lkpp.after.value },
      onRung: (point, plan) => {
        file.record('escalated', 'system', { clock: 'lkpp', rung: 1, deadlineAt: plan.dueAt, to: 'lkpp' }, point.at);
        this.report(point.at);
      },
    }, from);
  }

  approve(task: Task, by: string): void {
    this.outage.file.endTask(task, 'done', by, 'approved');
    this.outage.file.record('lkpp.approved', by, { kind: task.kind });
    this.send({ approval: 'given' });
  }

  reject(task: Task, { by, textId }: OutageActs['reject']): void {
    this.silence?.stop();
    this.waiting = null;
    this.outage.file.endTask(task, 'done', by, 'rejected');
    this.outage.file.record('lkpp.rejected', by, { kind: task.kind, textId });
    this.outage.tellTechnicians({ newsId: textId }, 'report-rejected');
  }

  recordTicket(task: Task, { by, textId }: OutageActs['record-ticket']): void {
    this.outage.file.record('lkpp.ticket', by, { textId });
    this.heardBy(task, by);
  }

  recordReply(task: Task, { by, textId }: OutageActs['record-reply']): void {
    this.outage.file.record('lkpp.replied', by, { textId });
    this.heardBy(task, by);
  }

  /** No address, or a refused mail. */
  wasNotReached(): void {
    this.told = null;
    this.tellByHand(!this.outage.lasts());
  }

  /** LKPP hears of the end what it heard of the outage; a report that nobody has approved yet is withdrawn. */
  over(isFalse = false): void {
    const { file, announcing } = this.outage;
    for (const deadline of this.deadlines()) deadline.stop();
    if (this.waiting !== null) file.cancelTasks('over', 'setujui-laporan-lkpp');
    this.waiting = null;
    if (this.told === 'mail') file.tell({ kind: 'lkpp' }, 'lkpp-restored', 'case', { ...announcing.about(), isFalse });
    else if (!isFalse && (this.told === 'hand' || this.outage.task('beritahu-lkpp'))) this.tellByHand(true);
    this.told = null;
  }

  private tellByHand(isOver: boolean): void {
    const { outage } = this;
    const open = outage.task('beritahu-lkpp');
    if (open) outage.tellWorker(open, { isOver });
    else outage.open('beritahu-lkpp', outage.rules.technician, { isOver }, 'deadline');
  }

  private report(dueAt: number): void {
    const { outage } = this;
    const { file, rules: { lkpp: { rung, approver, approvalWindow } } } = outage;
    if (rung.value === 'task-only') {
      this.tellByHand(false);
      return;
    }
    this.waiting = dueAt;
    const fn = approver.value;
    if (fn === null) {
      this.send({ approval: 'none' });
      return;
    }
    const task = outage.open('setujui-laporan-lkpp', fn, {}, 'deadline', 'approval');
    this.silence = new Deadline(file, {
      clock: 'approval', title: clocks.approval, budget: approvalWindow.value,
      onRung: () => this.silent(fn),
      onMoved: (before, after) => {
        file.moveTask(task, after.dueAt);
        recordMove(file, 'approval', before, after);
      },
    }, Date.now());
  }

  private silent(approver: string): void {
    const { file } = this.outage;
    file.cancelTasks('silent', 'setujui-laporan-lkpp');
    file.record('lkpp.approval-silent', 'system', { function: approver });
    this.send({ approval: 'silent' }, approver);
  }

  private send(params: Params, copyTo?: string): void {
    const { waiting, outage: { file, announcing } } = this;
    this.silence?.stop();
    if (waiting === null) return;
    this.waiting = null;
    this.told = 'mail';
    file.record('lkpp.reported', 'system', params);
    file.tell({ kind: 'lkpp', ...(copyTo === undefined ? {} : { copyTo }) }, 'lkpp-report', 'deadline', { ...announcing.about(), ...params }, waiting);
  }

  private heardBy(task: Task, by: string): void {
    if (task.kind !== 'beritahu-lkpp') return;
    this.told = 'hand';
    this.outage.file.endTask(task, 'done', by, 'told');
  }
}
