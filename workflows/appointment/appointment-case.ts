import type { AccountChange, Params, Plan, Point } from '../../activities/types.ts';
import { refuse } from '../kernel/acts.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import { Deadline } from '../kernel/deadline.ts';
import { Reach } from '../kernel/reach.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { UserEnding } from '../kernel/user-ending.ts';
import { endOf } from './day.ts';
import type { MailName } from './mails/index.ts';
import type { UserMail } from './mails/user.ts';
import { clocks } from './messages.ts';
import type { AppointmentActs, AppointmentState, TaskKind } from './messages.ts';

/** Once a week, by the clock, somebody is reminded of what is left to do about a flagged account. */
const weekMs = 7 * 86_400_000;

/** One term that comes to its end, or wants to be confirmed. Every method gathers changes; the kernel writes them. */
export class AppointmentCase implements RunningCase {
  readonly file: CaseFile<MailName, 'appointment'>;
  private readonly reach: Reach<UserMail>;
  private readonly ending: UserEnding;
  /** null: open-ended, to be confirmed. */
  private readonly until: string | null;
  private readonly lastDay: string;
  private readonly about: Params;
  private term: Deadline | null = null;
  private chaser: Chaser | null = null;
  private work: Task | null = null;
  private isFlagged = false;
  /** A person has decided; what became of the account is not answered yet. */
  private isDeciding = false;

  constructor(input: CaseInput<'appointment'>) {
    const { account = null, until = null, confirmBy = null } = input.facts;
    this.file = new CaseFile<MailName, 'appointment'>(input);
    this.until = until;
    this.lastDay = until ?? confirmBy ?? '';
    this.about = { account, lastDay: this.lastDay, isOpenEnded: until === null };
    this.reach = new Reach<UserMail>(this.file, input.rules.appointment.handler);
    this.ending = new UserEnding(this.file, this.reach, this.deadlines);
  }

  closed = (): boolean => this.ending.isClosed();

  deadlines = (): Deadline[] => [...(this.term ? [this.term] : []), ...(this.chaser ? [this.chaser.deadline()] : [])];

  begin(): void {
    const { file, until, lastDay, about } = this;
    const { identity: { receivedAt }, utcOffsetMinutes, rules: { appointment: { handler, reminderShares } }, facts: { account = null, kind = null } } = file.input;
    file.record('case.opened', 'system', { account, kind, until, confirmBy: until === null ? lastDay : null });
    const [state, task]: [AppointmentState, TaskKind] = until === null ? ['menunggu-konfirmasi', 'konfirmasi-jabatan'] : ['menunggu-perpanjangan', 'masa-tugas'];
    file.enter(state);
    this.work = file.openTask(task, handler, 'term');
    const endsAt = endOf(lastDay, utcOffsetMinutes);
    this.term = new Deadline(file, {
      clock: 'term', title: clocks.term, budget: { clockMs: endsAt - receivedAt }, shares: reminderShares.value,
      onReminder: (point) => this.remind(point), onRung: (point, plan) => { void this.termEnded(point, plan); },
    }, receivedAt);
    // Of a term that is over already, its end is the news.
    if (endsAt <= Date.now()) return;
    file.tell(file.workerOf(this.work), 'term-ending', 'reminder', { ...about });
    this.reach.tell('your-term-ending', { ...about });
  }

  /** A term that does not get longer would never be watched again. */
  mayEndOn(until: string | null): void {
    if (this.until !== null && until !== null && until <= this.until) refuse('term-not-longer');
  }

  /** The user stays in office: also after the end, which brings a flagged account back. */
  goesOn(task: Task, by: string, outcome: string, term: { until?: string | null } = {}): void {
    this.decide(task, by, outcome, { state: 'aktif', confirmed: true, ...term });
  }

  /** The handler: the user does not stay in office. */
  stops(task: Task, by: string): void {
    this.decide(task, by, 'flagged', { state: 'ditandai' });
  }

  async extended({ by, until, textId }: AppointmentActs['extend']): Promise<void> {
    await this.mustHold();
    this.file.record('term.extended', by, { until, textId });
    this.file.tell({ kind: 'reporter' }, 'your-term-extended', 'case', { ...this.about, until });
    this.ending.close(by, 'extended');
  }

  async confirmed({ by }: AppointmentActs['confirm']): Promise<void> {
    await this.mustHold();
    this.file.record('term.confirmed', by);
    this.file.tell({ kind: 'reporter' }, 'your-term-confirmed', 'case', { ...this.about });
    this.ending.close(by, 'confirmed');
  }

  async stopped({ by, textId }: AppointmentActs['end']): Promise<void> {
    await this.mustHold();
    this.file.record('term.not-extended', by, { textId });
    if (!this.isFlagged) this.reach.tell('your-term-ended', { ...this.about });
    this.ending.closeOnceTold(by, 'flagged');
    this.chaseTelling();
  }

  maySendDecree({ until }: AppointmentActs['send-decree']): void {
    if (this.closed()) refuse('case-closed');
    if (!this.isOpen()) refuse('wrong-state');
    this.mayEndOn(until);
  }

  /** The handler reads it and extends, or does not. */
  sendDecree({ actId, until, files, textId: words }: AppointmentActs['send-decree']): void {
    if (!this.work) return;
    const textId = words ?? null;
    this.reach.hasSpoken('reporter');
    this.file.record('decree.sent', 'reporter', { until, files: files.length, textId, actId });
    this.file.tell(this.file.workerOf(this.work), 'decree-sent', 'case', { ...this.about, until, textId });
  }

  /** Another case deactivated the account or gave it another term: nothing of this one is true any more, and nobody is told so. */
  overtaken(): void {
    if (!this.isDeciding) this.ending.close('system', 'overtaken');
  }

  reached(task: Task, { by, textId }: AppointmentActs['reached']): void {
    this.reach.reached(task, by, textId);
  }

  noticeFailed = ({ noticeId, template, recipient, state }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (recipient !== 'reporter' || this.closed()) return;
    this.reach.tellByVoice(template, this.about);
    this.chaseTelling();
  };

  /** Who must tell the user that the account is flagged is reminded until that is done. */
  private chaseTelling(): void {
    const { file, reach, about } = this;
    if (file.state !== 'menunggu-pemberitahuan' || !reach.isUntold() || this.chaser?.deadline().clock === 'telling') return;
    this.chaser = new Chaser(file, { clock: 'telling', title: clocks.telling, budget: { clockMs: weekMs } }, () => reach.remind(about));
  }

  private remind(point: Point): void {
    const { file, about } = this;
    file.record('reminded', 'system', { clock: 'term', point: point.name }, point.at);
    this.tellWorker('term-ending', { ...about, again: true });
    // Who has not heard of it at all cannot be reminded.
    if (!this.reach.remind(about)) file.tell({ kind: 'reporter' }, 'your-term-ending', 'reminder', { ...about, again: true });
  }

  /** Nobody acted: the account waits to be deactivated by a person, and the task stays until a person acts. */
  private async termEnded(point: Point, plan: Plan): Promise<void> {
    const { file, about } = this;
    this.term?.stop();
    this.change({ state: 'ditandai' });
    await file.write();
    // A person was faster by some milliseconds.
    if (!this.isOpen()) return;
    if (!file.termHeld) {
      this.overtaken();
      await file.write();
      return;
    }
    this.isFlagged = true;
    file.record('term.ended', 'system', { lastDay: this.lastDay, deadlineAt: plan.dueAt }, point.at);
    file.enter('ditandai');
    this.tellWorker('term-ended', { ...about });
    this.reach.tell('your-term-ended', { ...about, maySend: true });
    this.chaser = new Chaser(file, { clock: 'flagged', title: clocks.flagged, budget: { clockMs: weekMs } }, () => this.tellWorker('term-ended', { ...about, again: true }));
    await file.write();
  }

  /** The task to extend, confirm or end it waits for a person. */
  private isOpen(): boolean {
    return this.work !== null && this.file.tasks.has(this.work.id);
  }

  private decide(task: Task, by: string, outcome: string, change: Omit<AccountChange, 'number'>): void {
    this.isDeciding = true;
    for (const deadline of this.deadlines()) deadline.stop();
    this.file.endTask(task, 'done', by, outcome);
    this.change(change);
  }

  /** What was decided is written; of an account that has this term no more it is refused, and told to nobody else. */
  private async mustHold(): Promise<void> {
    this.isDeciding = false;
    if (this.file.termHeld) return;
    this.overtaken();
    await this.file.write();
    refuse('term-changed');
  }

  private change(change: Omit<AccountChange, 'number'>): void {
    const { account, confirmedAt = null } = this.file.input.facts;
    this.file.account({ number: account ?? '', ...change, ofTerm: { until: this.until, confirmedAt } });
  }

  private tellWorker(template: MailName, params: Params): void {
    if (this.work) this.file.tell(this.file.workerOf(this.work), template, 'reminder', params);
  }
}
