import { claim, onActs, onTask } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { EvaluationCase } from './evaluation-case.ts';
import { taskKinds } from './messages.ts';
import type { EvaluationActs } from './messages.ts';

/**
 * The periodic evaluation of the handling of problems: the coordinator gets the figures of the period, finds what to improve
 * (ERR-17) and reports it to Kepala LPSE (ERR-18), who accepts it or gives it back.
 */
export async function evaluation(input: CaseInput<'problem'>): Promise<void> {
  await runCase(() => {
    const report = new EvaluationCase(input);
    bind(report);
    report.begin();
    return report;
  });
}

function bind(report: EvaluationCase): void {
  const { file } = report;
  onActs<EvaluationActs>(file, {
    claim: claim(file, Object.keys(taskKinds)),
    evaluate: onTask(file, ['susun-evaluasi'], { apply: (act, task) => report.submit(task, act) }),
    accept: onTask(file, ['terima-evaluasi'], { apply: (act, task) => report.accept(task, act) }),
    return: onTask(file, ['terima-evaluasi'], { apply: (act, task) => report.giveBack(task, act) }),
    reached: onTask(file, ['hubungi-pejabat'], { apply: (act, task) => report.reached(task, act) }),
  });
}
