import { claim, onActs, onTask } from '../kernel/acts.ts';
import { byHand } from '../kernel/officials.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { DrillCase } from './drill-case.ts';
import { taskKinds } from './messages.ts';
import type { RestoreDrillActs } from './messages.ts';

/**
 * A verified set is restored to a place apart, held against the manifest that was taken with it, and destroyed again (ARC-1, SEC-16, SEC-17).
 * How long it took and how old the data were stand in its paper; a difference is told at once and explained before it.
 */
export async function restoreDrill(input: CaseInput<'backup'>): Promise<void> {
  await runCase(() => {
    const running = new DrillCase(input);
    bind(running);
    running.begin();
    return running;
  });
}

function bind(running: DrillCase): void {
  const { file, mending, paper } = running;
  onActs<RestoreDrillActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    retry: onTask(file, ['perbaiki-uji'], { apply: (act, task) => mending.retry(task, act) }),
    abandon: onTask(file, ['perbaiki-uji'], { check: () => mending.mayAbandon(), apply: (act, task) => mending.abandon(task, act) }),
    'key-tried': onTask(file, ['coba-kunci'], { apply: (act, task) => running.keyTried(task, act) }),
    explain: onTask(file, ['jelaskan-perbedaan'], { apply: (act, task) => running.explain(task, act) }),
    paper: onTask(file, ['berita-acara'], { check: (act) => paper.mayWrite(act), apply: (act, task) => paper.ask(task, act), after: (act) => paper.write(act) }),
    sign: onTask(file, ['tanda-tangan'], {
      check: (act, task) => paper.maySign(task, act),
      apply(act, task) { paper.sign(task, act); running.papered(act.by); },
    }),
    'no-paper': onTask(file, ['berita-acara', 'tanda-tangan'], {
      apply({ by, textId }, task) {
        paper.waive(task, by);
        file.record('paper.waived', by, { textId });
        running.papered(by);
      },
    }),
    reached: onTask(file, [byHand], { apply: (act, task) => running.officials.reached(task, act) }),
  });
}
