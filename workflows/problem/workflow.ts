import { claim, onActs, onTask, refuse } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import { taskKinds } from './messages.ts';
import type { ProblemActs, TaskKind } from './messages.ts';
import { ProblemCase } from './problem-case.ts';

/**
 * Handling of a problem report (*penanganan masalah*), ERR-1 to ERR-26: receive, classify, follow up within the deadline,
 * answer or refuse, forward to LKPP, witness, record the root cause, close.
 * Silence is told upwards rung by rung, up to LKPP.
 */
export async function problem(input: CaseInput<'problem'>): Promise<void> {
  await runCase(() => {
    const report = new ProblemCase(input);
    bind(report);
    report.receive();
    return report;
  });
}

function bind(report: ProblemCase): void {
  const { file, rules } = report;
  const open = () => { if (report.closed()) refuse('case-closed'); };
  const inState = (...allowed: string[]) => { open(); if (!allowed.includes(file.state)) refuse('wrong-state'); };

  onActs<ProblemActs>(file, {
    claim: claim(file, everyKind),
    'hand-over': onTask(file, ['tangani'], { anyClaim: true, apply: (act, task) => report.handOver(task, act) }),
    ask: onTask(file, ['tangani'], {
      check: () => inState('diterima', 'ditangani', 'diteruskan'),
      apply: (act) => report.question.ask(act.by, act.textId),
    }),
    classify: onTask(file, atWork, {
      check(act) { open(); oneOf(rules.categories, act.category); oneOf(rules.kinds, act.kind); },
      apply: (act) => report.desk.classify(act),
    }),
    note: onTask(file, everyKind, { apply: (act) => report.desk.note(act) }),
    coordinate: onTask(file, ['tangani'], { check: () => report.desk.mayCoordinate(), apply: (act) => report.desk.coordinate(act) }),
    advise: onTask(file, ['koordinasi'], { apply: (act, task) => report.desk.advise(task, act) }),
    'use-solution': onTask(file, atWork, { apply: (act) => report.desk.useSolution(act) }),
    consult: onTask(file, atWork, { check: (act) => oneOf(rules.parties, act.party), apply: (act) => report.desk.consult(act) }),
    instruct: onTask(file, atWork, { check: () => report.instruction.mayRecord(), apply: (act) => report.instruction.record(act) }),
    'carry-out': onTask(file, ['instruksi-lkpp'], { apply: (act, task) => report.instruction.carryOut(task, act) }),
    refuse: onTask(file, ['tangani'], {
      check(act) {
        inState('diterima', 'ditangani', 'menunggu-data');
        if (report.question.isForwardedAndAsked()) refuse('wrong-state');
        if (report.ending.owesDuty()) refuse('duty-open');
        oneOf(rules.substance, act.whom);
      },
      apply: (act) => report.ending.refuseSubstance(act.by, act.whom),
    }),
    answer: onTask(file, ['tangani'], {
      check: () => inState('diterima', 'ditangani', 'menunggu-data', 'menunggu-persetujuan', 'diteruskan'),
      apply: (act) => report.answer(act.by, act.textId),
    }),
    forward: onTask(file, ['tangani'], {
      check(act) {
        inState('diterima', 'ditangani', 'menunggu-data');
        if (report.question.isForwardedAndAsked()) refuse('wrong-state');
        const route = rules.lkpp.routes.find(({ code }) => code === (act.route ?? 'penerusan'));
        if (!route || route.ground !== (act.ground !== undefined)) refuse('wrong-state');
        oneOf(rules.lkpp.grounds, act.ground);
      },
      apply: (act) => report.forward(act),
    }),
    approve: onTask(file, approvals, { apply: (act, task) => report.lkpp.approve(task, act.by) }),
    reject: onTask(file, approvals, { apply: (act, task) => report.lkpp.reject(task, act.by, act.textId) }),
    'record-ticket': onTask(file, ['beritahu-lkpp', ...atWork], { apply: (act, task) => report.lkpp.recordTicket(task, act.by, act.textId) }),
    'record-reply': onTask(file, ['beritahu-lkpp', ...atWork], { apply: (act, task) => report.lkpp.recordReply(task, act.by, act.textId) }),
    'root-cause': onTask(file, atWork, { check: (act) => oneOf(rules.causes, act.cause), apply: (act) => report.ending.recordRootCause(act) }),
    group: onTask(file, ['tangani'], { anyClaim: true, check: () => report.desk.mayJoin(), apply: (act) => report.desk.join(act) }),
    ungroup: onTask(file, ['tangani'], { anyClaim: true, check: (act) => report.desk.mayLeave(act), apply: (act) => report.desk.leave(act) }),
    witness: onTask(file, ['saksikan', ...atWork], {
      check: (act) => report.witness.mayWrite(act),
      apply: (act, task) => report.witness.paper.ask(task, act),
      after: (act) => report.witness.paper.write(act),
    }),
    'no-witness': onTask(file, ['saksikan', 'tanda-tangan'], { apply: (act, task) => report.witness.waive(task, act) }),
    sign: onTask(file, ['tanda-tangan'], {
      check: (act, task) => report.witness.paper.maySign(task, act),
      apply: (act, task) => report.witness.sign(task, act),
    }),
    close: onTask(file, ['tutup'], {
      check() {
        const missing = report.ending.missing();
        if (missing !== null) refuse(missing === 'duty' ? 'duty-open' : 'root-cause-missing');
      },
      apply: (act) => report.ending.conclude(act.by, 'confirmed-otherwise', act.textId),
    }),
    reached: onTask(file, ['hubungi-pelapor', 'hubungi-pejabat'], { apply: (act, task) => report.reach.reached(task, act.by, act.textId) }),
    'reply-for': onTask(file, ['tangani'], { check: () => report.question.mayReply(), apply: (act) => report.question.reply(act.by, act.textId) }),
    'reopen-for': onTask(file, ['tutup'], { check: () => report.ending.mayReopen(), apply: (act) => report.ending.reopen(act.by, act.textId) }),
    reply: { check: () => report.question.mayReply(), apply: (act) => report.question.reply('reporter', act.textId) },
    confirm: { check: () => inState('menunggu-konfirmasi'), apply: () => report.ending.conclude('reporter', 'confirmed') },
    reopen: { check: () => report.ending.mayReopen(), apply: (act) => report.ending.reopen('reporter', act.textId) },
  });
}

const everyKind = Object.keys(taskKinds);

const approvals: readonly TaskKind[] = ['setujui-penerusan', 'setujui-laporan-lkpp'];

/** The task of who works on the report, before and after the answer. */
const atWork: readonly TaskKind[] = ['tangani', 'tutup'];

/** The API has refused it with a reason already; what is absent is no choice. */
function oneOf(choices: readonly { code: string }[], chosen: string | undefined): void {
  if (chosen !== undefined && !choices.some(({ code }) => code === chosen)) refuse('wrong-state');
}
