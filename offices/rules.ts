/** Pack and office become the rules of a case: the law's values, then the office's own where it may choose. */
import type { Pack } from '../regulations/load.ts';
import type { ProblemRules, Rules, Source } from '../regulations/rules.ts';
import { announcementSections } from './announcement-rules.ts';
import { backupSection } from './backup-rules.ts';
import { choose } from './choose.ts';
import { climbed, technicalOf } from './operation.ts';
import { userSections } from './registration-rules.ts';
import type { OfficeSettings } from './schema.ts';

const NO_ADDRESS: Source = { kind: 'sigap', why: 'Alamat surel LKPP belum ditetapkan kantor; LKPP diberi tahu secara manual.' };

/** What the rules are made of. */
type Ruling = Pick<OfficeSettings, 'name' | 'utcOffsetMinutes' | 'parameters' | 'systems' | 'lkpp'>;

/**
 * Plain data, safe to freeze into a workflow's input.
 * @param office loaded against this very pack, so that no number of law has been changed
 * @param officeVersion the recorded version of that load
 */
export function rulesOf(pack: Pack, office: Ruling, officeVersion: number): Rules {
  const problem = problemOf(pack, office);
  return {
    pack: pack.id,
    regulation: pack.short,
    officeVersion,
    office: { name: office.name, utcOffsetMinutes: office.utcOffsetMinutes },
    titles: Object.fromEntries(Object.entries(pack.functions).map(([code, fn]) => [code, fn.title])),
    problem,
    ...userSections(pack, office),
    ...announcementSections(pack, problem, office),
    ...backupSection(pack, problem, office),
  };
}

function problemOf(pack: Pack, office: Ruling): ProblemRules {
  const { problem: law } = pack;
  const own = office.parameters.problem;
  const rung = choose(law.lkpp.rung, office.lkpp.rung);
  return {
    ...law,
    technical: technicalOf(pack, office),
    followUp: choose(law.followUp, own.followUp),
    answer: choose(law.answer, own.answer),
    reminderShares: choose(law.reminderShares, own.reminderShares),
    ladder: climbed(pack, office)(choose(law.ladder, own.ladder)),
    rungSpacing: choose(law.rungSpacing, own.rungSpacing),
    rootCauseGate: choose(law.rootCauseGate, own.rootCauseGate),
    confirmWindow: choose(law.confirmWindow, own.confirmWindow),
    dataWindow: choose(law.dataWindow, own.dataWindow),
    lkpp: {
      ...law.lkpp,
      rung: rung.value === 'mail' && office.lkpp.mail === null ? { value: 'task-only', source: NO_ADDRESS } : rung,
      approvalWindow: choose(law.lkpp.approvalWindow, own.approvalWindow),
      chase: choose(law.lkpp.chase, own.lkppChase),
      routes: law.lkpp.routes.map((route) => (route.clause === 'ERR-7' ? { ...route, approval: choose(route.approval, own.ticketApproval) } : route)),
    },
    witness: { ...law.witness, series: choose(law.witness.series, own.witnessSeries) },
    evaluation: choose(law.evaluation, own.evaluation),
  };
}
