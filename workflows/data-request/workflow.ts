import { claim, onActs, onTask, refuse } from '../kernel/acts.ts';
import { byVoice } from '../kernel/reach.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { DataRequestCase } from './data-request-case.ts';
import { taskKinds } from './messages.ts';
import type { DataRequestActs } from './messages.ts';

/**
 * A person asks for everything that the office holds about them (UU 27/2022 art. 32, 33): the identity is proved, then the
 * data are given or refused within 3 x 24 hours by the clock. Silence of the office is told upwards; it never ends the case.
 */
export async function dataRequest(input: CaseInput<'dataRequest'>): Promise<void> {
  await runCase(() => {
    const request = new DataRequestCase(input);
    bind(request);
    request.receive();
    return request;
  });
}

function bind(request: DataRequestCase): void {
  const { file, rules } = request;
  onActs<DataRequestActs>(file, {
    claim: claim(file, everyKind),
    note: onTask(file, everyKind, { apply: ({ by, textId }) => file.record('note.added', by, { textId }) }),
    identify: onTask(file, ['periksa-identitas'], {
      check: () => { if (file.state !== 'diterima') refuse('wrong-state'); },
      apply: (act) => request.identify(act),
    }),
    give: onTask(file, ['periksa-identitas'], {
      check: () => { if (file.state !== 'dikenali') refuse('identity-unproven'); },
      apply: (act, task) => request.give(task, act),
    }),
    'stop-giving': onTask(file, ['awasi-pengunduhan', 'serahkan-data'], { anyClaim: true, apply: (act, task) => request.giving.stop(task, act) }),
    refuse: onTask(file, ['periksa-identitas'], {
      // The API has refused an unknown ground with a reason already.
      check: ({ ground }) => { if (!rules.refusals.some(({ code }) => code === ground)) refuse('wrong-state'); },
      apply: (act, task) => request.refuse(task, act),
    }),
    'handed-over': onTask(file, ['serahkan-data'], { apply: (act, task) => request.giving.handOver(task, act) }),
    reached: onTask(file, ['serahkan-data', byVoice, 'hubungi-pejabat'], { apply: (act, task) => request.reached(task, act) }),
    'withdraw-for': onTask(file, ['periksa-identitas'], { apply: ({ by, textId }) => request.withdraw(by, textId) }),
    withdraw: {
      check() {
        if (request.closed()) refuse('case-closed');
        if (file.state !== 'diterima' && file.state !== 'dikenali') refuse('wrong-state');
      },
      apply: () => request.withdraw('reporter'),
    },
  });
}

const everyKind = Object.keys(taskKinds);
