import { claim, onActs, onTask, refuse } from '../kernel/acts.ts';
import { byVoice } from '../kernel/reach.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { taskKinds } from './messages.ts';
import type { RegistrationActs } from './messages.ts';
import { RegistrationCase } from './registration-case.ts';

/**
 * Registration and verification of a user of SPSE, and the later services on one (REG-1 to REG-15, REG-18 to REG-24): receive, check
 * item by item, ask for what is missing, approve or reject, activate.
 */
export async function registration(input: CaseInput<'registration'>): Promise<void> {
  await runCase(() => {
    const application = new RegistrationCase(input);
    bind(application);
    application.receive();
    return application;
  });
}

function bind(application: RegistrationCase): void {
  const { file, rules, dossier, verification, completion, booking, carryingOut, central, lkpp, ending } = application;
  const everyKind = Object.keys(taskKinds);

  onActs<RegistrationActs>(file, {
    claim: claim(file, everyKind),
    note: onTask(file, everyKind, { apply: ({ by, textId }) => file.record('note.added', by, { textId }) }),
    check: onTask(file, ['verifikasi'], { check: (act) => verification.mayCheck(act), apply: (act) => verification.check(act) }),
    'add-item': onTask(file, ['verifikasi'], { check: () => verification.mayAdd(), apply: ({ by, textId }) => dossier.add(by, textId) }),
    blacklist: onTask(file, ['verifikasi'], {
      apply: ({ by, result, textId }) => file.record('blacklist.checked', by, { result, textId: textId ?? null }),
    }),
    ask: onTask(file, ['verifikasi'], { check: (act) => completion.mayAsk(act), apply: (act) => completion.ask(act) }),
    book: onTask(file, ['verifikasi'], { check: (act) => booking.mayBook(act), apply: (act) => booking.book(act) }),
    approve: onTask(file, ['verifikasi'], { check: () => verification.mayApprove(), apply: (act, task) => application.approve(task, act) }),
    reject: onTask(file, ['verifikasi'], {
      // The API has refused another ground with a reason already.
      check: (act) => { if (!rules.grounds.some(({ code }) => code === act.ground)) refuse('wrong-state'); },
      apply: (act, task) => ending.reject(task, act),
    }),
    activate: onTask(file, ['aktivasi'], { check: () => carryingOut.mayActivate(), apply: (act, task) => carryingOut.activate(task, act) }),
    'carry-out': onTask(file, ['aktivasi'], { check: (act) => carryingOut.mayCarryOut(act), apply: (act, task) => carryingOut.carryOut(task, act) }),
    central: onTask(file, ['hasil-pusat'], { apply: (act, task) => central.record(task, act) }),
    'record-ticket': onTask(file, ['teruskan-lkpp'], { apply: (act) => lkpp.recordTicket(act) }),
    'record-reply': onTask(file, ['teruskan-lkpp'], { apply: (act, task) => lkpp.recordReply(task, act) }),
    reached: onTask(file, [byVoice, 'hubungi-pejabat'], { apply: (act, task) => application.reached(task, act) }),
    'withdraw-for': onTask(file, ['verifikasi'], { apply: ({ by, textId }) => ending.withdraw(by, textId) }),
    complete: { check: (act) => completion.mayComplete(act), apply: (act) => completion.complete(act) },
    withdraw: {
      check: () => {
        application.mustBeOpen();
        if (file.state !== 'diterima' && file.state !== 'menunggu-berkas') refuse('wrong-state');
      },
      apply: () => ending.withdraw('reporter', null),
    },
  });
}
