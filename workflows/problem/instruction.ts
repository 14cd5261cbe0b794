import type { Task } from '../kernel/case-file.ts';
import { refuse } from '../kernel/acts.ts';
import { Deadline } from '../kernel/deadline.ts';
import { clocks } from './messages.ts';
import type { ProblemActs } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/** An instruction from LKPP is a task of the technical level (ERR-11), due when LKPP said so; one at a time. */
export class Instruction {
  private until: Deadline | null = null;
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
  }

  deadlines(): Deadline[] {
    return this.until ? [this.until] : [];
  }

  mayRecord(): void {
    if ([...this.report.file.tasks.values()].some(({ kind }) => kind === 'instruksi-lkpp')) refuse('instruction-open');
  }

  record({ by, textId, until }: ProblemActs['instruct']): void {
    const { file, rules } = this.report;
    const task = file.openTask('instruksi-lkpp', rules.technical, until === undefined ? undefined : 'instruction');
    file.record('instruction.recorded', by, { textId, until: until ?? null });
    file.tell(file.workerOf(task), 'instruction', 'case', { textId, until: until === undefined ? null : Date.parse(until) });
    if (until !== undefined) this.watch(task, Date.parse(until), textId);
  }

  carryOut(task: Task, { by, textId }: ProblemActs['carry-out']): void {
    const { file } = this.report;
    this.stop();
    file.endTask(task, 'done', by, 'carried-out');
    file.record('instruction.carried-out', by, { textId });
    this.report.tellDesk('instruction-done', { textId });
    this.report.ending.settle(by);
  }

  stop(): void {
    this.until?.stop();
  }

  private watch(task: Task, at: number, textId: string): void {
    const { file, rules } = this.report;
    this.until = new Deadline(file, {
      clock: 'instruction', title: clocks.instruction, budget: { ms: 0 },
      onRung: (point, plan) => {
        this.stop();
        const params = { clock: 'instruction', deadlineAt: plan.dueAt };
        file.record('instruction.overdue', 'system', params, point.at);
        file.tell(file.workerOf(task), 'instruction-due', 'deadline', { ...params, textId }, point.at);
        file.tell({ kind: 'function', function: rules.coordinator.value }, 'instruction-due', 'deadline', { ...params, textId }, point.at);
      },
      onMoved: (before, after) => {
        file.moveTask(task, after.dueAt);
        this.report.moved('instruction', before, after, [file.workerOf(task)]);
      },
    }, at);
  }
}
