import type { Params } from '../../activities/types.ts';
import type { MaintenanceRules } from '../../regulations/announcement-rules.ts';
import { refuse } from '../kernel/acts.ts';
import { basisOf } from '../kernel/basis.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { closeCase } from '../kernel/close-case.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { byHand, Officials } from '../kernel/officials.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, MailingDone, NoticeFailed } from '../kernel/types.ts';
import { Approval } from './approval.ts';
import { Course } from './course.ts';
import type { MailName } from './mails/index.ts';
import type { OfficialMail } from './mails/officials.ts';
import type { MaintenanceActs, MaintenanceState, TaskKind } from './messages.ts';
import { News } from './news.ts';
import { isSame, longestMs, windowOf } from './window.ts';
import type { Window } from './window.ts';

/** One planned window: approved, told, begun, ended (CAP-5, SEC-7). Every method gathers changes; the kernel writes them. */
export class MaintenanceCase implements RunningCase {
  readonly file: CaseFile<MailName, 'maintenance'>;
  readonly rules: MaintenanceRules;
  readonly systems: string[];
  /** Waits for nobody, and its mails wait for no office hours. */
  readonly isEmergency: boolean;
  readonly news: News;
  readonly officials: Officials<OfficialMail>;
  readonly approval: Approval;
  window: Window;
  private readonly course: Course;
  private work: Task | null = null;
  private isAnnounced = false;
  /** How the window ended, and by whom. */
  private ending: { by: string; outcome: string } | null = null;
  private isClosed = false;

  constructor(input: CaseInput<'maintenance'>) {
    const { facts, rules: { maintenance: rules } } = input;
    this.file = new CaseFile<MailName, 'maintenance'>(input);
    this.rules = rules;
    this.systems = (facts.systems ?? '').split(',');
    this.isEmergency = facts.emergency === 'ya';
    this.window = windowOf(facts);
    const { planner, approver, ladder } = rules;
    this.news = new News(this);
    this.officials = new Officials<OfficialMail>(this.file, [planner, ...(approver.value === null ? [] : [approver.value]), ...ladder.value]);
    this.approval = new Approval(this, approver.value ?? planner);
    this.course = new Course(this);
  }

  closed = (): boolean => this.isClosed;

  deadlines = (): Deadline[] => [...this.approval.deadlines(), ...this.course.deadlines()];

  /** What every mail says: systems, window, reason and effect, and the norms that ask for it. */
  about = (): Params => {
    const { file: { input: { facts, rules } }, isEmergency, window } = this;
    return {
      ...window, systems: facts.systems ?? '', isEmergency, textId: facts.words ?? null,
      basis: this.rules.basis.map((source) => basisOf(source, rules.regulation)).join('; ') || null,
    };
  };

  /** What who approves must weigh: whether SPSE's schedules were looked at, and the windows that it overlaps. */
  ask = (): Params => {
    const { scheduleChecked = null, overlaps = null } = this.file.input.facts;
    return { isScheduleChecked: scheduleChecked === 'ya', overlaps };
  };

  begin(): void {
    const { file, rules: { planner, approver }, isEmergency } = this;
    const { enteredBy = null, systems = null, recurrence = null, words = null } = file.input.facts;
    file.record('case.opened', enteredBy ?? 'system', { systems, ...this.window, isEmergency, ...this.ask(), recurrence, textId: words });
    this.work = file.openTask('pemeliharaan', planner);
    file.moveTask(this.work, this.window.endsAt);
    if (enteredBy === null) this.officials.tell(this.work, 'task-opened', 'case', { ...this.about(), kind: this.work.kind });
    if (approver.value === null || isEmergency) this.announce(enteredBy ?? 'system');
    else this.approval.ask(enteredBy ?? 'system');
    if (approver.value !== null && isEmergency) this.officials.tell(approver.value, 'emergency-planned', 'deadline', { ...this.about(), ...this.ask() });
  }

  announce(by: string): void {
    this.isAnnounced = true;
    this.course.announce(by);
  }

  enter(state: MaintenanceState): void {
    this.file.enter(state);
  }

  askForEnd(dueAt: number): void {
    this.officials.tell(this.work ?? this.rules.planner, 'end-asked', 'deadline', this.about(), dueAt);
  }

  askForEndAgain(): void {
    this.officials.tell(this.work ?? this.rules.planner, 'end-asked', 'reminder', { ...this.about(), again: true });
  }

  mayMove(said: Pick<MaintenanceActs['move'], 'startsAt' | 'endsAt'>): void {
    const next = windowOf(said);
    if (this.isUnderWay()) refuse('wrong-state');
    if (next.endsAt <= next.startsAt) refuse('window-reversed');
    if (isSame(next, this.window)) refuse('window-unchanged');
    if (next.startsAt <= Date.now()) refuse('past-instant');
  }

  /** What was approved once needs no second approval; who approved it is told. */
  move({ by, startsAt, endsAt, textId }: MaintenanceActs['move']): void {
    const before = this.change(windowOf({ startsAt, endsAt }), 'maintenance.moved', by, textId);
    if (!this.isAnnounced) {
      this.approval.askAgain(by, textId);
      return;
    }
    this.course.moved(by, textId, before);
    this.tellApprover('moved', textId);
  }

  mayExtend({ endsAt }: Pick<MaintenanceActs['extend'], 'endsAt'>): void {
    const { window } = this;
    const next = Date.parse(endsAt);
    if (next <= window.endsAt) refuse('window-not-longer');
    if (next - window.startsAt > longestMs) refuse('window-too-long');
    // A start that came unapproved comes back by a new start only.
    if (next <= Date.now() || (!this.isAnnounced && window.startsAt <= Date.now())) refuse('past-instant');
  }

  extend({ by, endsAt, textId }: MaintenanceActs['extend']): void {
    const { endsAt: _before, ...rest } = this.window;
    const before = this.change({ ...rest, endsAt: Date.parse(endsAt) }, 'maintenance.extended', by, textId);
    if (!this.isAnnounced) {
      this.approval.askAgain(by, textId);
      return;
    }
    this.course.extended(by, textId, before);
    this.tellApprover('extended', textId);
  }

  /** Before the start it does not take place; after it, it is broken off, and that is its end. */
  cancel({ by, textId }: MaintenanceActs['cancel']): void {
    const isStopped = this.isUnderWay();
    this.file.record(isStopped ? 'maintenance.stopped' : 'maintenance.cancelled', by, { textId });
    if (this.isAnnounced) {
      this.course.cancelled(by, textId, isStopped ? Date.now() : null);
      this.tellApprover('cancelled', textId);
    } else this.news.withdraw(by);
    this.over(by, isStopped ? 'stopped' : 'cancelled');
  }

  mayFinish({ endedAt }: Pick<MaintenanceActs['finish'], 'endedAt'>): void {
    const at = Date.parse(endedAt);
    if (!this.isUnderWay()) refuse('wrong-state');
    if (at <= this.window.startsAt) refuse('window-reversed');
    if (at > Date.now()) refuse('instant-future');
  }

  finish({ by, endedAt, textId = null }: { by: string; endedAt: string; textId?: string | null }): void {
    this.file.record('maintenance.finished', by, { endedAt: Date.parse(endedAt), textId });
    this.course.finished(by, textId, Date.parse(endedAt));
    this.over(by, 'finished');
  }

  step({ by, textId }: MaintenanceActs['step']): void {
    this.file.record('step.taken', by, { textId });
  }

  checked(task: Task, by: string): void {
    this.news.mailings.checked(task, by);
    this.closeOnceSettled();
  }

  mailingDone = (mailing: MailingDone): void => {
    if (this.isClosed) return;
    this.news.mailings.done(mailing);
    this.closeOnceSettled();
  };

  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.ending) return;
    if (template === 'escalation') this.course.ladderNotReached(params);
    else if (!this.isOutdated(template, params)) this.officials.notReached(params, this.about());
  };

  /** No window any more. The case waits for its mails to many: what nobody knows of them is looked through by a person before it closes. */
  over(by: string, outcome: string): void {
    const { file } = this;
    this.ending = { by, outcome };
    for (const deadline of this.deadlines()) deadline.stop();
    if (this.work) file.endTask(this.work, 'done', by, outcome);
    const settled: TaskKind[] = ['setujui-pemeliharaan', byHand];
    for (const kind of settled) file.cancelTasks(outcome, kind);
    if (!this.closeOnceSettled()) this.enter('menunggu-surat');
  }

  /** By the clock, not by what a timer has done about it yet. */
  isUnderWay(): boolean {
    return this.isAnnounced && Date.now() >= this.window.startsAt;
  }

  /** Other news has come since, or what was asked has been decided. */
  private isOutdated(template: string, { startsAt, endsAt }: Params): boolean {
    return startsAt !== this.window.startsAt || endsAt !== this.window.endsAt || (approvalMails.includes(template) && this.isAnnounced);
  }

  private closeOnceSettled(): boolean {
    if (!this.ending || this.isClosed || !this.news.mailings.areSettled()) return false;
    closeCase(this.file, this.deadlines(), this.ending.by, this.ending.outcome);
    this.isClosed = true;
    return true;
  }

  /** @returns what changed, for a mail */
  private change(next: Window, event: string, by: string, textId: string): Params {
    const before = { beforeStartsAt: this.window.startsAt, beforeEndsAt: this.window.endsAt };
    this.window = next;
    this.file.record(event, by, { ...before, ...next, textId });
    if (this.work) this.file.moveTask(this.work, next.endsAt);
    return before;
  }

  private tellApprover(what: 'moved' | 'extended' | 'cancelled', newsId: string): void {
    const { approver: { value: approver }, planner } = this.rules;
    if (approver !== null && approver !== planner) this.officials.tell(approver, 'window-changed', 'case', { ...this.about(), what, newsId });
  }
}

const approvalMails: readonly string[] = ['approval-asked', 'approval-reminder', 'unapproved-start'] satisfies OfficialMail[];
