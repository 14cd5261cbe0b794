import { claim, onActs, onTask } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { AppointmentCase } from './appointment-case.ts';
import { taskKinds } from './messages.ts';
import type { AppointmentActs, TaskKind } from './messages.ts';

/**
 * The term of a non-provider (REG-9) comes to its end, or an open-ended one wants its yearly confirmation: user and handler are reminded,
 * the handler extends, confirms or ends it, and without an act the account is flagged at the end of the last day.
 */
export async function appointment(input: CaseInput<'appointment'>): Promise<void> {
  await runCase(() => {
    const running = new AppointmentCase(input);
    bind(running);
    running.begin();
    return running;
  });
}

function bind(running: AppointmentCase): void {
  const { file } = running;
  onActs<AppointmentActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    extend: onTask(file, terms, { apply: (act, task) => running.extend(task, act) }),
    confirm: onTask(file, ['konfirmasi-jabatan'], { apply: (act, task) => running.confirm(task, act) }),
    end: onTask(file, terms, { apply: (act, task) => running.end(task, act) }),
    reached: onTask(file, ['hubungi-pengguna'], { apply: (act, task) => running.reached(task, act) }),
    'send-decree': { check: () => running.maySendDecree(), apply: (act) => running.sendDecree(act) },
  });
}

const terms: readonly TaskKind[] = ['masa-tugas', 'konfirmasi-jabatan'];
