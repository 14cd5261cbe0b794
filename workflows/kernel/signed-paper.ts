import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import { refuse } from './acts.ts';
import type { CaseFile, Task } from './case-file.ts';
import type { ActBase } from './types.ts';

const { writePaper } = proxyActivities<Activities>({
  // A PDF takes a fraction of a second; a killed worker costs the person who waits this long.
  startToCloseTimeout: '10s', scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

const signing = 'tanda-tangan';

/** Whose the paper is: the task that asks for it, the function that has that task, and the event of its being asked for. */
interface Making { task: string; function: FunctionCode; asked: string }

type Named = ActBase & { paper: string };

/** A paper of a case: its form was kept before, an activity writes the PDF, people sign it, and its signed copy comes back. */
export class SignedPaper {
  /** Papers that wait for their signature, by their task. */
  private readonly unsigned = new Map<string, string>();
  private readonly written = new Set<string>();
  private readonly file: CaseFile<'task-opened'>;
  private readonly making: Making;

  constructor(file: CaseFile<'task-opened'>, making: Making) {
    this.file = file;
    this.making = making;
  }

  isOwed(): boolean {
    return [...this.file.tasks.values()].some(({ kind }) => kind === this.making.task || kind === signing);
  }

  want(): void {
    this.open(this.making.task);
  }

  mayWrite({ paper }: Named): void {
    if ([...this.unsigned.values()].includes(paper)) refuse('wrong-state');
  }

  ask(task: Task, { by, paper }: Named): void {
    const { file, making } = this;
    file.record(making.asked, by, { paper });
    const waiting = file.openTask(signing, making.function);
    this.unsigned.set(waiting.id, paper);
    if (task.kind === making.task) file.endTask(task, 'done', by, 'written');
    this.tell(waiting);
  }

  /** Waits for the PDF; the act answers when it lies in the store. What cannot be written in ten minutes becomes a task again. */
  async write({ paper }: Named): Promise<void> {
    const { file } = this;
    const { office, caseId } = file.input.identity;
    try {
      const { sha256 } = await writePaper({ office, caseId, paper });
      this.written.add(paper);
      file.record('paper.written', 'system', { paper, sha256 });
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      file.record('paper.failed', 'system', { paper });
      const waiting = [...file.tasks.values()].find(({ id }) => this.unsigned.get(id) === paper);
      if (!waiting) return;
      this.unsigned.delete(waiting.id);
      file.endTask(waiting, 'cancelled', 'system', 'paper-failed');
      this.want();
    }
  }

  /** There will be none. */
  waive(task: Task, by: string): void {
    this.unsigned.delete(task.id);
    this.file.endTask(task, 'done', by, 'waived');
  }

  maySign(task: Task, { paper }: Named): void {
    if (this.unsigned.get(task.id) !== paper || !this.written.has(paper)) refuse('wrong-task');
  }

  sign(task: Task, { by, paper, file: copy }: Named & { file: string }): void {
    const { file } = this;
    this.unsigned.delete(task.id);
    file.endTask(task, 'done', by, 'signed');
    file.signPaper(paper, copy);
    file.record('paper.signed', by, { paper, file: copy });
  }

  private open(kind: string): void {
    this.tell(this.file.openTask(kind, this.making.function));
  }

  private tell(task: Task): void {
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { kind: task.kind, to: task.function });
  }
}
