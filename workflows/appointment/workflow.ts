import { CancellationScope, defineSignal, setHandler } from '@temporalio/workflow';
import { claim, onActs, onTask } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { AppointmentCase } from './appointment-case.ts';
import { overtaken, taskKinds } from './messages.ts';
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
  setHandler(defineSignal(overtaken), () => CancellationScope.nonCancellable(async () => {
    running.overtaken();
    await file.write();
  }));
  onActs<AppointmentActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    extend: onTask(file, terms, {
      check: ({ until }) => running.mayEndOn(until), apply: ({ by, until }, task) => running.goesOn(task, by, 'extended', { until }), after: (act) => running.extended(act),
    }),
    confirm: onTask(file, ['konfirmasi-jabatan'], { apply: ({ by }, task) => running.goesOn(task, by, 'confirmed'), after: (act) => running.confirmed(act) }),
    end: onTask(file, terms, { apply: ({ by }, task) => running.stops(task, by), after: (act) => running.stopped(act) }),
    reached: onTask(file, ['hubungi-pengguna'], { apply: (act, task) => running.reached(task, act) }),
    'send-decree': { check: (act) => running.maySendDecree(act), apply: (act) => running.sendDecree(act) },
  });
}

const terms: readonly TaskKind[] = ['masa-tugas', 'konfirmasi-jabatan'];
