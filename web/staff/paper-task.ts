import { Problem } from '../../api/problems.ts';
import { actsOn } from './case-tasks.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';

/**
 * What the task alone says about a paper, before a number is taken for it: a number of the office's series is not given twice.
 * @throws Problem unknown-task, not-your-task, task-ended, task-claimed, wrong-task
 */
export function requirePaperTask(desk: Desk, whole: WholeCase, taskId: string, act: string): void {
  const task = whole.found.tasks.find(({ id }) => id === taskId);
  if (!task) throw new Problem('unknown-task');
  if (!desk.staff.functions.includes(task.function)) throw new Problem('not-your-task');
  if (task.state !== 'open') throw new Problem('task-ended');
  if (actsOn(desk, whole, task).some(([name]) => name === act)) return;
  throw new Problem(task.claimedBy !== null && task.claimedBy !== desk.staff.person ? 'task-claimed' : 'wrong-task');
}
