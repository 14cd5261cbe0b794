import { ApplicationFailure } from '@temporalio/workflow';
import type { Params, Urgency } from '../../activities/types.ts';
import type { RegistrationRules, RegistrationService } from '../../regulations/registration-rules.ts';
import { refuse } from '../kernel/acts.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { byVoice, Reach } from '../kernel/reach.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { Booking } from './booking.ts';
import { CarryingOut } from './carrying-out.ts';
import { Central } from './central.ts';
import { Completion } from './completion.ts';
import { Dossier } from './dossier.ts';
import { Ending } from './ending.ts';
import { Lkpp } from './lkpp.ts';
import type { ApplicantMail } from './mails/applicant.ts';
import type { MailName } from './mails/index.ts';
import { clocks } from './messages.ts';
import type { ClockName, RegistrationActs, RegistrationState, TaskKind } from './messages.ts';
import { Verification } from './verification.ts';

/** One application, who works on it, and the rooms of what can happen to it. Every method gathers changes; the kernel writes them. */
export class RegistrationCase implements RunningCase {
  readonly file: CaseFile<MailName, 'registration'>;
  readonly rules: RegistrationRules;
  readonly service: RegistrationService;
  readonly dossier: Dossier;
  readonly reach: Reach<ApplicantMail>;
  readonly verification: Verification;
  readonly completion: Completion;
  readonly booking: Booking;
  readonly carryingOut: CarryingOut;
  readonly central: Central;
  readonly lkpp: Lkpp;
  readonly ending: Ending;
  /** The one task of who works on it; null between two, and after the decision. */
  private work: Task | null = null;
  private chaser: Chaser | null = null;

  constructor(input: CaseInput<'registration'>) {
    const { registration: rules } = input.rules;
    const service = rules.services.find(({ code }) => code === input.facts.service);
    // The API took it in by these same rules.
    if (!service) throw ApplicationFailure.nonRetryable('No such service', 'unknown-choice');
    this.file = new CaseFile<MailName, 'registration'>(input);
    this.rules = rules;
    this.service = service;
    this.dossier = new Dossier(this.file, rules);
    this.reach = new Reach<ApplicantMail>(this.file, rules.desk);
    this.verification = new Verification(this);
    this.completion = new Completion(this);
    this.booking = new Booking(this);
    this.carryingOut = new CarryingOut(this);
    this.central = new Central(this);
    this.lkpp = new Lkpp(this);
    this.ending = new Ending(this);
  }

  closed = (): boolean => this.ending.isClosed();

  deadlines = (): Deadline[] => [
    ...this.verification.deadlines(), ...this.completion.deadlines(), ...this.booking.deadlines(), ...this.central.deadlines(),
    ...this.ending.deadlines(), ...(this.chaser ? [this.chaser.deadline()] : []),
  ];

  /** REG-3: what came is in the record, the applicant has a receipt, the verifikator has a task, the clock runs. */
  receive(): void {
    const { service = null, kind = null, channel = null, enteredBy = null } = this.file.input.facts;
    const by = enteredBy ?? 'reporter';
    this.enter('diterima');
    this.file.record('case.opened', by, { service, kind, channel });
    this.dossier.open(by, enteredBy === null ? 'daring' : 'loket');
    // Who has no mail has it in print.
    this.file.tell({ kind: 'reporter' }, 'receipt', 'case', { ...this.dossier.inWords(), service: this.service.label });
    this.open('verifikasi');
    this.verification.begin(this.file.input.identity.receivedAt);
  }

  enter(state: RegistrationState): void {
    this.file.enter(state);
  }

  mustBeOpen(): void {
    if (this.ending.isOver()) refuse('case-closed');
  }

  /** Opens the task of who works on it now. */
  open(kind: TaskKind, clock?: ClockName): void {
    this.work = this.file.openTask(kind, this.rules.verifikator, clock);
    this.tellWorker('task-opened', { kind });
  }

  /** The same, and reminds again and again until it is done. */
  openAndChase(kind: TaskKind, clock: ClockName): void {
    this.open(kind);
    this.chaser = new Chaser(this.file, { clock, title: clocks[clock], budget: this.rules.activationReminder.value },
      () => this.tellWorker('task-opened', { kind, again: true }, 'reminder'));
  }

  endTask(task: Task, by: string, outcome: string): void {
    this.chaser?.stop();
    this.file.endTask(task, 'done', by, outcome);
    this.work = null;
  }

  tellWorker(template: MailName, params: Params = {}, urgency: Urgency = 'case', dueAt?: number): void {
    if (this.work) this.file.tell(this.file.workerOf(this.work), template, urgency, params, dueAt);
  }

  /** REG-14; how it goes on depends on what was asked for. */
  approve(task: Task, { by, textId }: RegistrationActs['approve']): void {
    this.endTask(task, by, 'approved');
    for (const room of [this.verification, this.completion, this.booking]) room.stop();
    this.file.record('approved', by, { textId: textId ?? null });
    if (this.service.end === 'lkpp') this.lkpp.begin(textId ?? null);
    else if (this.service.end === 'activate' && this.rules.activation.value === 'inaproc') this.central.begin();
    else this.carryingOut.begin();
  }

  giveAccount(): void {
    const { identity: { number }, facts: { kind, until = null } } = this.file.input;
    this.file.account({ number, kind: kind ?? '', until });
  }

  reached(task: Task, { by, textId }: RegistrationActs['reached']): void {
    if (task.kind === byVoice) {
      this.reach.reached(task, by, textId);
      this.completion.applicantWasReached();
      return;
    }
    this.file.endTask(task, 'done', by, 'reached');
    this.file.record('official.reached', by, { textId });
  }

  /** A refused mail becomes somebody's work instead of a silent gap. */
  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.closed()) return;
    if (recipient === 'reporter') {
      this.reach.tellByVoice(template);
      this.ending.chaseTelling();
    } else if (recipient === 'lkpp') this.lkpp.wasNotReached();
    else if (template === 'escalation' && this.verification.isRunning()) this.officialWasNotReached(this.verification.ladder.refused(params));
  };

  /** Nobody stands above: a person tells the official; one task at a time. */
  private officialWasNotReached(official: string | null): void {
    const kind: TaskKind = 'hubungi-pejabat';
    if (official === null || [...this.file.tasks.values()].some((task) => task.kind === kind)) return;
    const task = this.file.openTask(kind, this.rules.desk);
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { kind, official });
  }
}
