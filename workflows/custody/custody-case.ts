import type { MediumChange, Params, Urgency } from '../../activities/types.ts';
import type { BackupRules } from '../../regulations/backup-rules.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import { closeCase } from '../kernel/close-case.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { Ladder } from '../kernel/ladder.ts';
import { Officials } from '../kernel/officials.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import { SignedPaper } from '../kernel/signed-paper.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { Carrying } from './carrying.ts';
import { Destruction } from './destruction.ts';
import type { Duty } from './duty.ts';
import { Loss } from './loss.ts';
import type { MailName } from './mails/index.ts';
import { clocks } from './messages.ts';
import type { CustodyActs, CustodyState, Move, TaskKind } from './messages.ts';

/** One move of one medium, and the rooms of what can happen to it. Every method gathers changes; the kernel writes them. */
export class CustodyCase implements RunningCase {
  readonly file: CaseFile<MailName, 'backup'>;
  readonly rules: BackupRules;
  readonly carrying: Carrying;
  readonly destruction: Destruction;
  readonly loss: Loss;
  readonly paper: SignedPaper;
  readonly officials: Officials<MailName>;
  readonly ladder: Ladder;
  readonly kind: Move;
  /** Code of the place where it was; null: on the way, or found. */
  readonly from: string | null;
  /** What is owed now, and until when. */
  owed: Duty | null = null;
  /** Since when a loss is known, epoch ms. */
  lostAt = 0;
  private paperChaser: Chaser | null = null;
  /** How it ends once its paper is signed. */
  private outcome = '';
  private isClosed = false;

  constructor(input: CaseInput<'backup'>) {
    const { backup } = input.rules;
    this.file = new CaseFile<MailName, 'backup'>(input);
    this.rules = backup;
    this.kind = input.facts.move as Move;
    this.from = input.facts.from ?? null;
    this.carrying = new Carrying(this);
    this.destruction = new Destruction(this);
    this.loss = new Loss(this);
    this.paper = new SignedPaper(this.file, { task: 'berita-acara', function: backup.keeper, asked: 'paper.asked' });
    this.officials = new Officials<MailName>(this.file, [backup.keeper, ...backup.ladder.value]);
    this.ladder = new Ladder(this.file, backup.ladder.value, () => this.about());
  }

  closed = (): boolean => this.isClosed;

  deadlines = (): Deadline[] => [...(this.owed?.deadlines() ?? []), ...this.loss.deadlines(), ...(this.paperChaser ? [this.paperChaser.deadline()] : [])];

  begin(): void {
    const { facts: { medium = null, enteredBy, words = null, since }, identity: { receivedAt } } = this.file.input;
    this.file.record('case.opened', enteredBy ?? 'system', { medium, move: this.kind, from: this.from });
    switch (this.kind) {
      case 'keluar': case 'kembali': this.carrying.open(); break;
      case 'musnah': this.destruction.open(); break;
      case 'hilang': this.lose(enteredBy ?? 'system', since == null ? receivedAt : Date.parse(since), words); break;
    }
  }

  /** It does not come, or is not where it should be: what was planned with it is over. */
  lost({ by, at, textId }: CustodyActs['lost']): void {
    this.file.cancelTasks('lost');
    this.lose(by, at === undefined ? Date.now() : Date.parse(at), textId);
  }

  cancel({ by, textId }: CustodyActs['cancel']): void {
    this.file.record('custody.cancelled', by, { textId });
    this.over(by, 'cancelled');
  }

  giveUp({ by, textId }: CustodyActs['give-up']): void {
    this.file.record('search.given-up', by, { textId });
    this.over(by, 'lost');
  }

  /** Nothing else is owed with the medium; the paper of it is. */
  wantPaper(outcome: string): void {
    this.outcome = outcome;
    this.enter('menunggu-berita-acara');
    this.paper.want();
    this.paperChaser = new Chaser(this.file, { clock: 'paper', title: clocks.paper, budget: this.rules.handover.value }, () => {
      this.remind(this.task('berita-acara') ? 'berita-acara' : 'tanda-tangan');
    });
  }

  sign(task: Task, act: CustodyActs['sign']): void {
    this.paper.sign(task, act);
    this.over(act.by, this.outcome);
  }

  waive(task: Task, { by, textId }: CustodyActs['no-paper']): void {
    this.paper.waive(task, by);
    this.file.record('paper.waived', by, { textId });
    this.over(by, this.outcome);
  }

  over(by: string, outcome: string): void {
    closeCase(this.file, this.deadlines(), by, outcome);
    this.isClosed = true;
  }

  enter(state: CustodyState): void {
    this.file.enter(state);
  }

  medium(change: Omit<MediumChange, 'code'>): void {
    this.file.backup({ type: 'medium', code: this.code(), ...change });
  }

  owe(duty: Duty): void {
    this.owed?.stop();
    this.owed = duty;
  }

  task(kind: TaskKind): Task | undefined {
    return [...this.file.tasks.values()].find((task) => task.kind === kind);
  }

  /** Opens a task and tells whose it is. `clock`: the deadline that is the task's own. */
  open(kind: TaskKind, fn: FunctionCode, clock?: string): void {
    this.tellWorker(this.file.openTask(kind, fn, clock));
  }

  tellWorker(task: Task, params: Params = {}, urgency: Urgency = 'case'): void {
    this.officials.tell(task, 'task-opened', urgency, { ...this.about(), ...params, kind: task.kind });
  }

  remind(kind: TaskKind): void {
    const task = this.task(kind);
    if (task) this.tellWorker(task, { again: true }, 'reminder');
  }

  /** Who keeps the media and everybody above, at once, by day and night. */
  tellAll(template: 'medium-lost' | 'medium-found', params: Params): void {
    for (const fn of new Set([this.rules.keeper, ...this.rules.ladder.value])) this.officials.tell(fn, template, 'deadline', { ...this.about(), ...params });
  }

  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.isClosed) return;
    if (template !== 'escalation') this.officials.notReached(params, this.about());
    else if (this.ladder.refused(params) !== null) this.officials.tellByHand(this.rules.ladder.value.at(-1) ?? '', this.about());
  };

  private about(): Params {
    return { medium: this.code(), move: this.kind, from: this.from, to: this.carrying.to() };
  }

  private lose(by: string, knownAt: number, textId: string | null): void {
    this.lostAt = knownAt;
    const carrier = this.carrying.carrier();
    this.loss.begin(by, knownAt, textId, carrier === null ? this.from : null, carrier);
  }

  private code(): string {
    return this.file.input.facts.medium ?? '';
  }
}
