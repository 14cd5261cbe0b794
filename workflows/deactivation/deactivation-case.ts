import { ApplicationFailure } from '@temporalio/workflow';
import type { Params, Recipient } from '../../activities/types.ts';
import type { DeactivationGround, DeactivationRules } from '../../regulations/registration-rules.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { basisOf } from '../kernel/basis.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { byVoice, Reach } from '../kernel/reach.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { UserEnding } from '../kernel/user-ending.ts';
import { Clarification } from './clarification.ts';
import { Decision } from './decision.ts';
import type { MailName } from './mails/index.ts';
import type { UserMail } from './mails/user.ts';
import { clocks } from './messages.ts';
import type { ClockName, DeactivationActs, DeactivationState, TaskKind } from './messages.ts';

/** One ground against one account: explained by the user, decided, carried out (REG-16, REG-17). Every method gathers changes; the kernel writes them. */
export class DeactivationCase implements RunningCase {
  readonly file: CaseFile<MailName, 'deactivation'>;
  readonly rules: DeactivationRules;
  readonly ground: DeactivationGround;
  readonly reach: Reach<UserMail>;
  readonly clarification: Clarification;
  readonly decision: Decision;
  /** What every mail says: the account and the ground, with where the text has it. */
  readonly about: Params;
  private readonly ending: UserEnding;
  private chaser: Chaser | null = null;

  constructor(input: CaseInput<'deactivation'>) {
    const { rules, facts } = input;
    const ground = rules.deactivation.grounds.find(({ code }) => code === facts.ground);
    // The API took it in by these same rules.
    if (!ground) throw ApplicationFailure.nonRetryable('No such ground', 'unknown-choice');
    this.file = new CaseFile<MailName, 'deactivation'>(input);
    this.rules = rules.deactivation;
    this.ground = ground;
    const { account = null, requester = null, words = null } = facts;
    const asker = ground.requesters.find(({ code }) => code === requester)?.label ?? null;
    this.about = { account, ground: ground.label, basis: basisOf(ground.source, rules.regulation), requester: asker, aboutId: words };
    this.reach = new Reach<UserMail>(this.file, ground.by);
    this.ending = new UserEnding(this.file, this.reach, this.deadlines);
    this.clarification = new Clarification(this);
    this.decision = new Decision(this);
  }

  closed = (): boolean => this.ending.isClosed();

  deadlines = (): Deadline[] => [...this.clarification.deadlines(), ...(this.chaser ? [this.chaser.deadline()] : [])];

  begin(): void {
    const { account = null, kind = null, ground = null, requester = null, enteredBy = null } = this.file.input.facts;
    this.file.record('case.opened', enteredBy ?? 'system', { account, kind, ground, requester });
    if (this.rules.clarification) this.clarification.ask(this.rules.clarification.value);
    else this.decision.ask();
  }

  enter(state: DeactivationState): void {
    this.file.enter(state);
  }

  /** Opens a task and tells whose it is. */
  open(kind: TaskKind, fn: FunctionCode, params: Params = {}): Task {
    const task = this.file.openTask(kind, fn);
    this.tellWorker(task, params);
    return task;
  }

  /** The same, and reminds again and again until it is done. */
  openAndChase(kind: TaskKind, fn: FunctionCode, clock: ClockName, params: Params = {}): Task {
    const task = this.open(kind, fn, params);
    this.chaser?.stop();
    this.chaser = new Chaser(this.file, { clock, title: clocks[clock], budget: this.rules.reminder.value }, () => this.tellWorker(task, { ...params, again: true }));
    return task;
  }

  title(fn: FunctionCode): string {
    return this.file.input.rules.titles[fn] ?? fn;
  }

  endTask(task: Task, by: string, outcome: string): void {
    this.chaser?.stop();
    this.file.endTask(task, 'done', by, outcome);
  }

  reached(task: Task, { by, textId }: DeactivationActs['reached']): void {
    if (task.kind === byVoice) {
      this.reach.reached(task, by, textId);
      this.clarification.userWasReached();
      return;
    }
    this.file.endTask(task, 'done', by, 'reached');
    this.file.record('official.reached', by, { textId });
  }

  /** The account stays as it is. Who was asked hears that; nobody else ever heard of it. */
  keep(by: string, textId: string): void {
    if (!this.clarification.wasAsked()) {
      this.ending.close(by, 'kept');
      return;
    }
    this.reach.tell('kept', { ...this.about, textId });
    this.closeOnceTold(by, 'kept');
  }

  deactivated(by: string): void {
    this.reach.tell('deactivated', { ...this.about });
    this.closeOnceTold(by, 'deactivated');
  }

  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.closed()) return;
    if (recipient === 'reporter') {
      this.reach.tellByVoice(template, this.about);
      this.chaseTelling();
    } else if (recipient === 'lkpp') this.decision.lkppWasNotReached();
    else if (template === 'clarified' || params.kind === 'putuskan') this.decision.deciderWasNotReached();
  };

  private closeOnceTold(by: string, outcome: string): void {
    this.ending.closeOnceTold(by, outcome);
    this.chaseTelling();
  }

  /** Who must tell the user how it ended is reminded until that is done. */
  private chaseTelling(): void {
    const { file, reach, about, rules } = this;
    if (file.state !== 'menunggu-pemberitahuan' || !reach.isUntold() || this.chaser?.deadline().clock === 'telling') return;
    this.chaser = new Chaser(file, { clock: 'telling', title: clocks.telling, budget: rules.reminder.value }, () => reach.remind(about));
  }

  /** Where nobody holds the decider's function, who acts on the ground hears that the case stands still. */
  private tellWorker(task: Task, params: Params): void {
    const { file, ground } = this;
    const to: Recipient = task.claimedBy === null ? { kind: 'function', function: task.function, orElse: [ground.by] } : file.workerOf(task);
    file.tell(to, 'task-opened', params.again === true ? 'reminder' : 'case', { ...this.about, ...params, kind: task.kind });
  }
}
