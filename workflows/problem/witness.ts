import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { Task } from '../kernel/case-file.ts';
import { refuse } from '../kernel/acts.ts';
import type { ProblemActs } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

const { writePaper } = proxyActivities<Activities>({
  // A PDF takes a fraction of a second; a killed worker costs the person who waits this long.
  startToCloseTimeout: '10s', scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

/**
 * Witnessing a bid document that cannot be opened (ERR-10): a duty in some texts, a choice in Salatiga's. Where it is a
 * duty, a report of that category opens the task by itself and does not close before the signed paper is there,
 * or a person records why there is none. A paper that was written waits for its signed copy everywhere.
 */
export class Witness {
  /** Papers that wait for their signature, by their task. */
  private readonly unsigned = new Map<string, string>();
  private readonly written = new Set<string>();
  private done = false;
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
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
    if (this.done || this.isOwed()) return;
    const task = file.openTask('saksikan', rules.desk);
    file.tell(file.workerOf(task), 'task-opened', 'case', { kind: 'saksikan' });
  }

  private isOwed(): boolean {
    return [...this.report.file.tasks.values()].some(({ kind }) => kind === 'saksikan' || kind === 'tanda-tangan');
  }

  mayWrite({ paper }: ProblemActs['witness']): void {
    if (this.report.rules.witness === null || [...this.unsigned.values()].includes(paper)) refuse('wrong-state');
  }

  ask(task: Task, { by, paper }: ProblemActs['witness']): void {
    const { file, rules } = this.report;
    file.record('witness.asked', by, { paper });
    const signing = file.openTask('tanda-tangan', rules.desk);
    this.unsigned.set(signing.id, paper);
    if (task.kind === 'saksikan') file.endTask(task, 'done', by, 'witnessed');
    file.tell(file.workerOf(signing), 'task-opened', 'case', { kind: 'tanda-tangan' });
  }

  /** Waits for the PDF; the act answers when it lies in the store. What cannot be written in ten minutes becomes a task again. */
  async write({ paper }: ProblemActs['witness']): Promise<void> {
    const { file, rules } = this.report;
    const { office, caseId } = file.input.identity;
    try {
      const { sha256 } = await writePaper({ office, caseId, paper });
      this.written.add(paper);
      file.record('paper.written', 'system', { paper, sha256 });
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      file.record('paper.failed', 'system', { paper });
      const signing = [...file.tasks.values()].find(({ id }) => this.unsigned.get(id) === paper);
      if (!signing) return;
      this.unsigned.delete(signing.id);
      file.endTask(signing, 'cancelled', 'system', 'paper-failed');
      const task = file.openTask('saksikan', rules.desk);
      file.tell(file.workerOf(task), 'task-opened', 'case', { kind: 'saksikan' });
    }
  }

  waive(task: Task, { by, textId }: ProblemActs['no-witness']): void {
    const { file } = this.report;
    this.done = true;
    this.unsigned.delete(task.id);
    file.endTask(task, 'done', by, 'waived');
    file.record('witness.waived', by, { textId });
    this.report.ending.settle(by);
  }

  maySign(task: Task, paper: string): void {
    if (this.unsigned.get(task.id) !== paper || !this.written.has(paper)) refuse('wrong-task');
  }

  sign(task: Task, { by, paper, file: copy }: ProblemActs['sign']): void {
    const { file } = this.report;
    this.done = true;
    this.unsigned.delete(task.id);
    file.endTask(task, 'done', by, 'signed');
    file.signPaper(paper, copy);
    file.record('paper.signed', by, { paper, file: copy });
    this.report.ending.settle(by);
  }
}
