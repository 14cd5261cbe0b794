import type { Params } from '../../activities/types.ts';
import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import type { MailName } from './mails/index.ts';
import { closingTasks } from './messages.ts';
import type { ProblemActs } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/** How a report ends: for the reporter first, then for the office, once nothing is missing; and how it is opened again. */
export class Ending {
  private rootCauseIsKnown = false;
  /** How the case ended for the reporter, once it did; the root cause may still be wanted. */
  private outcome = '';
  private isOver = false;
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
  }

  isClosed(): boolean {
    return this.isOver;
  }

  /** ERR-16 */
  recordRootCause({ by, cause, textId }: ProblemActs['root-cause']): void {
    const { file } = this.report;
    this.rootCauseIsKnown = true;
    if (cause !== undefined) file.mark({ cause });
    file.record('root-cause.recorded', by, { textId, cause: cause ?? null });
    this.settle(by);
  }

  /** What the record still lacks before the case may close (ERR-16, ERR-10). */
  missing(): 'root-cause' | 'duty' | null {
    if (this.outcome !== 'substance' && !this.rootCauseIsKnown && this.report.rules.rootCauseGate.value) return 'root-cause';
    return this.owesDuty() ? 'duty' : null;
  }

  owesDuty(): boolean {
    return this.duties().length > 0;
  }

  /** Open tasks without which the case does not close, and a refusal that nobody told yet. */
  private duties(): Task[] {
    const { file, lkpp } = this.report;
    const closing = closingTasks(lkpp.isUntold());
    return [...file.tasks.values()].filter(({ kind }) => closing.includes(kind) || (kind === 'hubungi-pelapor' && this.outcome === 'substance'));
  }

  /** ERR-5, GOV-9: no service problem, so no gate and no further clock. */
  refuseSubstance(by: string, whom: string): void {
    const { file, rules, clocks, lkpp, reach } = this.report;
    this.report.followedUp(by);
    clocks.stop();
    lkpp.withdraw('substance');
    this.outcome = 'substance';
    file.record('refused-substance', by, { whom });
    if (file.input.reporterHasMail) {
      this.close(by, 'substance-refused', { whom: rules.substance.find(({ code }) => code === whom)?.label ?? whom });
      return;
    }
    // Who has no address hears it from a person; the case closes with that.
    this.report.endWork(by, 'substance');
    this.report.enter('menunggu-penyelesaian');
    reach.tellByVoice('substance-refused');
  }

  /** Closes the case, or waits first for what is missing. */
  conclude(by: string, outcome: string, textId?: string): void {
    const { file, clocks, lkpp } = this.report;
    this.outcome = outcome;
    clocks.stop();
    lkpp.withdraw(outcome);
    file.record('concluded', by, { outcome, textId: textId ?? null });
    this.finish(by);
  }

  /** Something that a concluded case waited for was done. */
  settle(by: string): void {
    if (this.isWaiting()) this.finish(by);
  }

  private isWaiting(): boolean {
    const { state } = this.report.file;
    return state === 'menunggu-akar-masalah' || state === 'menunggu-penyelesaian';
  }

  private finish(by: string): void {
    const missing = this.missing();
    if (missing === null) {
      this.close(by);
      return;
    }
    const state = missing === 'root-cause' ? 'menunggu-akar-masalah' : 'menunggu-penyelesaian';
    if (this.report.file.state === state) return;
    this.report.enter(state);
    this.report.turnToClosing(by, this.outcome);
    this.want(missing);
    this.report.clocks.awaitMissing(missing);
  }

  want(missing: 'root-cause' | 'duty'): void {
    const { file } = this.report;
    if (missing === 'root-cause') this.report.tellDesk('root-cause-wanted');
    else for (const task of this.duties()) file.tell(file.workerOf(task), 'duty-open', 'case', { kind: task.kind });
  }

  private close(by: string, mail: MailName = 'closed', params: Params = {}): void {
    const { outcome, report: { file, clocks, instruction } } = this;
    clocks.stop();
    instruction.stop();
    this.report.endWork(by, outcome);
    file.cancelTasks('case-closed');
    this.report.enter('ditutup');
    file.close();
    file.record('case.closed', by, { outcome });
    file.tell({ kind: 'reporter' }, mail, 'case', { outcome, ...params });
    this.isOver = true;
  }

  /** After an answer, and also while the record of a case waits that ended by the reporter's silence. */
  mayReopen(): void {
    if (this.isOver) refuse('case-closed');
    const bySilence = this.outcome === 'reporter-silent' || this.outcome === 'unconfirmed';
    if (this.report.file.state !== 'menunggu-konfirmasi' && !(this.isWaiting() && bySilence)) refuse('wrong-state');
  }

  /** Fresh clocks from the reopening; the old ones stay in the record. `by`: the reporter, or who took the call. */
  reopen(by: string, textId: string): void {
    const { report } = this;
    report.clocks.stop();
    report.endWork(by, 'reopened');
    // What was found did not hold: ERR-16 asks anew.
    this.rootCauseIsKnown = false;
    this.outcome = '';
    report.question.drop();
    report.enter('diterima');
    report.file.record('reopened', by, { textId });
    report.startWork(Date.now());
    report.lkpp.goOn();
  }
}
