import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import { SignedPaper } from '../kernel/signed-paper.ts';
import type { ProblemActs } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/**
 * Witnessing a bid document that cannot be opened (ERR-10): a duty in some texts, a choice in Salatiga's. Where it is a
 * duty, a report of that category opens the task by itself and does not close before the signed paper is there,
 * or a person records why there is none. A paper that was written waits for its signed copy everywhere.
 */
export class Witness {
  readonly paper: SignedPaper;
  private done = false;
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
    this.paper = new SignedPaper(report.file, { task: 'saksikan', function: report.rules.desk, asked: 'witness.asked' });
  }

  /** The report was received as, or classified into, this category. */
  categoryIs(category: string | null): void {
    const { file, rules } = this.report;
    if (rules.witness?.force !== 'must') return;
    if (category !== rules.witness.category) {
      file.cancelTasks('reclassified', 'saksikan');
      this.report.ending.settle('system');
      return;
    }
    if (!this.done && !this.paper.isOwed()) this.paper.want();
  }

  mayWrite(act: ProblemActs['witness']): void {
    if (this.report.rules.witness === null) refuse('wrong-state');
    this.paper.mayWrite(act);
  }

  waive(task: Task, { by, textId }: ProblemActs['no-witness']): void {
    this.done = true;
    this.paper.waive(task, by);
    this.report.file.record('witness.waived', by, { textId });
    this.report.ending.settle(by);
  }

  sign(task: Task, act: ProblemActs['sign']): void {
    this.done = true;
    this.paper.sign(task, act);
    this.report.ending.settle(act.by);
  }
}
