import type { Task } from '../kernel/case-file.ts';
import { refuse } from '../kernel/acts.ts';
import type { ProblemCase } from './problem-case.ts';
import type { ProblemActs } from './messages.ts';

/** What the desk does inside the office while it works on a report; none of it stops a clock (readings.md). */
export class DeskWork {
  private group: string | null = null;
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
  }

  /** ERR-13, ERR-20 */
  classify({ by, category, kind }: ProblemActs['classify']): void {
    const { file, witness } = this.report;
    file.mark({ ...(category === undefined ? {} : { category }), ...(kind === undefined ? {} : { kind }) });
    file.record('classified', by, { category: category ?? null, kind: kind ?? null });
    if (category !== undefined) witness.categoryIs(category);
  }

  note({ by, textId }: ProblemActs['note']): void {
    this.report.file.record('note.added', by, { textId });
  }

  /** ERR-22: the coordinator is asked once at a time. */
  mayCoordinate(): void {
    if ([...this.report.file.tasks.values()].some(({ kind }) => kind === 'koordinasi')) refuse('already-asked');
  }

  coordinate({ by, textId }: ProblemActs['coordinate']): void {
    const { file, rules } = this.report;
    const task = file.openTask('koordinasi', rules.coordinator.value);
    file.record('coordination.asked', by, { textId });
    file.tell(file.workerOf(task), 'advice-asked', 'case', { textId });
  }

  advise(task: Task, { by, textId }: ProblemActs['advise']): void {
    const { file } = this.report;
    file.endTask(task, 'done', by, 'advised');
    file.record('advice.given', by, { textId });
    this.report.tellDesk('advice-given', { textId });
  }

  /** ERR-21 */
  useSolution({ by, solution }: ProblemActs['use-solution']): void {
    this.report.file.record('solution.linked', by, { solution });
  }

  /** ERR-12 (LKPP), ERR-26 (a user's office) */
  consult({ by, party, textId }: ProblemActs['consult']): void {
    this.report.file.record('consulted', by, { party, textId });
  }

  mayJoin(): void {
    if (this.group !== null) refuse('already-grouped');
  }

  join({ by, group }: ProblemActs['group']): void {
    this.group = group;
    this.report.file.mark({ groupId: group });
    this.report.file.record('grouped', by, { group });
  }

  mayLeave({ group }: ProblemActs['ungroup']): void {
    if (this.group === null || (group !== undefined && group !== this.group)) refuse('not-grouped');
  }

  leave({ by }: ProblemActs['ungroup']): void {
    this.report.file.mark({ groupId: null });
    this.report.file.record('ungrouped', by, { group: this.group });
    this.group = null;
  }
}
