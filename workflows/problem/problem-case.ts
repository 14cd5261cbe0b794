import type { Params, Plan, Recipient } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { Ladder } from '../kernel/ladder.ts';
import { recordMove } from '../kernel/moved.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { ProblemClocks } from './clocks.ts';
import { DeskWork } from './desk-work.ts';
import { Ending } from './ending.ts';
import { Instruction } from './instruction.ts';
import { LkppRoute } from './lkpp.ts';
import type { MailName } from './mails/index.ts';
import type { ProblemActs, ProblemState } from './messages.ts';
import { Question } from './question.ts';
import { Reach } from './reach.ts';
import { caseRules, handOverTargets } from './rules.ts';
import type { CaseRules } from './rules.ts';
import { Witness } from './witness.ts';

/** One report, who works on it, and the rooms of what can happen to it. Every method gathers changes; the kernel writes them. */
export class ProblemCase implements RunningCase {
  readonly file: CaseFile<MailName, 'problem'>;
  readonly rules: CaseRules;
  readonly lkpp: LkppRoute;
  readonly desk: DeskWork;
  readonly instruction: Instruction;
  readonly witness: Witness;
  readonly question: Question;
  readonly reach: Reach;
  readonly ending: Ending;
  readonly clocks: ProblemClocks;
  readonly ladder: Ladder;
  private work: Task | null = null;

  constructor(input: CaseInput<'problem'>) {
    this.file = new CaseFile<MailName, 'problem'>(input);
    this.rules = caseRules(input.rules.problem);
    this.lkpp = new LkppRoute(this);
    this.desk = new DeskWork(this);
    this.instruction = new Instruction(this);
    this.witness = new Witness(this);
    this.question = new Question(this);
    this.reach = new Reach(this);
    this.ending = new Ending(this);
    this.clocks = new ProblemClocks(this);
    this.ladder = new Ladder(this.file, this.rules.ladder.value);
  }

  closed = (): boolean => this.ending.isClosed();

  deadlines = (): Deadline[] => [...this.clocks.all(), ...this.lkpp.deadlines(), ...this.instruction.deadlines()];

  noticeFailed = (failure: NoticeFailed): void => this.reach.noticeFailed(failure);

  enter(state: ProblemState): void {
    this.file.enter(state);
  }

  /** ERR-1: the report is in the record, the reporter has a receipt, the desk has a task, the clock runs. */
  receive(): void {
    const { role = null, category = null, channel = null, enteredBy = null } = this.file.input.facts;
    this.enter('diterima');
    this.file.record('case.opened', enteredBy ?? 'reporter', { role, category, channel });
    this.reach.tellReporter('receipt');
    this.startWork(this.file.input.identity.receivedAt);
    this.witness.categoryIs(category);
  }

  startWork(at: number): void {
    this.work = this.file.openTask('tangani', this.rules.desk);
    this.file.tell(this.file.workerOf(this.work), 'task-opened', 'case', { kind: 'tangani' });
    this.clocks.begin(at);
  }

  endWork(by: string, outcome: string): void {
    if (this.work) this.file.endTask(this.work, 'done', by, outcome);
    this.work = null;
  }

  /** What is left to do is to close the report. */
  turnToClosing(by: string, outcome: string): void {
    if (this.work?.kind === 'tutup') return;
    this.endWork(by, outcome);
    this.work = this.file.openTask('tutup', this.rules.desk);
  }

  /** Who works on the report; nobody between two tasks. */
  workers(): Recipient[] {
    return this.work ? [this.file.workerOf(this.work)] : [];
  }

  /** The function that has the work now. */
  workFunction(): FunctionCode {
    return this.work?.function ?? this.rules.desk;
  }

  tellDesk(template: MailName, params: Params = {}): void {
    for (const worker of this.workers()) this.file.tell(worker, template, 'case', params);
  }

  /** ERR-3: to the technical level counts as a follow-up; to a colleague of the desk or to the coordinator (ERR-23) it does not. */
  handOver(task: Task, act: ProblemActs['hand-over']): void {
    const { desk } = this.rules;
    const fn = handOverTargets(this.rules)[act.to] ?? desk;
    const upwards = act.to === 'technical' && fn !== desk && fn !== task.function;
    this.file.assignTask(task, fn, act.person ?? null);
    this.file.record('task.handed-over', act.by, { function: fn, to: act.person ?? null });
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { kind: task.kind });
    if (!upwards) return;
    this.followedUp(act.by);
    this.reach.tellReporter('progress', { what: 'technical' });
  }

  /** ERR-2: the first substantive act stops the follow-up clock and starts the answer clock (ERR-4). */
  followedUp(by: string): void {
    if (this.file.state === 'diterima') this.enter('ditangani');
    if (!this.clocks.followedUp()) return;
    this.file.record('followed-up', by);
    this.lkpp.withdrawReport('followed-up');
  }

  /** ERR-4; stops both clocks and waits for the reporter's word. */
  answer(by: string, textId: string): void {
    this.followedUp(by);
    this.clocks.stop();
    this.lkpp.withdraw('answered');
    this.file.cancelTasks('answered', 'koordinasi');
    this.turnToClosing(by, 'answered');
    this.enter('menunggu-konfirmasi');
    this.clocks.awaitConfirmation();
    this.file.record('answered', by, { textId });
    this.reach.tellReporter('answer', { textId });
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

  /** A deadline went to another instant. `concerned`: whose time it is. */
  moved(clock: string, before: Plan, after: Plan, concerned: Recipient[]): void {
    const params = recordMove(this.file, clock, before, after);
    for (const one of concerned) this.file.tell(one, 'deadline-moved', 'case', params);
  }
}
