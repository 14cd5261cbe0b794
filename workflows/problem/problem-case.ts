import type { Params, Plan, Point, Recipient } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { refuse } from '../kernel/acts.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import type { Deadline } from '../kernel/deadline.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { ProblemClocks } from './clocks.ts';
import { DeskWork } from './desk-work.ts';
import { Instruction } from './instruction.ts';
import { LkppRoute } from './lkpp.ts';
import type { MailName } from './mails/index.ts';
import { closingTasks } from './messages.ts';
import type { ProblemActs, ProblemState } from './messages.ts';
import { caseRules } from './rules.ts';
import type { CaseRules } from './rules.ts';
import { Witness } from './witness.ts';

/** One report and what can happen to it. Every method gathers changes; the kernel writes them. */
export class ProblemCase implements RunningCase {
  readonly file: CaseFile<MailName, 'problem'>;
  readonly rules: CaseRules;
  readonly lkpp: LkppRoute;
  readonly desk: DeskWork;
  readonly instruction: Instruction;
  readonly witness: Witness;
  private readonly clocks: ProblemClocks;
  private work: Task | null = null;
  private rootCauseIsKnown = false;
  /** Where the case goes on once the reporter has sent the data. */
  private stateBeforeAsking: ProblemState = 'ditangani';
  /** A question to the reporter that has no answer yet. */
  private isAsked = false;
  /** How the case ended for the reporter, once it did; the root cause may still be wanted. */
  private outcome = '';
  /** Escalations whose refusal was passed on: a function may have several holders. */
  private readonly passedOn = new Set<string>();
  private end = false;

  constructor(input: CaseInput<'problem'>) {
    this.file = new CaseFile<MailName, 'problem'>(input);
    this.rules = caseRules(input.rules.problem);
    this.lkpp = new LkppRoute(this);
    this.desk = new DeskWork(this);
    this.instruction = new Instruction(this);
    this.witness = new Witness(this);
    this.clocks = new ProblemClocks(this);
  }

  closed = (): boolean => this.end;

  deadlines = (): Deadline[] => [...this.clocks.all(), ...this.lkpp.deadlines(), ...this.instruction.deadlines()];

  enter(state: ProblemState): void {
    this.file.enter(state);
  }

  /** ERR-1: the report is in the record, the reporter has a receipt, the desk has a task, the clock runs. */
  receive(): void {
    const { role = null, category = null, channel = null, enteredBy = null } = this.file.input.facts;
    this.enter('diterima');
    this.file.record('case.opened', enteredBy ?? 'reporter', { role, category, channel });
    this.tellReporter('receipt');
    this.startWork(this.file.input.identity.receivedAt);
    this.witness.categoryIs(category);
  }

  private startWork(at: number): void {
    this.work = this.file.openTask('tangani', this.rules.desk);
    this.file.tell(this.file.workerOf(this.work), 'task-opened', 'case', { kind: 'tangani' });
    this.clocks.begin(at);
  }

  /** ERR-3: to the technical level counts as a follow-up; to a colleague of the desk or to the coordinator (ERR-23) it does not. */
  handOver(task: Task, act: ProblemActs['hand-over']): void {
    const { technical, desk, coordinator } = this.rules;
    const fn = { technical, desk, coordinator: coordinator.value }[act.to];
    const upwards = act.to === 'technical' && fn !== desk && fn !== task.function;
    this.file.assignTask(task, fn, act.person ?? null);
    this.file.record('task.handed-over', act.by, { function: fn, to: act.person ?? null });
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { kind: task.kind });
    if (!upwards) return;
    this.followedUp(act.by);
    this.tellReporter('progress', { what: 'technical' });
  }

  /** ERR-2: the first substantive act stops the follow-up clock and starts the answer clock (ERR-4). */
  private followedUp(by: string): void {
    if (this.file.state === 'diterima') this.enter('ditangani');
    if (!this.clocks.followedUp()) return;
    this.file.record('followed-up', by);
    this.lkpp.withdrawReport('followed-up');
  }

  ask(by: string, textId: string): void {
    this.followedUp(by);
    this.isAsked = true;
    this.stateBeforeAsking = this.file.state === 'diteruskan' ? 'diteruskan' : 'ditangani';
    this.enter('menunggu-data');
    this.clocks.awaitData();
    this.file.record('data.asked', by, { textId });
    this.tellReporter('data-asked', { textId });
  }

  /** `by`: the reporter, or the person who took the data down from a call or a visit. */
  reply(by: string, textId: string): void {
    this.isAsked = false;
    // The desk may have gone on without the data: they are taken in all the same.
    if (this.file.state === 'menunggu-data') {
      this.clocks.dataCame();
      this.enter(this.stateBeforeAsking);
    }
    this.file.record('data.received', by, { textId });
    this.tellDesk('data-received', { textId });
  }

  mayReply(): void {
    if (this.end) refuse('case-closed');
    const goesOn: string[] = ['menunggu-persetujuan', 'diteruskan', 'ditangani'];
    if (this.file.state !== 'menunggu-data' && !(this.isAsked && goesOn.includes(this.file.state))) refuse('wrong-state');
  }

  /** LKPP has the report although the reporter owes data. */
  isForwardedAndAsked(): boolean {
    return this.file.state === 'menunggu-data' && this.stateBeforeAsking === 'diteruskan';
  }

  /** The reporter stayed silent: the case ends, behind the gate of ERR-16 where the text has it; what LKPP has goes on. */
  dataNeverCame(): void {
    this.file.record('data.missing', 'system');
    if (!this.isForwardedAndAsked()) {
      this.conclude('system', 'reporter-silent');
      return;
    }
    this.isAsked = false;
    this.clocks.dataCame();
    this.enter('diteruskan');
    this.tellDesk('data-missing');
  }

  /** LKPP said something: the desk goes on with it. */
  lkppReplied(): void {
    if (this.file.state === 'diteruskan') this.enter('ditangani');
    else if (this.isForwardedAndAsked()) this.stateBeforeAsking = 'ditangani';
    else return;
    this.tellReporter('progress', { what: 'lkpp-replied' });
  }

  /** ERR-4; stops both clocks and waits for the reporter's word. */
  answer(by: string, textId: string): void {
    this.followedUp(by);
    this.clocks.answered();
    this.lkpp.withdraw('answered');
    this.file.cancelTasks('answered', 'koordinasi');
    this.endWork(by, 'answered');
    this.work = this.file.openTask('tutup', this.rules.desk);
    this.enter('menunggu-konfirmasi');
    this.clocks.awaitConfirmation();
    this.file.record('answered', by, { textId });
    this.tellReporter('answer', { textId });
  }

  /** ERR-5, GOV-9: no service problem, so no gate and no further clock. */
  refuse(by: string, whom: string): void {
    this.followedUp(by);
    this.clocks.stop();
    this.lkpp.withdraw('substance');
    this.outcome = 'substance';
    this.file.record('refused-substance', by, { whom });
    if (this.file.input.reporterHasMail) {
      this.close(by, 'substance-refused', { whom: this.rules.substance.find(({ code }) => code === whom)?.label ?? whom });
      return;
    }
    // Who has no address hears it from a person; the case closes with that.
    this.endWork(by, 'substance');
    this.enter('menunggu-penyelesaian');
    this.tellByVoice('substance-refused');
  }

  /** ERR-6, ERR-7, ERR-8; the submission stops the follow-up clock even where it still needs an approval. */
  forward({ by, route = 'penerusan', ground, textId }: ProblemActs['forward']): void {
    const way = this.rules.lkpp.routes.find(({ code }) => code === route);
    if (!way) return;
    this.clocks.dataCame();
    this.followedUp(by);
    this.file.record('forward.submitted', by, { route, ground: ground ?? null, textId });
    this.lkpp.forward(way, { by, ground: ground ?? null, textId });
  }

  /** ERR-16 */
  recordRootCause({ by, cause, textId }: ProblemActs['root-cause']): void {
    this.rootCauseIsKnown = true;
    if (cause !== undefined) this.file.mark({ cause });
    this.file.record('root-cause.recorded', by, { textId, cause: cause ?? null });
    this.settle(by);
  }

  /** What the record still lacks before the case may close (ERR-16, ERR-10). */
  missing(): 'root-cause' | 'duty' | null {
    if (this.outcome !== 'substance' && !this.rootCauseIsKnown && this.rules.rootCauseGate.value) return 'root-cause';
    return this.owesDuty() ? 'duty' : null;
  }

  owesDuty(): boolean {
    return this.duties().length > 0;
  }

  /** Open tasks without which the case does not close, and a refusal that nobody told yet. */
  private duties(): Task[] {
    const closing = closingTasks(this.lkpp.isUnanswered());
    return [...this.file.tasks.values()].filter(({ kind }) =>
      closing.includes(kind) || (kind === 'hubungi-pelapor' && this.outcome === 'substance'));
  }

  /** Closes the case, or waits first for what is missing. */
  conclude(by: string, outcome: string, textId?: string): void {
    this.outcome = outcome;
    this.clocks.stop();
    this.lkpp.withdraw(outcome);
    this.file.record('concluded', by, { outcome, textId: textId ?? null });
    this.finish(by);
  }

  /** Something that a concluded case waited for was done. */
  settle(by: string): void {
    if (this.file.state === 'menunggu-akar-masalah' || this.file.state === 'menunggu-penyelesaian') this.finish(by);
  }

  private finish(by: string): void {
    const missing = this.missing();
    if (missing === null) {
      this.close(by);
      return;
    }
    const state = missing === 'root-cause' ? 'menunggu-akar-masalah' : 'menunggu-penyelesaian';
    if (this.file.state === state) return;
    this.enter(state);
    if (this.work?.kind !== 'tutup') {
      this.endWork(by, this.outcome);
      this.work = this.file.openTask('tutup', this.rules.desk);
    }
    this.want(missing);
    this.clocks.awaitMissing(missing);
  }

  want(missing: 'root-cause' | 'duty'): void {
    if (missing === 'root-cause') this.tellDesk('root-cause-wanted');
    else for (const task of this.duties()) this.file.tell(this.file.workerOf(task), 'duty-open', 'case', { kind: task.kind });
  }

  private close(by: string, mail: MailName = 'closed', params: Params = {}): void {
    const { outcome } = this;
    this.clocks.stop();
    this.instruction.stop();
    this.endWork(by, outcome);
    this.file.cancelTasks('case-closed');
    this.enter('ditutup');
    this.file.close();
    this.file.record('case.closed', by, { outcome });
    this.file.tell({ kind: 'reporter' }, mail, 'case', { outcome, ...params });
    this.end = true;
  }

  /** Fresh clocks from the reopening; the old ones stay in the record. `by`: the reporter, or who took the call. */
  reopen(by: string, textId: string): void {
    this.clocks.stop();
    this.endWork(by, 'reopened');
    // What was found did not hold: ERR-16 asks anew.
    this.rootCauseIsKnown = false;
    this.isAsked = false;
    this.outcome = '';
    this.enter('diterima');
    this.file.record('reopened', by, { textId });
    this.startWork(Date.now());
    this.lkpp.goOn();
  }

  /** After an answer, and also while the record of a case waits that ended by the reporter's silence. */
  mayReopen(): void {
    if (this.end) refuse('case-closed');
    const { state } = this.file;
    const isWaiting = state === 'menunggu-akar-masalah' || state === 'menunggu-penyelesaian';
    const bySilence = this.outcome === 'reporter-silent' || this.outcome === 'unconfirmed';
    if (state !== 'menunggu-konfirmasi' && !(isWaiting && bySilence)) refuse('wrong-state');
  }

  /** ERR-25; who has no mail address is told by a person. */
  tellReporter(template: MailName, params: Params = {}): void {
    if (this.file.input.reporterHasMail) this.file.tell({ kind: 'reporter' }, template, 'case', params);
    else if (template !== 'receipt') this.tellByVoice(template);
  }

  /** Later news joins the task that is still open. */
  private tellByVoice(about: string): void {
    const open = [...this.file.tasks.values()].find(({ kind }) => kind === 'hubungi-pelapor');
    if (open) this.file.tell(this.file.workerOf(open), 'task-opened', 'case', { kind: open.kind, about });
    else this.reachByHand('hubungi-pelapor', { about });
  }

  /** A refused mail becomes somebody's work instead of a silent gap. */
  noticeFailed = (failure: NoticeFailed): void => {
    const { noticeId, template, state, recipient } = failure;
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.end) return;
    if (recipient === 'lkpp') this.lkpp.tellByHand();
    else if (recipient === 'reporter') this.reachByHand('hubungi-pelapor');
    else if (template === 'escalation') this.passOn(failure.params);
    else if (template === 'copy' || (template === 'approval-asked' && this.lkpp.waitsForApproval())) {
      this.reachByHand('hubungi-pejabat', { about: template, official: this.title(this.rules.lkpp.approver.value) });
    }
  };

  /** A function that was not reached: the next one hears it at once, and a person when there is none. */
  private passOn({ clock = null, rung, deadlineAt = null }: Params): void {
    const key = `${clock} ${rung} ${deadlineAt}`;
    if (this.passedOn.has(key) || !this.clocks.isRunning(String(clock))) return;
    this.passedOn.add(key);
    const ladder = this.rules.ladder.value;
    const unreached = this.title(ladder[Number(rung) - 1]);
    const next = Number(rung);
    const fn = ladder[next];
    if (fn === undefined) {
      this.reachByHand('hubungi-pejabat', { about: 'escalation', official: unreached });
      return;
    }
    const params = { clock, rung: next + 1, deadlineAt, unreached };
    this.file.tell({ kind: 'function', function: fn, orElse: ladder.slice(next + 1) }, 'escalation', 'deadline', params, Date.now());
  }

  /** One task of a kind at a time; nothing follows when its own mail is refused. */
  private reachByHand(kind: 'hubungi-pelapor' | 'hubungi-pejabat', params: Params = {}): void {
    if ([...this.file.tasks.values()].some((task) => task.kind === kind)) return;
    const task = this.file.openTask(kind, this.rules.desk);
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { kind, ...params });
  }

  private title(fn: string | null | undefined): string {
    return this.file.input.rules.titles[fn ?? ''] ?? fn ?? '';
  }

  reached(task: Task, by: string, textId: string): void {
    this.file.endTask(task, 'done', by, 'reached');
    this.file.record(task.kind === 'hubungi-pelapor' ? 'reporter.reached' : 'official.reached', by, { textId });
    if (task.kind !== 'hubungi-pelapor') return;
    this.clocks.reporterWasReached();
    this.settle(by);
  }

  /** The news that the reporter's time runs from has not reached the reporter yet; whoever should tell it is reminded. */
  remindIfUntold(): boolean {
    const task = [...this.file.tasks.values()].find(({ kind }) => kind === 'hubungi-pelapor');
    if (task) this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { kind: task.kind });
    return task !== undefined;
  }

  remind(clock: string, point: Point, plan: Plan): void {
    this.file.record('reminded', 'system', { clock, point: point.name }, point.at);
    if (this.work) this.file.tell(this.file.workerOf(this.work), 'reminder', 'reminder', { clock, deadlineAt: plan.dueAt });
  }

  /** The ladder tells people, function by function; LKPP is its last rung (ERR-8). */
  rung(clock: string, point: Point, plan: Plan): void {
    const ladder = this.rules.ladder.value;
    const fn = ladder[point.index];
    this.file.record('escalated', 'system', { clock, rung: point.index + 1, to: fn ?? 'lkpp', deadlineAt: plan.dueAt }, point.at);
    if (fn === undefined) {
      this.lkpp.report({ clock, dueAt: point.at, deadlineAt: plan.dueAt });
      return;
    }
    const params = { clock, rung: point.index + 1, deadlineAt: plan.dueAt };
    this.file.tell({ kind: 'function', function: fn, orElse: ladder.slice(point.index + 1) }, 'escalation', 'deadline', params, point.at);
  }

  /** `concerned`: whose time it is. */
  moved(clock: string, before: Plan, after: Plan, concerned: Recipient[]): void {
    const params = { clock, before: before.dueAt, after: after.dueAt, provisional: after.provisional };
    this.file.record('deadline.moved', 'system', { ...params, calendarVersion: after.calendarVersion, reason: after.calendarReason });
    for (const one of concerned) this.file.tell(one, 'deadline-moved', 'case', params);
  }

  tellDesk(template: MailName, params: Params = {}): void {
    for (const worker of this.workers()) this.file.tell(worker, template, 'case', params);
  }

  /** Who works on the report; nobody between two tasks. */
  workers(): Recipient[] {
    return this.work ? [this.file.workerOf(this.work)] : [];
  }

  /** The function that has the work now. */
  workFunction(): FunctionCode {
    return this.work?.function ?? this.rules.desk;
  }

  private endWork(by: string, outcome: string): void {
    if (this.work) this.file.endTask(this.work, 'done', by, outcome);
    this.work = null;
  }
}
