import type { Params } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { Task } from '../kernel/case-file.ts';
import type { DeactivationCase } from './deactivation-case.ts';
import type { DeactivationActs, TaskKind } from './messages.ts';

/** Who decides, what LKPP decides where the office proposes it there, and the carrying out in SPSE. Nothing of it happens by silence. */
export class Decision {
  private readonly deactivation: DeactivationCase;
  /** Ids of what the user explained, and of the reasons of the decision. */
  private readonly explained: string[] = [];
  private reasons: string | null = null;

  constructor(deactivation: DeactivationCase) {
    this.deactivation = deactivation;
  }

  /** `textId`: what the user explained. */
  ask(textId?: string): void {
    this.deactivation.enter('menunggu-keputusan');
    if (textId !== undefined) this.explained.push(textId);
    const decider = this.decider();
    this.deactivation.openAndChase('putuskan', decider, 'decision', { official: this.deactivation.title(decider), ...this.words() });
  }

  /** The user explained while the decision is pending. */
  heard(textId: string): void {
    const { file, about } = this.deactivation;
    this.explained.push(textId);
    const task = this.openTask('putuskan');
    if (task) file.tell(file.workerOf(task), 'clarified', 'case', { ...about, textId });
  }

  decide(task: Task, isYes: boolean, { by, textId }: DeactivationActs['decide-yes']): void {
    this.deactivation.endTask(task, by, isYes ? 'yes' : 'no');
    this.deactivation.file.record('deactivation.decided', by, { outcome: isYes ? 'yes' : 'no', textId });
    this.reasons = textId;
    if (!isYes) this.deactivation.keep(by, textId);
    else if (this.deactivation.rules.throughLkpp.value) this.propose(by, textId);
    else this.askToCarryOut();
  }

  recordTicket({ by, textId }: DeactivationActs['record-ticket']): void {
    this.deactivation.file.record('lkpp.ticket', by, { textId });
  }

  recordReply(task: Task, { by, outcome, textId }: DeactivationActs['record-reply']): void {
    this.deactivation.endTask(task, by, outcome);
    this.deactivation.file.record('lkpp.decided', by, { outcome, textId });
    if (outcome === 'disetujui') this.askToCarryOut(textId);
    else this.deactivation.keep(by, textId);
  }

  carryOut(task: Task, { by, textId }: DeactivationActs['carry-out']): void {
    const { file } = this.deactivation;
    this.deactivation.endTask(task, by, 'deactivated');
    file.account({ number: file.input.facts.account ?? '', state: 'nonaktif' });
    file.record('deactivated', by, { textId });
    this.deactivation.deactivated(by);
  }

  /** LKPP has no address, or its mail was refused: who has the task tells LKPP by another way. */
  lkppWasNotReached(): void {
    const { file, about } = this.deactivation;
    const task = this.openTask('usul-lkpp');
    if (task) file.tell(file.workerOf(task), 'lkpp-unreached', 'case', { ...about, ...this.words() });
  }

  /** A decider whose mail was refused is told by who acts on the ground; one task at a time. */
  deciderWasNotReached(): void {
    const { ground } = this.deactivation;
    const decider = this.decider();
    if (decider === ground.by || !this.openTask('putuskan') || this.openTask('hubungi-pejabat')) return;
    this.deactivation.open('hubungi-pejabat', ground.by, { official: this.deactivation.title(decider) });
  }

  private propose(by: string, textId: string): void {
    const { file, about, ground } = this.deactivation;
    this.deactivation.enter('menunggu-lkpp');
    file.record('lkpp.proposed', by, { textId });
    file.tell({ kind: 'lkpp' }, 'lkpp-proposal', 'case', { ...about, ...this.words() });
    this.deactivation.openAndChase('usul-lkpp', ground.by, 'lkpp-reply', this.words());
  }

  /** `lkppId`: what LKPP answered, where it was asked. */
  private askToCarryOut(lkppId: string | null = null): void {
    this.deactivation.enter('menunggu-pelaksanaan');
    this.deactivation.openAndChase('nonaktifkan', this.deactivation.ground.by, 'carry-out', { ...this.words(), lkppId });
  }

  /** For a mail: the user's explanations and the reasons of the decision, as texts. */
  private words(): Params {
    return { clarificationIds: this.explained.join(',') || null, textId: this.reasons };
  }

  private decider(): FunctionCode {
    return this.deactivation.rules.decider.value ?? this.deactivation.ground.by;
  }

  private openTask(kind: TaskKind): Task | undefined {
    return [...this.deactivation.file.tasks.values()].find((task) => task.kind === kind);
  }
}
