import type { Params, Plan, Point } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { closeCase } from '../kernel/close-case.ts';
import { Deadline } from '../kernel/deadline.ts';
import { recordMove } from '../kernel/moved.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { acceptanceSpacing, receiver, writingTime } from './defaults.ts';
import type { MailName } from './mails/index.ts';
import { clocks } from './messages.ts';
import type { ClockName, EvaluationActs, EvaluationState, TaskKind } from './messages.ts';

/** One evaluation of one period. Every method gathers changes; the kernel writes them. */
export class EvaluationCase implements RunningCase {
  readonly file: CaseFile<MailName, 'problem'>;
  private readonly coordinator: FunctionCode;
  /** What every mail says: the period, the text with its figures, and who takes part under which title. */
  private readonly about: Params;
  /** Who wrote it last, told of its acceptance. */
  private writer: string | null = null;
  private writing: Deadline | null = null;
  private acceptance: Deadline | null = null;
  private end = false;

  constructor(input: CaseInput<'problem'>) {
    this.file = new CaseFile<MailName, 'problem'>(input);
    this.coordinator = input.rules.problem.coordinator.value;
    const { from = null, to = null, figures = null } = input.facts;
    this.about = { from, to, aboutId: figures, coordinator: this.title(this.coordinator), head: this.title(receiver) };
  }

  closed = (): boolean => this.end;

  deadlines = (): Deadline[] => [this.writing, this.acceptance].filter((deadline) => deadline !== null);

  begin(): void {
    const { from = null, to = null } = this.file.input.facts;
    this.file.record('case.opened', 'system', { from, to });
    this.askToWrite(this.file.input.identity.receivedAt);
  }

  /** ERR-18. A head who evaluates has nobody to report to: the words are the end of it. */
  submit(task: Task, { by, textId }: EvaluationActs['evaluate']): void {
    const { file } = this;
    this.writer = by;
    this.writing?.stop();
    file.endTask(task, 'done', by, 'submitted');
    file.record('evaluation.submitted', by, { textId });
    if (this.coordinator === receiver) {
      this.close(by, 'own');
      return;
    }
    this.enter('disampaikan');
    const reading = this.open('terima-evaluasi', receiver);
    file.tell(file.workerOf(reading), 'evaluation-submitted', 'case', { ...this.about, textId });
    this.awaitAcceptance(reading, textId);
  }

  accept(task: Task, { by, textId = null }: { by: string; textId?: string | null }): void {
    const { file } = this;
    this.acceptance?.stop();
    file.endTask(task, 'done', by, 'accepted');
    file.record('evaluation.accepted', by, { textId });
    file.tell({ kind: 'task', function: this.coordinator, claimedBy: this.writer }, 'evaluation-accepted', 'case', { ...this.about, textId });
    this.close(by, 'accepted');
  }

  /** The coordinator has the full time again, as after a reopening (readings.md). */
  giveBack(task: Task, { by, textId }: EvaluationActs['return']): void {
    const { file } = this;
    this.acceptance?.stop();
    file.endTask(task, 'done', by, 'returned');
    file.record('evaluation.returned', by, { textId });
    this.askToWrite(Date.now(), textId);
  }

  reached(task: Task, { by, textId }: EvaluationActs['reached']): void {
    this.file.endTask(task, 'done', by, 'reached');
    this.file.record('official.reached', by, { textId });
  }

  /** A refused mail becomes the desk's work instead of a silent gap; one task at a time. */
  noticeFailed = ({ noticeId, template, recipient, state }: NoticeFailed): void => {
    const { file } = this;
    file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    const kind: TaskKind = 'hubungi-pejabat';
    if (this.end || template === 'official-unreached' || [...file.tasks.values()].some((task) => task.kind === kind)) return;
    const fn = toReceiver.includes(template as MailName) ? receiver : this.coordinator;
    const task = this.open(kind, file.input.rules.problem.desk);
    file.tell(file.workerOf(task), 'official-unreached', 'case', { ...this.about, official: this.title(fn) });
  };

  /** Opens the coordinator's task with its deadline. `returned`: why it came back. */
  private askToWrite(start: number, returned?: string): void {
    const { file } = this;
    this.enter('disusun');
    this.writing?.stop();
    const task = this.open('susun-evaluasi', this.coordinator, 'evaluation');
    this.writing = new Deadline(file, {
      clock: 'evaluation', title: clocks.evaluation, budget: writingTime.value, shares: file.input.rules.problem.reminderShares.value,
      onReminder: (point, plan) => this.remind(task, point, plan),
      onRung: (point, plan) => this.escalate(point, plan),
      onMoved: (before, after) => this.moved(task, before, after),
    }, start);
    // A period ends at midnight: what the house asks for waits for office hours, what a person asks for does not.
    if (returned === undefined) file.tell(file.workerOf(task), 'evaluation-asked', 'reminder', { ...this.about });
    else file.tell(file.workerOf(task), 'evaluation-returned', 'case', { ...this.about, textId: returned });
  }

  private remind(task: Task, point: Point, plan: Plan): void {
    this.file.record('reminded', 'system', { clock: 'evaluation', point: point.name }, point.at);
    this.file.tell(this.file.workerOf(task), 'reminder', 'reminder', { ...this.about, deadlineAt: plan.dueAt });
  }

  /** Told once, to Kepala LPSE; where that is the coordinator itself, or nobody holds it, to the next one of the office's ladder. */
  private escalate(point: Point, plan: Plan): void {
    const { file } = this;
    const ladder = file.input.rules.problem.ladder.value;
    const above = ladder.slice(ladder.indexOf(receiver) + 1);
    const [to = receiver, ...orElse] = this.coordinator === receiver ? above : [receiver, ...above];
    const passed = { clock: 'evaluation', rung: 1, deadlineAt: plan.dueAt };
    file.record('escalated', 'system', { ...passed, to }, point.at);
    file.tell({ kind: 'function', function: to, orElse }, 'escalation', 'deadline', { ...this.about, ...passed }, point.at);
  }

  private moved(task: Task, before: Plan, after: Plan): void {
    this.file.moveTask(task, after.dueAt);
    const params = recordMove(this.file, 'evaluation', before, after);
    this.file.tell(this.file.workerOf(task), 'deadline-moved', 'case', { ...this.about, ...params });
  }

  /** Kepala LPSE is reminded again and again; nothing is accepted by silence. */
  private awaitAcceptance(task: Task, textId: string): void {
    const { file } = this;
    this.acceptance?.stop();
    this.acceptance = new Deadline(file, {
      clock: 'acceptance', title: clocks.acceptance, budget: acceptanceSpacing.value,
      onRung: (point) => {
        file.record('reminded', 'system', { clock: 'acceptance', point: point.name }, point.at);
        file.tell(file.workerOf(task), 'acceptance-reminder', 'reminder', { ...this.about, textId });
        this.awaitAcceptance(task, textId);
      },
    }, Date.now());
  }

  private title(fn: FunctionCode): string {
    return this.file.input.rules.titles[fn] ?? fn;
  }

  private open(kind: TaskKind, fn: FunctionCode, clock?: ClockName): Task {
    return this.file.openTask(kind, fn, clock);
  }

  private enter(state: EvaluationState): void {
    this.file.enter(state);
  }

  private close(by: string, outcome: string): void {
    closeCase(this.file, this.deadlines(), by, outcome);
    this.end = true;
  }
}

/** The others go to the coordinator, but for the desk's own. */
const toReceiver: readonly MailName[] = ['evaluation-submitted', 'acceptance-reminder', 'escalation'];
