import type { Params } from '../../activities/types.ts';
import type { DataRequestRules } from '../../regulations/registration-rules.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { Deadline } from '../kernel/deadline.ts';
import { byVoice, Reach } from '../kernel/reach.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { UserEnding } from '../kernel/user-ending.ts';
import { Giving } from './giving.ts';
import type { MailName } from './mails/index.ts';
import { clocks } from './messages.ts';
import type { DataRequestActs, DataRequestState, TaskKind } from './messages.ts';

/** One request of one person. Every method gathers changes; the kernel writes them. */
export class DataRequestCase implements RunningCase {
  readonly file: CaseFile<MailName, 'dataRequest'>;
  readonly rules: DataRequestRules;
  readonly reach: Reach<MailName>;
  readonly ending: UserEnding;
  readonly giving: Giving;
  private reply: Deadline | null = null;

  constructor(input: CaseInput<'dataRequest'>) {
    this.file = new CaseFile<MailName, 'dataRequest'>(input);
    this.rules = input.rules.dataRequest;
    this.reach = new Reach<MailName>(this.file, this.rules.handler);
    this.ending = new UserEnding(this.file, this.reach, this.deadlines);
    this.giving = new Giving(this);
  }

  closed = (): boolean => this.ending.isClosed();

  deadlines = (): Deadline[] => [this.reply, this.giving.deadline()].filter((deadline) => deadline !== null);

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
  give(task: Task, act: DataRequestActs['give']): void {
    this.reply?.stop();
    this.file.endTask(task, 'done', act.by, 'given');
    this.enter('diberikan');
    this.giving.give(act);
  }

  /** Art. 33. Who has no mail, or does not get it, hears it from a person, within the same time. */
  refuse(task: Task, { by, ground, textId }: DataRequestActs['refuse']): void {
    const { file, rules } = this;
    file.endTask(task, 'done', by, 'refused');
    file.record('data.refused', by, { ground, textId });
    this.reach.tell('data-refused', { ground: rules.refusals.find(({ code }) => code === ground)?.label ?? ground, textId });
    this.ending.closeOnceTold(by, 'data-refused', this.reply);
  }

  reached(task: Task, { by, textId }: DataRequestActs['reached']): void {
    if (task.kind === byVoice) {
      this.reach.reached(task, by, textId);
      return;
    }
    const isOfficial = task.kind === 'hubungi-pejabat';
    this.file.record(isOfficial ? 'official.reached' : 'reporter.reached', by, { textId });
    if (isOfficial) this.file.endTask(task, 'done', by, 'reached');
    else this.giving.told();
  }

  withdraw(by: string, textId: string | null = null): void {
    this.file.record('withdrawn', by, { textId });
    this.file.tell({ kind: 'reporter' }, 'withdrawn', 'case');
    this.ending.close(by, 'withdrawn');
  }

  /** A refused mail becomes somebody's work instead of a silent gap; one task of a kind at a time. */
  noticeFailed = ({ noticeId, template, recipient, state }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.closed()) return;
    if (template === 'escalation') this.wantTask('hubungi-pejabat');
    if (recipient !== 'reporter') return;
    if (template === 'data-given' && this.file.state === 'diberikan') this.giving.wasNotTold();
    else this.reach.tellByVoice(template);
  };

  wantTask(kind: TaskKind): void {
    if (!this.task(kind)) this.tellWorker(this.file.openTask(kind, this.rules.handler));
  }

  task(kind: TaskKind): Task | undefined {
    return [...this.file.tasks.values()].find((task) => task.kind === kind);
  }

  tellWorker(task: Task | undefined, mail: MailName = 'task-opened', params: Params = {}, urgency: 'case' | 'deadline' = 'case', dueAt?: number): void {
    if (task) this.file.tell(this.file.workerOf(task), mail, urgency, { kind: task.kind, ...params }, dueAt);
  }

  /** Told once, to who should have given the data and to who stands above; the request stays open. */
  private late(at: number, deadlineAt: number): void {
    const { file, rules } = this;
    const passed = { clock: 'reply', rung: 1, deadlineAt };
    file.record('escalated', 'system', { ...passed, to: rules.above }, at);
    this.tellWorker(this.work(), 'late', { deadlineAt }, 'deadline', at);
    file.tell({ kind: 'function', function: rules.above }, 'escalation', 'deadline', { ...passed, handler: file.input.rules.titles[rules.handler] ?? rules.handler }, at);
  }

  /** What must still be done within the 3 x 24 hours. */
  private work(): Task | undefined {
    return this.task('periksa-identitas') ?? this.task(byVoice);
  }

  private enter(state: DataRequestState): void {
    this.file.enter(state);
  }
}
