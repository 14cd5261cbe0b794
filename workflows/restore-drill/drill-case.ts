import type { DrillScope } from '../../activities/backup/types.ts';
import type { Params } from '../../activities/types.ts';
import type { BackupRules } from '../../regulations/backup-rules.ts';
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
import { keyReminder } from './defaults.ts';
import { Drilling } from './drilling.ts';
import type { Measured } from './drilling.ts';
import type { MailName } from './mails/index.ts';
import { Mending } from './mending.ts';
import { clocks } from './messages.ts';
import type { RestoreDrillActs, RestoreDrillState, TaskKind } from './messages.ts';

type Outcome = 'equal' | 'different' | 'abandoned';

/** A restore drill: what it restores, what came of it, and what people still owe. Every method gathers changes; the kernel writes them. */
export class DrillCase implements RunningCase {
  readonly file: CaseFile<MailName, 'backup'>;
  readonly rules: BackupRules;
  readonly scope: DrillScope;
  readonly store: string;
  readonly set: string;
  readonly mending: Mending;
  readonly paper: SignedPaper;
  readonly officials: Officials<MailName>;
  readonly ladder: Ladder;
  private readonly drilling: Drilling;
  private readonly chasers = new Map<TaskKind, Chaser>();
  private outcome: Outcome | null = null;
  /** The scratch copy of the drill that was compared is gone. */
  private isDestroyed = false;
  private isExplained = false;
  private hasPaper = false;
  private isClosed = false;
  private readonly takenAt: number;
  private readonly beganAt = Date.now();

  constructor(input: CaseInput<'backup'>) {
    const { backup } = input.rules;
    const { scope, store, set, takenAt } = input.facts;
    this.file = new CaseFile<MailName, 'backup'>(input);
    this.rules = backup;
    this.scope = scope === 'contoh' ? 'contoh' : 'penuh';
    this.store = store ?? '';
    this.set = set ?? '';
    this.takenAt = Date.parse(takenAt ?? '');
    this.drilling = new Drilling(this);
    this.mending = new Mending(this);
    this.paper = new SignedPaper(this.file, { task: 'berita-acara', function: backup.keeper, asked: 'paper.asked' });
    this.officials = new Officials<MailName>(this.file, [backup.keeper, ...backup.ladder.value]);
    this.ladder = new Ladder(this.file, backup.ladder.value, () => ({ ...this.about(), ...this.mending.about() }));
  }

  closed = (): boolean => this.isClosed;

  deadlines = (): Deadline[] => [...this.mending.deadlines(), ...[...this.chasers.values()].map((chaser) => chaser.deadline())];

  begin(): void {
    const { facts: { recoveryKey, enteredBy = null } } = this.file.input;
    const { set, store, scope, takenAt } = this;
    this.file.record('case.opened', enteredBy ?? 'system', { scope, store, set, takenAt });
    // A sampled drill asks for the key only where there is none to try.
    if (scope === 'penuh' || recoveryKey === 'belum') {
      this.open('coba-kunci');
      this.chase('coba-kunci', 'key', keyReminder);
    }
    void this.drilling.run();
  }

  enter(state: RestoreDrillState): void {
    this.file.enter(state);
  }

  /** Opens a task of the keeper and says so. */
  open(kind: TaskKind, params: Params = {}): Task {
    const task = this.file.openTask(kind, this.rules.keeper);
    this.officials.tell(task, 'task-opened', 'case', { ...this.about(), ...params, kind });
    return task;
  }

  remind(kind: TaskKind, params: Params = {}): void {
    const task = [...this.file.tasks.values()].find((one) => one.kind === kind);
    if (task) this.officials.tell(task, 'task-opened', 'reminder', { ...this.about(), ...params, kind, again: true });
  }

  /** What every mail says of it. */
  about(): Params {
    const { scope, store, set, takenAt } = this;
    return { scope, store, set, takenAt };
  }

  /** The figures of a drill that came to its end; where they differ, everybody above hears it at once. */
  measured({ restored, compared, startedAt, comparedAt }: Measured): void {
    const { differingTables, differingFiles, missingTables, missingFiles } = compared;
    const isEqual = differingTables + differingFiles + missingTables + missingFiles === 0;
    this.outcome = isEqual ? 'equal' : 'different';
    this.file.record('drill.result', 'system', {
      isEqual, ...this.about(), snapshotId: restored.snapshotId, databases: restored.databases, ...compared,
      startedAt, comparedAt, rtoMs: comparedAt - startedAt, rpoMs: this.beganAt - this.takenAt,
    });
    if (isEqual) return;
    this.file.backup({ type: 'set-refuted', set: this.set, at: comparedAt });
    const found = { ...this.about(), differingTables, differingFiles, missingTables, missingFiles };
    const task = this.file.openTask('jelaskan-perbedaan', this.rules.keeper);
    this.officials.tell(task, 'drill-different', 'deadline', found);
    this.tellAbove(found);
    this.chase('jelaskan-perbedaan', 'explain', this.rules.handover.value);
  }

  /** Everybody above the keeper hears at once that a copy is not what was recorded. */
  tellAbove(found: Params = this.about()): void {
    for (const fn of this.rules.ladder.value) if (fn !== this.rules.keeper) this.officials.tell(fn, 'drill-different', 'deadline', found);
  }

  /** Compared, and nothing is left of what was restored. */
  async compared(): Promise<void> {
    this.isDestroyed = true;
    this.askForPaper();
    await this.file.write();
  }

  explain(task: Task, { by, textId }: RestoreDrillActs['explain']): void {
    this.isExplained = true;
    this.chasers.get('jelaskan-perbedaan')?.stop();
    this.file.endTask(task, 'done', by, 'explained');
    this.file.record('difference.explained', by, { textId });
    this.askForPaper();
  }

  keyTried(task: Task, { by, textId }: RestoreDrillActs['key-tried']): void {
    this.chasers.get('coba-kunci')?.stop();
    this.file.endTask(task, 'done', by, 'tried');
    this.file.record('key.tried', by, { textId });
    this.closeOnceDone(by);
  }

  /** Signed, or a person has said why there is none. */
  papered(by: string): void {
    this.hasPaper = true;
    this.closeOnceDone(by);
  }

  async over(outcome: Outcome): Promise<void> {
    this.close('system', outcome);
    await this.file.write();
  }

  noticeFailed = ({ noticeId, template, recipient, state, params }: NoticeFailed): void => {
    this.file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.isClosed) return;
    if (template !== 'escalation') this.officials.notReached(params, this.about());
    else if (this.ladder.refused(params) !== null) this.officials.tellByHand(this.rules.ladder.value.at(-1) ?? '', this.about());
  };

  private chase(kind: TaskKind, clock: keyof typeof clocks, budget: ConstructorParameters<typeof Chaser>[1]['budget']): void {
    this.chasers.set(kind, new Chaser(this.file, { clock, title: clocks[clock], budget }, () => this.remind(kind)));
  }

  private askForPaper(): void {
    if (!this.isDestroyed) return;
    if (this.outcome === 'different' && !this.isExplained) {
      this.enter('berbeda');
      return;
    }
    this.enter('menunggu-berita-acara');
    this.paper.want();
    this.chasers.set('berita-acara', new Chaser(this.file, { clock: 'paper', title: clocks.paper, budget: this.rules.handover.value }, () => {
      this.remind('berita-acara');
      this.remind('tanda-tangan');
    }));
  }

  private closeOnceDone(by: string): void {
    const owesKey = [...this.file.tasks.values()].some(({ kind }) => kind === 'coba-kunci');
    if (this.hasPaper && !owesKey) this.close(by, this.outcome ?? 'abandoned');
  }

  private close(by: string, outcome: Outcome): void {
    closeCase(this.file, this.deadlines(), by, outcome);
    this.isClosed = true;
  }
}
