import { claim, onActs, onTask } from '../kernel/acts.ts';
import { checkMails } from '../kernel/mailings.ts';
import { byHand } from '../kernel/officials.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { MaintenanceCase } from './maintenance-case.ts';
import { taskKinds } from './messages.ts';
import type { MaintenanceActs, TaskKind } from './messages.ts';

/**
 * A planned window (CAP-5, SEC-7): approved where the office says so, told at once and again before it starts, told when it starts and when it is
 * over. At its planned end the planner is asked; whatever changes is told to everyone who was told before.
 */
export async function maintenance(input: CaseInput<'maintenance'>): Promise<void> {
  await runCase(() => {
    const running = new MaintenanceCase(input);
    bind(running);
    running.begin();
    return running;
  });
}

function bind(running: MaintenanceCase): void {
  const { file, approval, officials } = running;
  onActs<MaintenanceActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    approve: onTask(file, approving, { check: () => approval.mayApprove(), apply: (act, task) => approval.approve(task, act) }),
    reject: onTask(file, approving, { apply: (act, task) => approval.reject(task, act) }),
    move: onTask(file, work, { check: (act) => running.mayMove(act), apply: (act) => running.move(act) }),
    extend: onTask(file, work, { check: (act) => running.mayExtend(act), apply: (act) => running.extend(act) }),
    cancel: onTask(file, work, { apply: (act) => running.cancel(act) }),
    finish: onTask(file, work, { check: (act) => running.mayFinish(act), apply: (act) => running.finish(act) }),
    step: onTask(file, work, { apply: (act) => running.step(act) }),
    reached: onTask(file, [byHand], { apply: (act, task) => officials.reached(task, act) }),
    checked: onTask(file, [checkMails], { apply: ({ by }, task) => running.checked(task, by) }),
  });
}

const work: readonly TaskKind[] = ['pemeliharaan'];
const approving: readonly TaskKind[] = ['setujui-pemeliharaan'];
