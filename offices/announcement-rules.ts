/** The office's own choices on maintenance and outages. */
import type { Pack } from '../regulations/load.ts';
import type { ProblemRules, Sections } from '../regulations/rules.ts';
import { choose } from './choose.ts';
import type { OfficeSettings } from './schema.ts';

/** @param problem as it holds for this office: an outage goes the same way to LKPP (ERR-8) */
export function announcementSections(pack: Pack, problem: ProblemRules, { parameters, systems }: Pick<OfficeSettings, 'parameters' | 'systems'>): Pick<Sections, 'maintenance' | 'outage'> {
  const { maintenance: own, outage: ownOutage } = parameters;
  const operation = choose(pack.maintenance.operation, own.operation);
  // Who runs no system has no Administrator Sistem (GOV-15): its desk passes on what the provider says.
  const technician = operation.value === 'system-provider' ? problem.technical : problem.desk;
  const { lkppAfter, paper, ...outage } = pack.outage;
  const ladderOf = (ladder: Sections['outage']['ladder']) => ({ ...ladder, value: ladder.value.map((fn) => (fn === problem.technical ? technician : fn)) });
  return {
    maintenance: {
      ...pack.maintenance, operation, systems, planner: technician,
      approver: choose(pack.maintenance.approver, own.approver),
      leads: choose(pack.maintenance.leads, own.leads),
      overrun: choose(pack.maintenance.overrun, own.overrun),
      ladder: ladderOf(choose(pack.maintenance.ladder, own.ladder)),
      atNight: choose(pack.maintenance.atNight, own.atNight),
    },
    outage: {
      ...outage, operation, systems, technician,
      declarer: choose(pack.outage.declarer, ownOutage.declarer),
      confirmation: choose(pack.outage.confirmation, ownOutage.confirmation),
      response: choose(pack.outage.response, ownOutage.response),
      ladder: ladderOf(choose(pack.outage.ladder, ownOutage.ladder)),
      lkpp: { after: choose(lkppAfter, ownOutage.lkppAfter), rung: problem.lkpp.rung, approver: problem.lkpp.approver, approvalWindow: problem.lkpp.approvalWindow },
      paper: { ...paper, series: choose(paper.series, ownOutage.series) },
    },
  };
}
