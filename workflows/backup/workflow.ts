import { claim, onActs, onTask, refuse } from '../kernel/acts.ts';
import { byHand } from '../kernel/officials.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { BackupCase } from './backup-case.ts';
import { taskKinds } from './messages.ts';
import type { BackupActs } from './messages.ts';

/**
 * One run of backups (ARC-1, ARC-2): databases and files of one moment into the repository, or the newest verified set onto a medium; the
 * copy is read back before it counts, and only then is what is too old forgotten. A run that fails is tried again and told upwards.
 */
export async function backup(input: CaseInput<'backup'>): Promise<void> {
  await runCase(() => {
    const running = new BackupCase(input);
    bind(running);
    running.begin();
    return running;
  });
}

function bind(running: BackupCase): void {
  const { file, run } = running;
  onActs<BackupActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    retry: onTask(file, ['perbaiki-cadangan'], { check: () => { if (!run.isWaiting()) refuse('wrong-state'); }, apply: (act) => running.retry(act) }),
    accept: onTask(file, ['perbaiki-cadangan'], { check: () => running.mayAccept(), apply: (act) => running.accept(act) }),
    // It closes once the step that is at work has stopped: the next run must find nothing of this one.
    abandon: onTask(file, ['perbaiki-cadangan', 'pasang-media'], { apply: (act) => running.abandon(act) }),
    attached: onTask(file, ['pasang-media'], { apply: (act, task) => run.medium.attached(task, act) }),
    settle: onTask(file, ['periksa-basis-data'], { apply: (act, task) => running.settle(task, act) }),
    reached: onTask(file, [byHand], { apply: (act, task) => running.officials.reached(task, act) }),
  });
}
