import type { Shrunk } from '../../activities/backup/types.ts';
import type { Change, Params, Urgency } from '../../activities/types.ts';
import type { BackupRules } from '../../regulations/backup-rules.ts';
import { refuse } from '../kernel/acts.ts';
import { CaseFile } from '../kernel/case-file.ts';
import type { Task } from '../kernel/case-file.ts';
import { closeCase } from '../kernel/close-case.ts';
import { Deadline } from '../kernel/deadline.ts';
import { Ladder } from '../kernel/ladder.ts';
import { recordMove } from '../kernel/moved.ts';
import { Officials } from '../kernel/officials.ts';
import type { RunningCase } from '../kernel/run-case.ts';
import type { CaseInput, NoticeFailed } from '../kernel/types.ts';
import { failureReminderMs } from './defaults.ts';
import type { RunFailure } from './failures.ts';
import type { MailName } from './mails/index.ts';
import { clocks } from './messages.ts';
import type { BackupActs, BackupKind, BackupState, ClockName, TaskKind } from './messages.ts';
import { Run } from './run.ts';
import { Undeclared } from './undeclared.ts';

type Verified = Omit<Extract<Change, { type: 'copy-verified' }>, 'type'>;

/** One run of backups and who works on it. Every method gathers changes; the kernel or the run writes them. */
export class BackupCase implements RunningCase {
  readonly file: CaseFile<MailName, 'backup'>;
  readonly rules: BackupRules;
  readonly kind: BackupKind;
  readonly run: Run;
  readonly undeclared: Undeclared;
  readonly officials: Officials<MailName>;
  private readonly ladder: Ladder;
  private set: Deadline | null = null;
  /** Why it failed last, for every mail about it. */
  private lastFailure: RunFailure | null = null;
  /** What the keeper was told last of a failure, and when (epoch ms). */
  private told: { code: RunFailure; at: number } | null = null;
  private isVerified = false;
  private isClosed = false;

  constructor(input: CaseInput<'backup'>) {
    const { backup } = input.rules;
    this.file = new CaseFile<MailName, 'backup'>(input);
    this.rules = backup;
    this.kind = input.facts.kind === 'portabel' ? 'portabel' : 'harian';
    this.officials = new Officials<MailName>(this.file, [backup.keeper, ...backup.ladder.value]);
    this.ladder = new Ladder(this.file, backup.ladder.value, () => this.about());
    this.run = new Run(this);
    this.undeclared = new Undeclared(this);
  }

  closed = (): boolean => this.isClosed;

  deadlines = (): Deadline[] => [...(this.set ? [this.set] : []), ...this.run.deadlines(), ...this.undeclared.deadlines()];

  begin(): void {
    const { scheduledFor = null, since = null, set = null, medium = null, enteredBy = null } = this.file.input.facts;
    this.file.record('case.opened', enteredBy ?? 'system', { run: this.kind, scheduledFor, since, set, medium });
    this.enter(this.kind === 'harian' ? 'memeriksa' : 'menyalin');
    this.awaitSet();
    void this.goThrough();
  }

  enter(state: BackupState): void {
    this.file.enter(state);
  }

  task(kind: TaskKind): Task | undefined {
    return [...this.file.tasks.values()].find((task) => task.kind === kind);
  }

  /** Opens a task of the keeper and tells whose it is. */
  open(kind: TaskKind, params: Params = {}): Task {
    const task = this.file.openTask(kind, this.rules.keeper);
    this.tell(task, params, 'case');
    return task;
  }

  remind(task: Task, params: Params = {}): void {
    this.tell(task, { ...params, again: true }, 'reminder');
  }

  /** @param isTold a person hears of it, because it was tried often enough or because no retry mends it */
  failed(code: RunFailure, attempt: number, isTold: boolean): void {
    this.lastFailure = code;
    this.file.record('run.failed', 'system', { code, attempt });
    if (!isTold) return;
    const task = this.task('perbaiki-cadangan');
    const at = Date.now();
    if (task && this.told?.code === code && at - this.told.at < failureReminderMs) return;
    this.told = { code, at };
    if (task) this.remind(task);
    else this.open('perbaiki-cadangan');
  }

  retry({ by, textId }: BackupActs['retry']): void {
    this.file.record('run.retried', by, { textId: textId ?? null });
    this.run.wake();
  }

  mayAccept(): void {
    if (!this.run.isWaiting() || this.shrunk() === null) refuse('wrong-state');
  }

  /** Only a person may say that data went on purpose, and why. */
  accept({ by, textId }: BackupActs['accept']): void {
    const what = this.shrunk();
    if (what === null) return;
    this.file.record('run.accepted', by, { code: what, textId });
    this.run.accept(what);
  }

  abandon({ by, textId }: BackupActs['abandon']): void {
    this.file.record('run.abandoned', by, { textId });
    this.file.cancelTasks('abandoned');
    this.run.abandon();
  }

  settle(task: Task, act: BackupActs['settle']): void {
    this.undeclared.settle(task, act);
    this.closeOnceSettled(act.by);
  }

  verified(copy: Verified, tookMs: number): void {
    this.set?.stop();
    this.lastFailure = null;
    this.file.backup({ type: 'copy-verified', ...copy });
    const { doubted: _, ...said } = copy;
    this.file.record('copy.verified', 'system', { ...said, tookMs });
  }

  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.isClosed) return;
    if (template !== 'escalation') this.officials.notReached(params, this.about());
    else if (this.ladder.refused(params) !== null) this.officials.tellByHand(this.rules.ladder.value.at(-1) ?? this.rules.keeper, this.about());
  };

  /** Beside the handlers, as long as it takes. */
  private async goThrough(): Promise<void> {
    const outcome = await this.run.go();
    this.isVerified = outcome === 'verified';
    if (this.isVerified) {
      const task = this.task('perbaiki-cadangan');
      if (task) this.file.endTask(task, 'done', 'system', 'verified');
      this.enter('teruji');
      this.closeOnceSettled('system');
    } else {
      this.file.cancelTasks(outcome);
      this.close('system', outcome);
    }
    await this.file.write();
  }

  /** The databases that nobody declared are all that it waits for then; the next run begins beside it. */
  private closeOnceSettled(by: string): void {
    if (this.isVerified && !this.task('periksa-basis-data')) this.close(by, 'verified');
  }

  private close(by: string, outcome: string): void {
    closeCase(this.file, this.deadlines(), by, outcome);
    this.isClosed = true;
  }

  /** Counted from the last verified set, so that a run that comes late is late from its first step. */
  private awaitSet(): void {
    const { file, rules, ladder, kind } = this;
    const { facts: { since = null, scheduledFor }, identity: { receivedAt } } = file.input;
    const begun = scheduledFor == null ? receivedAt : Date.parse(scheduledFor);
    const last = since === null ? null : Date.parse(since);
    const isDaily = kind === 'harian';
    const clock: ClockName = isDaily ? 'set' : 'copy';
    this.set = new Deadline(file, {
      clock, title: clocks[clock], budget: isDaily ? { clockMs: rules.within.value } : rules.handover.value,
      rungs: rules.ladder.value.length, spacing: { clockMs: rules.spacing.value },
      onRung: (point, plan) => { ladder.climb(clock, point, plan); },
      onMoved: (before, after) => { recordMove(file, clock, before, after); },
    }, last === null ? begun : isDaily ? last : last + rules.portableEvery.value);
  }

  private shrunk(): Shrunk | null {
    const { lastFailure } = this;
    return lastFailure === 'dump-shrunk' || lastFailure === 'files-shrunk' ? lastFailure : null;
  }

  private tell(task: Task, params: Params, urgency: Urgency): void {
    this.officials.tell(task, 'task-opened', urgency, { ...this.about(), ...params, kind: task.kind });
  }

  private about(): Params {
    const { since = null } = this.file.input.facts;
    return { run: this.kind, since: since === null ? null : Date.parse(since), code: this.lastFailure, medium: this.kind === 'portabel' ? this.run.medium.code : null, damaged: this.run.damaged };
  }
}
