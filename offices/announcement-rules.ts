/** The office's own choices on maintenance and outages. */
import type { Pack } from '../regulations/load.ts';
import type { ProblemRules, Sections } from '../regulations/rules.ts';
import { choose } from './choose.ts';
import { climbed } from './operation.ts';
import type { OfficeSettings } from './schema.ts';

/** @param problem as it holds for this office: who is technical is so everywhere, and an outage goes the same way to LKPP (ERR-8) */
export function announcementSections(pack: Pack, problem: ProblemRules, office: Pick<OfficeSettings, 'parameters' | 'systems'>): Pick<Sections, 'maintenance' | 'outage'> {
  const { parameters, systems } = office;
  const { maintenance: own, outage: ownOutage } = parameters;
  const operation = choose(pack.maintenance.operation, own.operation);
  const { lkppAfter, paper, ...outage } = pack.outage;
  const ladderOf = climbed(pack, office);
  return {
    maintenance: {
      ...pack.maintenance, operation, systems, planner: problem.technical,
      approver: choose(pack.maintenance.approver, own.approver),
      leads: choose(pack.maintenance.leads, own.leads),
      overrun: choose(pack.maintenance.overrun, own.overrun),
      ladder: ladderOf(choose(pack.maintenance.ladder, own.ladder)),
      atNight: choose(pack.maintenance.atNight, own.atNight),
    },
    outage: {
      ...outage, operation, systems, technician: problem.technical,
      declarer: choose(pack.outage.declarer, ownOutage.declarer),
      confirmation: choose(pack.outage.confirmation, ownOutage.confirmation),
      response: choose(pack.outage.response, ownOutage.response),
      ladder: ladderOf(choose(pack.outage.ladder, ownOutage.ladder)),
      lkpp: { after: choose(lkppAfter, ownOutage.lkppAfter), rung: problem.lkpp.rung, approver: problem.lkpp.approver, approvalWindow: problem.lkpp.approvalWindow },
      paper: { ...paper, series: choose(paper.series, ownOutage.series) },
    },
  };
}
