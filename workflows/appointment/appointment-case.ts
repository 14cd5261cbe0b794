import type { Params, Plan, Point } from '../../activities/types.ts';
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
      onReminder: (point) => this.remind(point), onRung: (point, plan) => this.termEnded(point, plan),
    }, receivedAt);
    // Of a term that is over already, its end is the news.
    if (endsAt <= Date.now()) return;
    file.tell(file.workerOf(this.work), 'term-ending', 'reminder', { ...about });
    this.reach.tell('your-term-ending', { ...about });
  }

  extend(task: Task, { by, until, textId }: AppointmentActs['extend']): void {
    this.goesOn(task, by, 'extended', { until });
    this.file.record('term.extended', by, { until, textId });
    this.file.tell({ kind: 'reporter' }, 'your-term-extended', 'case', { ...this.about, until });
    this.ending.close(by, 'extended');
  }

  confirm(task: Task, { by }: AppointmentActs['confirm']): void {
    this.goesOn(task, by, 'confirmed', {});
    this.file.record('term.confirmed', by);
    this.file.tell({ kind: 'reporter' }, 'your-term-confirmed', 'case', { ...this.about });
    this.ending.close(by, 'confirmed');
  }

  end(task: Task, { by, textId }: AppointmentActs['end']): void {
    this.file.endTask(task, 'done', by, 'flagged');
    this.file.record('term.not-extended', by, { textId });
    if (!this.isFlagged) {
      this.flag();
      this.reach.tell('your-term-ended', { ...this.about });
    }
    this.ending.closeOnceTold(by, 'flagged');
    this.chaseTelling();
  }

  maySendDecree(): void {
    if (this.closed()) refuse('case-closed');
    if (!this.work || !this.file.tasks.has(this.work.id)) refuse('wrong-state');
  }

  /** The handler reads it and extends, or does not. */
  sendDecree({ until, files, textId: words }: AppointmentActs['send-decree']): void {
    if (!this.work) return;
    const textId = words ?? null;
    this.reach.hasSpoken('reporter');
    this.file.record('decree.sent', 'reporter', { until, files: files.length, textId });
    this.file.tell(this.file.workerOf(this.work), 'decree-sent', 'case', { ...this.about, until, textId });
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
  private termEnded(point: Point, plan: Plan): void {
    const { file, about } = this;
    file.record('term.ended', 'system', { lastDay: this.lastDay, deadlineAt: plan.dueAt }, point.at);
    this.term?.stop();
    file.enter('ditandai');
    this.flag();
    this.tellWorker('term-ended', { ...about });
    this.reach.tell('your-term-ended', { ...about, maySend: true });
    this.chaser = new Chaser(file, { clock: 'flagged', title: clocks.flagged, budget: { clockMs: weekMs } }, () => this.tellWorker('term-ended', { ...about, again: true }));
  }

  private flag(): void {
    this.isFlagged = true;
    this.file.account({ number: this.account(), state: 'ditandai', unlessDeactivated: true });
  }

  /** The user stays in office: also after the end, which brings a flagged account back. */
  private goesOn(task: Task, by: string, outcome: string, term: { until?: string | null }): void {
    this.file.endTask(task, 'done', by, outcome);
    this.file.account({ number: this.account(), ...term, confirmed: true, ...(this.isFlagged ? { state: 'aktif' } : {}), unlessDeactivated: true });
  }

  private account(): string {
    return this.file.input.facts.account ?? '';
  }

  private tellWorker(template: MailName, params: Params): void {
    if (this.work) this.file.tell(this.file.workerOf(this.work), template, 'reminder', params);
  }
}
