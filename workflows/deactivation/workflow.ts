import { claim, onActs, onTask } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { DeactivationCase } from './deactivation-case.ts';
import { taskKinds } from './messages.ts';
import type { DeactivationActs } from './messages.ts';

/**
 * The deactivation of an account on a ground of the text (REG-16, REG-17): the user may explain, somebody decides, LKPP is asked
 * where the office goes that way, it is carried out in SPSE, and the user is told.
 */
export async function deactivation(input: CaseInput<'deactivation'>): Promise<void> {
  await runCase(() => {
    const running = new DeactivationCase(input);
    bind(running);
    running.begin();
    return running;
  });
}

function bind(running: DeactivationCase): void {
  const { file, clarification, decision } = running;
  onActs<DeactivationActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    clarify: { check: () => clarification.mayClarify(), apply: (act) => clarification.clarify('reporter', act.textId, act.files?.length) },
    'clarify-for': onTask(file, ['klarifikasi', 'putuskan', 'hubungi-pengguna'], {
      check: () => clarification.mayClarify(), apply: (act) => clarification.clarify(act.by, act.textId),
    }),
    'decide-yes': onTask(file, ['putuskan'], { apply: (act, task) => decision.decide(task, true, act) }),
    'decide-no': onTask(file, ['putuskan'], { apply: (act, task) => decision.decide(task, false, act) }),
    'record-ticket': onTask(file, ['usul-lkpp'], { apply: (act) => decision.recordTicket(act) }),
    'record-reply': onTask(file, ['usul-lkpp'], { apply: (act, task) => decision.recordReply(task, act) }),
    'carry-out': onTask(file, ['nonaktifkan'], { apply: (act, task) => decision.carryOut(task, act) }),
    reached: onTask(file, ['hubungi-pengguna', 'hubungi-pejabat'], { apply: (act, task) => running.reached(task, act) }),
  });
}
