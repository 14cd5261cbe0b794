import { condition } from '@temporalio/workflow';
import type { Params } from '../../activities/types.ts';
import type { DataRequestRules } from '../../regulations/registration-rules.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { closeCase } from '../kernel/close-case.ts';
import { Deadline } from '../kernel/deadline.ts';
import { mailsSettled } from '../kernel/run-case.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { downloadWindow } from './defaults.ts';
import type { MailName } from './mails/index.ts';
import { clocks } from './messages.ts';
import type { DataRequestActs, DataRequestState, TaskKind } from './messages.ts';

/** One request of one person. Every method gathers changes; the kernel writes them. */
export class DataRequestCase implements RunningCase {
  readonly file: CaseFile<MailName, 'dataRequest'>;
  readonly rules: DataRequestRules;
  private reply: Deadline | null = null;
  private download: Deadline | null = null;
  /** Whether the person knows that the data can be had; nobody is silent who was never told. */
  private isTold = false;
  /** Mails reach the person; false once one came back. */
  private hasMail: boolean;
  private end = false;

  constructor(input: CaseInput<'dataRequest'>) {
    this.file = new CaseFile<MailName, 'dataRequest'>(input);
    this.rules = input.rules.dataRequest;
    this.hasMail = input.reporterHasMail;
  }

  closed = (): boolean => this.end;

  deadlines = (): Deadline[] => [this.reply, this.download].filter((deadline) => deadline !== null);

  receive(): void {
    const { file, rules } = this;
    const { channel = null, enteredBy = null } = file.input.facts;
    this.enter('diterima');
    file.record('case.opened', enteredBy ?? 'reporter', { channel });
    file.tell({ kind: 'reporter' }, 'receipt', 'case', { deadlineAt: file.input.identity.receivedAt + rules.window.value });
    this.tellWorker(file.openTask('periksa-identitas', rules.handler, 'reply'));
    this.reply = new Deadline(file, {
      clock: 'reply', title: clocks.reply, budget: { clockMs: rules.window.value }, shares: rules.reminderShares.value,
      onReminder: (point, plan) => {
        file.record('reminded', 'system', { clock: 'reply', point: point.name }, point.at);
        // The 3 x 24 hours run at night and on holidays too: until office hours a reminder would wait past its deadline.
        this.tellWorker(this.work(), 'reminder', { deadlineAt: plan.dueAt }, 'deadline');
      },
      onRung: (point, plan) => this.late(point.at, plan.dueAt),
    }, file.input.identity.receivedAt);
  }

  identify({ by, how, textId }: DataRequestActs['identify']): void {
    this.enter('dikenali');
    this.file.record('identified', by, { how, textId });
  }

  /** Art. 32. From here the export can be built, until the window ends. */
  give(task: Task, { by, cases = [], textId = null }: { by: string; cases?: string[]; textId?: string | null }): void {
    const { file } = this;
    this.reply?.stop();
    file.endTask(task, 'done', by, 'given');
    this.enter('diberikan');
    file.record('data.given', by, { cases: cases.join(','), textId });
    this.awaitDownload();
    this.isTold = this.hasMail;
    file.tell({ kind: 'reporter' }, 'data-given', 'case', { textId, until: Date.now() + downloadWindow.value });
    if (!this.isTold) file.assignTask(this.open('serahkan-data'), this.rules.handler, by);
  }

  /** Art. 33. Who has no mail, or does not get it, hears it from a person, within the same time. */
  refuse(task: Task, { by, ground, textId }: DataRequestActs['refuse']): void {
    const { file, rules } = this;
    file.endTask(task, 'done', by, 'refused');
    file.record('data.refused', by, { ground, textId });
    this.enter('menunggu-disampaikan');
    const label = rules.refusals.find(({ code }) => code === ground)?.label ?? ground;
    if (this.hasMail) file.tell({ kind: 'reporter' }, 'data-refused', 'case', { ground: label, textId });
    else this.wantTask('hubungi-pemohon');
    void this.closeOnceTold(by);
  }

  handOver(task: Task, { by, textId }: DataRequestActs['handed-over']): void {
    this.file.endTask(task, 'done', by, 'handed-over');
    this.file.record('data.handed-over', by, { textId });
    this.close(by, 'data-handed-over');
  }

  reached(task: Task, { by, textId }: DataRequestActs['reached']): void {
    const { file } = this;
    file.record(task.kind === 'hubungi-pejabat' ? 'official.reached' : 'reporter.reached', by, { textId });
    if (task.kind === 'serahkan-data') {
      // The person's time runs from here; the task stays until the data were handed over.
      this.isTold = true;
      this.awaitDownload();
      return;
    }
    file.endTask(task, 'done', by, 'reached');
  }

  withdraw(by: string, textId: string | null = null): void {
    this.file.record('withdrawn', by, { textId });
    this.file.tell({ kind: 'reporter' }, 'withdrawn', 'case');
    this.close(by, 'withdrawn');
  }

  /** A refused mail becomes somebody's work instead of a silent gap; one task of a kind at a time. */
  noticeFailed = ({ noticeId, template, recipient, state }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.end) return;
    if (template === 'escalation') this.wantTask('hubungi-pejabat');
    if (recipient !== 'reporter') return;
    this.hasMail = false;
    if (template === 'data-given') this.isTold = false;
    this.wantTask(template === 'data-given' ? 'serahkan-data' : 'hubungi-pemohon');
  };

  /** Told once, to who should have given the data and to who stands above; the request stays open. */
  private late(at: number, deadlineAt: number): void {
    const { file, rules } = this;
    const passed = { clock: 'reply', rung: 1, deadlineAt };
    file.record('escalated', 'system', { ...passed, to: rules.above }, at);
    this.tellWorker(this.work(), 'late', { deadlineAt }, 'deadline', at);
    file.tell({ kind: 'function', function: rules.above }, 'escalation', 'deadline', { ...passed, handler: this.title(rules.handler) }, at);
  }

  /** Afresh whenever the person was told; who was not told keeps the request open. */
  private awaitDownload(): void {
    const { file } = this;
    this.download?.stop();
    this.download = new Deadline(file, {
      clock: 'download', title: clocks.download, budget: { clockMs: downloadWindow.value },
      onRung: (point) => {
        if (this.isTold) {
          this.close('system', 'data-given');
          return;
        }
        file.record('reminded', 'system', { clock: 'download', point: point.name }, point.at);
        this.tellWorker(this.task('serahkan-data'));
        this.awaitDownload();
      },
    }, Date.now());
  }

  /** What must still be done within the 3 x 24 hours. */
  private work(): Task | undefined {
    return this.task('periksa-identitas') ?? this.task('hubungi-pemohon');
  }

  private wantTask(kind: TaskKind): void {
    if (!this.task(kind)) this.tellWorker(this.open(kind));
  }

  private open(kind: TaskKind): Task {
    return this.file.openTask(kind, this.rules.handler);
  }

  private task(kind: TaskKind): Task | undefined {
    return [...this.file.tasks.values()].find((task) => task.kind === kind);
  }

  private tellWorker(task: Task | undefined, mail: MailName = 'task-opened', params: Params = {}, urgency: 'case' | 'deadline' = 'case', dueAt?: number): void {
    if (task) this.file.tell(this.file.workerOf(task), mail, urgency, { kind: task.kind, ...params }, dueAt);
  }

  private title(fn: string): string {
    return this.file.input.rules.titles[fn] ?? fn;
  }

  private enter(state: DataRequestState): void {
    this.file.enter(state);
  }

  private async closeOnceTold(by: string): Promise<void> {
    const { file } = this;
    await file.write();
    await mailsSettled(file);
    await condition(() => !this.task('hubungi-pemohon'));
    this.close(by, 'data-refused');
    await file.write();
  }

  private close(by: string, outcome: string): void {
    closeCase(this.file, this.deadlines(), by, outcome);
    this.end = true;
  }
}
