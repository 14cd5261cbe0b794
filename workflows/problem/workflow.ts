import { onAct, openTask, refuse } from '../kernel/acts.ts';
import type { ActHandler } from '../kernel/acts.ts';
import { runCase } from '../kernel/run-case.ts';
import type { CaseInput } from '../kernel/types.ts';
import type { ProblemActName, ProblemActs, TaskKind } from './messages.ts';
import { ProblemCase } from './problem-case.ts';

type Handlers = { [Name in ProblemActName]: ActHandler<ProblemActs[Name]> };

/**
 * Handling of a problem report (*penanganan masalah*), ERR-1 to ERR-26: receive, classify, follow up within the deadline,
 * answer or refuse, forward to LKPP, witness, record the root cause, close.
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
  const { file, rules } = report;
  const open = () => { if (report.closed()) refuse('case-closed'); };
  const inState = (...allowed: string[]) => { open(); if (!allowed.includes(file.state)) refuse('wrong-state'); };

  const handlers: Handlers = {
    claim: {
      check(act) {
        const task = openTask(file, act, taskKindsToClaim, { anyClaim: true });
        if (task.claimedBy !== null && act.claimLapsed !== true) refuse('already-claimed');
      },
      apply: (act) => report.claim(openTask(file, act, taskKindsToClaim), act.by),
    },
    'hand-over': {
      check: (act) => { openTask(file, act, ['tangani'], { anyClaim: true }); },
      apply: (act) => report.handOver(openTask(file, act, ['tangani'], { anyClaim: true }), act),
    },
    ask: {
      check(act) { openTask(file, act, ['tangani']); inState('diterima', 'ditangani', 'diteruskan'); },
      apply: (act) => report.ask(act.by, act.textId),
    },
    classify: {
      check: (act) => { openTask(file, act, atWork); open(); oneOf(rules.categories, act.category); oneOf(rules.kinds, act.kind); },
      apply: (act) => report.desk.classify(act),
    },
    note: { check: (act) => { openTask(file, act, taskKindsToClaim); }, apply: (act) => report.desk.note(act) },
    coordinate: { check(act) { openTask(file, act, ['tangani']); report.desk.mayCoordinate(); }, apply: (act) => report.desk.coordinate(act) },
    advise: { check: (act) => { openTask(file, act, ['koordinasi']); }, apply: (act) => report.desk.advise(openTask(file, act, ['koordinasi']), act) },
    'use-solution': { check: (act) => { openTask(file, act, atWork); }, apply: (act) => report.desk.useSolution(act) },
    consult: { check(act) { openTask(file, act, atWork); oneOf(rules.parties, act.party); }, apply: (act) => report.desk.consult(act) },
    instruct: { check(act) { openTask(file, act, atWork); report.instruction.mayRecord(); }, apply: (act) => report.instruction.record(act) },
    'carry-out': {
      check: (act) => { openTask(file, act, ['instruksi-lkpp']); },
      apply: (act) => report.instruction.carryOut(openTask(file, act, ['instruksi-lkpp']), act),
    },
    refuse: {
      check(act) {
        openTask(file, act, ['tangani']);
        inState('diterima', 'ditangani', 'menunggu-data');
        if (report.isForwardedAndAsked()) refuse('wrong-state');
        if (report.owesDuty()) refuse('duty-open');
        oneOf(rules.substance, act.whom);
      },
      apply: (act) => report.refuse(act.by, act.whom),
    },
    answer: {
      check(act) { openTask(file, act, ['tangani']); inState('diterima', 'ditangani', 'menunggu-data', 'menunggu-persetujuan', 'diteruskan'); },
      apply: (act) => report.answer(act.by, act.textId),
    },
    forward: {
      check(act) {
        openTask(file, act, ['tangani']);
        inState('diterima', 'ditangani', 'menunggu-data');
        if (report.isForwardedAndAsked()) refuse('wrong-state');
        const route = rules.lkpp.routes.find(({ code }) => code === (act.route ?? 'penerusan'));
        if (!route || route.ground !== (act.ground !== undefined)) refuse('wrong-state');
        oneOf(rules.lkpp.grounds, act.ground);
      },
      apply: (act) => report.forward(act),
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
    'record-reply': {
      check: (act) => { openTask(file, act, ['beritahu-lkpp', ...atWork]); },
      apply: (act) => report.lkpp.recordReply(openTask(file, act, ['beritahu-lkpp', ...atWork]), act.by, act.textId),
    },
    'root-cause': {
      check(act) { openTask(file, act, atWork); oneOf(rules.causes, act.cause); },
      apply: (act) => report.recordRootCause(act),
    },
    group: { check(act) { openTask(file, act, ['tangani'], { anyClaim: true }); report.desk.mayJoin(); }, apply: (act) => report.desk.join(act) },
    ungroup: { check(act) { openTask(file, act, ['tangani'], { anyClaim: true }); report.desk.mayLeave(act); }, apply: (act) => report.desk.leave(act) },
    witness: {
      check(act) { openTask(file, act, ['saksikan', ...atWork]); report.witness.mayWrite(act); },
      apply: (act) => report.witness.ask(openTask(file, act, ['saksikan', ...atWork]), act),
      after: (act) => report.witness.write(act),
    },
    'no-witness': {
      check: (act) => { openTask(file, act, ['saksikan', 'tanda-tangan']); },
      apply: (act) => report.witness.waive(openTask(file, act, ['saksikan', 'tanda-tangan']), act),
    },
    sign: {
      check: (act) => report.witness.maySign(openTask(file, act, ['tanda-tangan']), act.paper),
      apply: (act) => report.witness.sign(openTask(file, act, ['tanda-tangan']), act),
    },
    close: {
      check(act) {
        openTask(file, act, ['tutup']);
        const missing = report.missing();
        if (missing !== null) refuse(missing === 'duty' ? 'duty-open' : 'root-cause-missing');
      },
      apply: (act) => report.conclude(act.by, 'confirmed-otherwise', act.textId),
    },
    reached: {
      check: (act) => { openTask(file, act, ['hubungi-pelapor', 'hubungi-pejabat']); },
      apply: (act) => report.reached(openTask(file, act, ['hubungi-pelapor', 'hubungi-pejabat']), act.by, act.textId),
    },
    'reply-for': {
      check(act) { openTask(file, act, ['tangani']); report.mayReply(); },
      apply: (act) => report.reply(act.by, act.textId),
    },
    'reopen-for': {
      check(act) { openTask(file, act, ['tutup']); report.mayReopen(); },
      apply: (act) => report.reopen(act.by, act.textId),
    },
    reply: { check: () => report.mayReply(), apply: (act) => report.reply('reporter', act.textId) },
    confirm: { check: () => inState('menunggu-konfirmasi'), apply: () => report.conclude('reporter', 'confirmed') },
    reopen: { check: () => report.mayReopen(), apply: (act) => report.reopen('reporter', act.textId) },
  };
  for (const name of Object.keys(handlers) as ProblemActName[]) bindOne(report, handlers, name);
}

const taskKindsToClaim: readonly TaskKind[] = ['tangani', 'tutup', 'setujui-penerusan', 'setujui-laporan-lkpp', 'beritahu-lkpp', 'koordinasi', 'instruksi-lkpp', 'saksikan', 'tanda-tangan', 'hubungi-pelapor', 'hubungi-pejabat'];

/** The task of who works on the report, before and after the answer. */
const atWork = ['tangani', 'tutup'];

/** The API has refused it with a reason already; what is absent is no choice. */
function oneOf(choices: readonly { code: string }[], chosen: string | undefined): void {
  if (chosen !== undefined && !choices.some(({ code }) => code === chosen)) refuse('wrong-state');
}

function bindOne<Name extends ProblemActName>(report: ProblemCase, handlers: Handlers, name: Name): void {
  onAct<ProblemActs[Name]>(report.file, name, handlers[name]);
}
