import { CancellationScope, defineSignal, setHandler } from '@temporalio/workflow';
import { claim, onActs, onTask, refuse } from '../kernel/acts.ts';
import type { ActHandler } from '../kernel/acts.ts';
import { checkMails } from '../kernel/mailings.ts';
import { byHand } from '../kernel/officials.ts';
import { runCase } from '../kernel/run-case.ts';
import type { ActBase, CaseInput } from '../kernel/types.ts';
import { probeFailed, probeRecovered, taskKinds } from './messages.ts';
import type { OutageActs, ProbeNews, TaskKind } from './messages.ts';
import { OutageCase } from './outage-case.ts';

/**
 * A system does not work (SEC-7, SVC-4, CAP-4): administrators know at once, users after the office's confirmation time, LKPP when
 * it lasts (ERR-8), INAPROC where the text says so (ERR-9). When it works again everybody who was told hears it, a person fixes
 * the official times (STD-33), and the berita acara is written and signed.
 */
export async function outage(input: CaseInput<'outage'>): Promise<void> {
  await runCase(() => {
    const running = new OutageCase(input);
    // Before the handlers: what probes have seen since it was taken in must find it begun.
    running.begin();
    bind(running);
    return running;
  });
}

const handling: readonly TaskKind[] = ['tangani-gangguan'];
/** Also while only its official times are missing. */
const untilFixed: readonly TaskKind[] = ['tangani-gangguan', 'tetapkan-waktu'];
const untilWritten: readonly TaskKind[] = [...untilFixed, 'berita-acara-gangguan'];
const approvals: readonly TaskKind[] = ['setujui-inaproc', 'setujui-laporan-lkpp'];
const lkppTasks: readonly TaskKind[] = ['beritahu-lkpp', ...untilWritten];

function bind(running: OutageCase): void {
  const { file, announcing, recovery, lkpp, inaproc, paper } = running;
  const lasts = () => { if (!running.lasts()) refuse('wrong-state'); };
  /** An act by which the outage is taken up: nobody above needs to hear of it any more. */
  const takingUp = <A extends ActBase>(handler: ActHandler<A>): ActHandler<A> => ({
    ...handler,
    apply(act) {
      running.response.actedOn(act);
      handler.apply(act);
    },
  });

  onSignal(running, probeFailed, (news) => recovery.probeFailed(news));
  onSignal(running, probeRecovered, (news) => recovery.probeRecovered(news));
  onActs<OutageActs>(file, {
    claim: takingUp(claim(file, Object.keys(taskKinds))),
    step: takingUp(onTask(file, untilWritten, { apply: ({ by, at, textId }) => file.record('step.taken', by, { at: Date.parse(at), textId }) })),
    confirm: takingUp(onTask(file, handling, { check: () => running.mayConfirm(), apply: (act) => running.confirm(act) })),
    dismiss: takingUp(onTask(file, untilFixed, { apply: (act) => running.dismiss(act) })),
    scope: takingUp(onTask(file, handling, {
      check: lasts,
      apply(act) { recovery.holds(); announcing.scope(act); },
    })),
    inform: takingUp(onTask(file, handling, { check: () => announcing.mayInform(), apply: (act) => announcing.inform(act) })),
    restore: takingUp(onTask(file, handling, { check: (act) => recovery.mayRestore(act), apply: (act) => recovery.restore(act) })),
    fix: takingUp(onTask(file, ['tetapkan-waktu'], { apply: (act, task) => recovery.fix(task, act) })),
    posted: takingUp(onTask(file, ['tangani-gangguan', 'pasang-inaproc'], { check: (act, task) => inaproc.mayPost(act, task), apply: (act, task) => inaproc.post(act, task) })),
    'draft-inaproc': takingUp(onTask(file, handling, { check: () => inaproc.mayDraft(), apply: (act) => inaproc.draft(act) })),
    approve: onTask(file, approvals, { apply: ({ by }, task) => (task.kind === 'setujui-inaproc' ? inaproc : lkpp).approve(task, by) }),
    reject: onTask(file, approvals, { apply: (act, task) => (task.kind === 'setujui-inaproc' ? inaproc : lkpp).reject(task, act) }),
    'record-ticket': onTask(file, lkppTasks, { apply: (act, task) => lkpp.recordTicket(task, act) }),
    'record-reply': onTask(file, lkppTasks, { apply: (act, task) => lkpp.recordReply(task, act) }),
    join: takingUp(onTask(file, untilFixed, { check: () => running.mayJoin(), apply: (act) => running.join(act) })),
    paper: onTask(file, ['berita-acara-gangguan'], { check: (act) => paper.mayWrite(act), apply: (act, task) => paper.ask(task, act), after: (act) => paper.write(act) }),
    sign: onTask(file, ['tanda-tangan'], {
      check: (act, task) => paper.maySign(task, act),
      apply(act, task) { paper.sign(task, act); running.over(act.by, 'fixed'); },
    }),
    'no-paper': onTask(file, ['berita-acara-gangguan', 'tanda-tangan'], {
      apply({ by, textId }, task) {
        paper.waive(task, by);
        file.record('paper.waived', by, { textId });
        running.over(by, 'fixed');
      },
    }),
    reached: onTask(file, [byHand], { apply: (act, task) => running.officials.reached(task, act) }),
    checked: onTask(file, [checkMails], { apply: ({ by }, task) => running.checked(task, by) }),
  });
}

function onSignal({ file }: OutageCase, name: string, heard: (news: ProbeNews) => void): void {
  setHandler(defineSignal<[ProbeNews]>(name), (news) => CancellationScope.nonCancellable(async () => {
    heard(news);
    await file.write();
  }));
}
