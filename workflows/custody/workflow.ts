import { claim, onActs, onTask } from '../kernel/acts.ts';
import { byHand } from '../kernel/officials.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { CustodyCase } from './custody-case.ts';
import { taskKinds } from './messages.ts';
import type { CustodyActs, TaskKind } from './messages.ts';

/**
 * A portable medium goes from hand to hand (ARC-2): out of the server room, back into it, to its end, or it is lost. Each hand-over
 * and each end is a paper that people sign; what is overdue is told upwards.
 */
export async function custody(input: CaseInput<'backup'>): Promise<void> {
  await runCase(() => {
    const running = new CustodyCase(input);
    running.begin();
    bind(running);
    return running;
  });
}

/** A medium that is received is its named receiver's: nobody else takes that task. */
const claimable = Object.keys(taskKinds).filter((kind) => kind !== 'terima-media');
const beforeLeaving: readonly TaskKind[] = ['serahkan-media', 'musnahkan-media'];
const untilArrived: readonly TaskKind[] = [...beforeLeaving, 'awasi-perjalanan', 'terima-media'];

function bind(running: CustodyCase): void {
  const { file, carrying, destruction, loss, paper } = running;
  onActs<CustodyActs>(file, {
    claim: claim(file, claimable),
    hand: onTask(file, ['serahkan-media'], { check: (act) => carrying.mayHand(act), apply: (act, task) => carrying.hand(task, act) }),
    redirect: onTask(file, ['awasi-perjalanan'], { check: (act) => carrying.mayRedirect(act), apply: (act) => carrying.redirect(act) }),
    receive: onTask(file, ['terima-media'], { anyClaim: true, check: (act) => carrying.mayReceive(act), apply: (act, task) => carrying.receive(task, act) }),
    destroy: onTask(file, ['musnahkan-media'], { check: (act) => destruction.mayDestroy(act), apply: (act, task) => destruction.destroy(task, act) }),
    cancel: onTask(file, beforeLeaving, { apply: (act) => running.cancel(act) }),
    lost: onTask(file, untilArrived, { apply: (act) => running.lost(act) }),
    notified: onTask(file, ['beri-tahu-kehilangan'], { check: (act) => loss.mayNotify(act), apply: (act, task) => loss.notified(task, act) }),
    found: onTask(file, ['cari-media', 'beri-tahu-kehilangan'], { apply: (act) => loss.found(act) }),
    'give-up': onTask(file, ['cari-media'], { check: () => loss.mayGiveUp(), apply: (act) => running.giveUp(act) }),
    paper: onTask(file, ['berita-acara'], { check: (act) => paper.mayWrite(act), apply: (act, task) => paper.ask(task, act), after: (act) => paper.write(act) }),
    sign: onTask(file, ['tanda-tangan'], { check: (act, task) => paper.maySign(task, act), apply: (act, task) => running.sign(task, act) }),
    'no-paper': onTask(file, ['berita-acara', 'tanda-tangan'], { apply: (act, task) => running.waive(task, act) }),
    reached: onTask(file, [byHand], { apply: (act, task) => running.officials.reached(task, act) }),
  });
}
