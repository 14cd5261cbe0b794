import type { Params, Urgency } from '../../activities/types.ts';
import type { OutageRules } from '../../regulations/announcement-rules.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { refuse } from '../kernel/acts.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { closeCase } from '../kernel/close-case.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { Ladder } from '../kernel/ladder.ts';
import { checkMails, Mailings } from '../kernel/mailings.ts';
import { Officials } from '../kernel/officials.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import { SignedPaper } from '../kernel/signed-paper.ts';
import type { CaseInput, MailingDone, NoticeFailed } from '../kernel/types.ts';
import { Announcing } from './announcing.ts';
import { InaprocRoute } from './inaproc.ts';
import { LkppReport } from './lkpp.ts';
import type { MailName } from './mails/index.ts';
import type { OfficialMail } from './mails/official.ts';
import type { PublicMail } from './mails/public.ts';
import { clocks } from './messages.ts';
import type { OutageActs, OutageState, TaskKind } from './messages.ts';
import { Recovery } from './recovery.ts';
import { Response } from './response.ts';

/** A system that does not work, or a warning that it soon may not, and the rooms of what can happen to it. Every method gathers changes; the kernel writes them. */
export class OutageCase implements RunningCase {
  readonly file: CaseFile<MailName, 'outage'>;
  readonly rules: OutageRules;
  readonly announcing: Announcing;
  readonly response: Response;
  readonly recovery: Recovery;
  readonly lkpp: LkppReport;
  readonly inaproc: InaprocRoute;
  readonly paper: SignedPaper;
  readonly mailings: Mailings<PublicMail>;
  readonly officials: Officials<OfficialMail>;
  readonly ladder: Ladder;
  /** Nothing is down yet: told to the office only. */
  isWarning: boolean;
  private group: string | null = null;
  /** How it ended, while the mails to many are still under way. */
  private ending: { by: string; outcome: string } | null = null;
  private isClosed = false;

  constructor(input: CaseInput<'outage'>) {
    const { outage } = input.rules;
    this.file = new CaseFile<MailName, 'outage'>(input);
    this.rules = outage;
    this.isWarning = input.facts.kind === 'peringatan';
    this.mailings = new Mailings<PublicMail>(this.file, outage.technician, clocks.check);
    this.officials = new Officials<OfficialMail>(this.file, [outage.technician, ...outage.ladder.value]);
    this.announcing = new Announcing(this);
    this.response = new Response(this);
    this.recovery = new Recovery(this);
    this.lkpp = new LkppReport(this);
    this.inaproc = new InaprocRoute(this);
    this.paper = new SignedPaper(this.file, { task: 'berita-acara-gangguan', function: outage.technician, asked: 'paper.asked' });
    this.ladder = new Ladder(this.file, outage.ladder.value, () => this.announcing.about());
  }

  closed = (): boolean => this.isClosed;

  deadlines = (): Deadline[] => [...this.response.deadlines(), ...this.announcing.deadlines(), ...this.lkpp.deadlines(), ...this.recovery.deadlines()];

  begin(): void {
    const { facts: { systems = null, kind = null, probe = null, firstFailedAt = null, firstReportedAt = null, enteredBy = null }, identity: { receivedAt } } = this.file.input;
    this.file.record('case.opened', enteredBy ?? 'system', { systems, kind, probe, firstFailedAt, firstReportedAt });
    this.enter('diperiksa');
    this.announcing.open(enteredBy ?? 'system');
    this.file.openTask('tangani-gangguan', this.rules.technician, 'response');
    this.tellTechnicians({}, 'outage-opened', receivedAt);
    this.response.await(receivedAt);
    if (this.isWarning) return;
    // What a person reports late is checked first all the same: nobody is told of it the moment that it is entered.
    this.announcing.awaitConfirmation(probe === null ? receivedAt : this.announcing.startsAt);
    this.lkpp.await(this.announcing.startsAt);
  }

  /** A person says that what was feared has come: from here on it is an outage like any other. A probe that sees it begins one of its own. */
  turnsReal(by: string, at: number): void {
    this.isWarning = false;
    this.announcing.startsAt = at;
    this.file.record('warning.came-true', by, { at });
    this.lkpp.await(at);
  }

  lasts(): boolean {
    return this.file.state === 'diperiksa' || this.file.state === 'diumumkan';
  }

  isRecovered(): boolean {
    return this.file.state === 'pulih';
  }

  mayConfirm(): void {
    if (this.file.state !== 'diperiksa' && !this.isRecovered()) refuse('wrong-state');
  }

  /** Users are told now; of what was taken for over they hear that it lasts. */
  confirm({ by, textId: words }: OutageActs['confirm']): void {
    const textId = words ?? null;
    if (this.isWarning) this.turnsReal(by, Date.now());
    if (this.isRecovered()) this.recovery.lastsAfterAll(by, textId);
    if (!this.announcing.isAnnounced) this.announcing.announce(by, textId);
  }

  dismiss({ by, textId }: OutageActs['dismiss']): void {
    this.file.record('dismissed', by, { textId });
    this.announcing.dismiss(by, textId);
    this.lkpp.over(true);
    this.over(by, 'dismissed');
  }

  mayJoin(): void {
    if (this.group !== null) refuse('already-grouped');
  }

  join({ by, group }: OutageActs['join']): void {
    this.group = group;
    this.file.record('group.joined', by, { group });
  }

  enter(state: OutageState): void {
    this.file.enter(state);
  }

  task(kind: TaskKind): Task | undefined {
    return [...this.file.tasks.values()].find((task) => task.kind === kind);
  }

  /** Opens a task and tells whose it is. `clock`: the deadline that is the task's own. */
  open(kind: TaskKind, fn: FunctionCode, params: Params = {}, urgency: Urgency = 'case', clock?: string): Task {
    const task = this.file.openTask(kind, fn, clock);
    this.tellWorker(task, params, urgency);
    return task;
  }

  tellWorker(task: Task, params: Params = {}, urgency: Urgency = 'case'): void {
    this.officials.tell(task, 'task-opened', urgency, { ...this.announcing.about(), ...params, kind: task.kind });
  }

  /** Who handles it, at once by day and night; where nobody does, who stands above. */
  tellTechnicians(params: Params, template: OfficialMail = 'outage-opened', dueAt?: number): void {
    const { officials, rules: { technician }, isWarning } = this;
    officials.tell(this.task('tangani-gangguan') ?? technician, template, 'deadline', { ...this.announcing.about(), isWarning, ...params }, dueAt);
  }

  endHandling(by: string, outcome: string): void {
    const task = this.task('tangani-gangguan');
    if (task) this.file.endTask(task, 'done', by, outcome);
  }

  /** Nothing more happens to it. It closes once its mails to many are out, and a person has looked through those that may not have arrived. */
  over(by: string, outcome: string): void {
    const { file } = this;
    this.ending = { by, outcome };
    this.endHandling(by, outcome);
    for (const deadline of this.deadlines()) deadline.stop();
    for (const { kind } of [...file.tasks.values()]) if (kind !== checkMails) file.cancelTasks(outcome, kind);
    if (!this.closeOnceSettled()) this.enter('menunggu-surat');
  }

  isOver(): boolean {
    return this.ending !== null;
  }

  checked(task: Task, by: string): void {
    this.mailings.checked(task, by);
    this.closeOnceSettled();
  }

  mailingDone = (mailing: MailingDone): void => {
    if (this.isClosed) return;
    this.mailings.done(mailing);
    this.closeOnceSettled();
  };

  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.isOver()) return;
    if (recipient === 'lkpp') this.lkpp.wasNotReached();
    else if (template === 'escalation') this.ladderNotReached(params);
    else if (template === 'copy') this.officials.tellByHand(this.rules.lkpp.approver.value ?? '', this.announcing.about());
    else this.officials.notReached(params, this.announcing.about());
  };

  private ladderNotReached(params: Params): void {
    const last = this.rules.ladder.value.at(-1);
    if (this.ladder.refused(params) !== null && last !== undefined) this.officials.tellByHand(last, this.announcing.about());
  }

  private closeOnceSettled(): boolean {
    if (!this.ending || this.isClosed || !this.mailings.areSettled()) return false;
    closeCase(this.file, this.deadlines(), this.ending.by, this.ending.outcome);
    this.isClosed = true;
    return true;
  }
}
