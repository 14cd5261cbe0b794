import { onAct, openTask, refuse } from '../kernel/acts.ts';
import type { ActHandler } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { EvaluationCase } from './evaluation-case.ts';
import type { EvaluationActName, EvaluationActs, TaskKind } from './messages.ts';

type Handlers = { [Name in EvaluationActName]: ActHandler<EvaluationActs[Name]> };

/**
 * The periodic evaluation of the handling of problems: the coordinator gets the figures of the period, finds what to improve
 * (ERR-17) and reports it to Kepala LPSE (ERR-18), who accepts it or gives it back.
 */
export async function evaluation(input: CaseInput): Promise<void> {
  await runCase(() => {
    const report = new EvaluationCase(input);
    bind(report);
    report.begin();
    return report;
  });
}

const everyKind: readonly TaskKind[] = ['susun-evaluasi', 'terima-evaluasi', 'hubungi-pejabat'];

function bind(report: EvaluationCase): void {
  const { file } = report;
  const handlers: Handlers = {
    claim: {
      check(act) {
        const task = openTask(file, act, everyKind, { anyClaim: true });
        if (task.claimedBy !== null && act.claimLapsed !== true) refuse('already-claimed');
      },
      apply: (act) => report.claim(openTask(file, act, everyKind, { anyClaim: true }), act.by),
    },
    evaluate: {
      check: (act) => { openTask(file, act, ['susun-evaluasi']); },
      apply: (act) => report.submit(openTask(file, act, ['susun-evaluasi']), act),
    },
    accept: {
      check: (act) => { openTask(file, act, ['terima-evaluasi']); },
      apply: (act) => report.accept(openTask(file, act, ['terima-evaluasi']), act),
    },
    return: {
      check: (act) => { openTask(file, act, ['terima-evaluasi']); },
      apply: (act) => report.giveBack(openTask(file, act, ['terima-evaluasi']), act),
    },
    reached: {
      check: (act) => { openTask(file, act, ['hubungi-pejabat']); },
      apply: (act) => report.reached(openTask(file, act, ['hubungi-pejabat']), act),
    },
  };
  for (const name of Object.keys(handlers) as EvaluationActName[]) bindOne(report, handlers, name);
}

function bindOne<Name extends EvaluationActName>(report: EvaluationCase, handlers: Handlers, name: Name): void {
  onAct<EvaluationActs[Name]>(report.file, name, handlers[name]);
}
