import { onAct, openTask, refuse } from '../kernel/acts.ts';
import type { ActHandler } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import type { ProblemActName, ProblemActs } from './messages.ts';
import { ProblemCase } from './problem-case.ts';

type Handlers = { [Name in ProblemActName]: ActHandler<ProblemActs[Name]> };

/**
 * Handling of a problem report (*penanganan masalah*), ERR-1 to ERR-8 and ERR-16: receive, follow up
 * within the deadline, answer, forward to LKPP on a legal ground, record the root cause, close.
 * Silence is told upwards rung by rung, up to LKPP.
 */
export async function problem(input: CaseInput): Promise<void> {
  await runCase(() => {
    const report = new ProblemCase(input);
    bind(report);
    report.receive();
    return report;
  });
}

function bind(report: ProblemCase): void {
  const { file } = report;
  const open = () => { if (report.closed()) refuse('case-closed'); };
  const inState = (...allowed: string[]) => { open(); if (!allowed.includes(file.state)) refuse('wrong-state'); };

  const handlers: Handlers = {
    claim: {
      check(act) {
        const task = openTask(file, act, [...taskKindsToClaim], { anyClaim: true });
        if (task.claimedBy !== null && act.claimLapsed !== true) refuse('already-claimed');
      },
      apply: (act) => report.claim(openTask(file, act, [...taskKindsToClaim]), act.by),
    },
    'hand-over': {
      check: (act) => { openTask(file, act, ['tangani'], { anyClaim: true }); },
      apply: (act) => report.handOver(openTask(file, act, ['tangani'], { anyClaim: true }), act),
    },
    ask: {
      check(act) { openTask(file, act, ['tangani']); inState('diterima', 'ditangani', 'diteruskan'); },
      apply: (act) => report.ask(act.by, act.textId),
    },
    answer: {
      check(act) { openTask(file, act, ['tangani']); inState('diterima', 'ditangani', 'menunggu-data', 'menunggu-persetujuan', 'diteruskan'); },
      apply: (act) => report.answer(act.by, act.textId),
    },
    forward: {
      check(act) {
        openTask(file, act, ['tangani']);
        inState('diterima', 'ditangani', 'menunggu-data');
        if (!report.rules.lkpp.grounds.some((ground) => ground.code === act.ground)) refuse('wrong-state');
      },
      apply: (act) => report.forward(act.by, act.ground, act.textId),
    },
    approve: {
      check: (act) => { openTask(file, act, ['setujui-penerusan', 'setujui-laporan-lkpp']); },
      apply: (act) => report.lkpp.approve(openTask(file, act, ['setujui-penerusan', 'setujui-laporan-lkpp']), act.by),
    },
    reject: {
      check: (act) => { openTask(file, act, ['setujui-penerusan', 'setujui-laporan-lkpp']); },
      apply: (act) => report.lkpp.reject(openTask(file, act, ['setujui-penerusan', 'setujui-laporan-lkpp']), act.by, act.textId),
    },
    'record-ticket': {
      check: (act) => { openTask(file, act, ['beritahu-lkpp', 'tangani', 'tutup']); },
      apply: (act) => report.lkpp.recordTicket(openTask(file, act, ['beritahu-lkpp', 'tangani', 'tutup']), act.by, act.textId),
    },
    'root-cause': {
      check: (act) => { openTask(file, act, ['tangani', 'tutup']); },
      apply: (act) => report.recordRootCause(act.by, act.textId),
    },
    close: {
      check(act) {
        openTask(file, act, ['tutup']);
        if (!report.gateIsMet()) refuse('root-cause-missing');
      },
      apply: (act) => report.conclude(act.by, 'confirmed-otherwise', act.textId),
    },
    reached: {
      check: (act) => { openTask(file, act, ['hubungi-pelapor', 'hubungi-pejabat']); },
      apply: (act) => report.reached(openTask(file, act, ['hubungi-pelapor', 'hubungi-pejabat']), act.by, act.textId),
    },
    reply: { check: () => inState('menunggu-data'), apply: (act) => report.reply(act.textId) },
    confirm: { check: () => inState('menunggu-konfirmasi'), apply: () => report.conclude('reporter', 'confirmed') },
    reopen: { check: () => inState('menunggu-konfirmasi'), apply: (act) => report.reopen(act.textId) },
  };
  for (const name of Object.keys(handlers) as ProblemActName[]) bindOne(report, handlers, name);
}

const taskKindsToClaim = ['tangani', 'tutup', 'setujui-penerusan', 'setujui-laporan-lkpp', 'beritahu-lkpp', 'hubungi-pelapor', 'hubungi-pejabat'] as const;

function bindOne<Name extends ProblemActName>(report: ProblemCase, handlers: Handlers, name: Name): void {
  onAct<ProblemActs[Name]>(report.file, name, handlers[name]);
}
