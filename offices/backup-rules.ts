/** The office's own choices on backups. */
import type { BackupRules } from '../regulations/backup-rules.ts';
import type { Pack } from '../regulations/load.ts';
import type { ProblemRules, Sections } from '../regulations/rules.ts';
import { choose } from './choose.ts';
import { climbed } from './operation.ts';
import type { OfficeSettings } from './schema.ts';

/** @param problem as it holds for this office: who is technical is so everywhere */
export function backupSection(pack: Pack, problem: ProblemRules, { parameters }: Pick<OfficeSettings, 'parameters'>): Pick<Sections, 'backup'> {
  const { backup: base } = pack;
  const own = parameters.backup;
  const ladderOf = climbed(pack, { parameters });
  const { handover, destruction, drill } = base.papers;
  const backup: BackupRules = {
    ...base, keeper: problem.technical,
    operation: choose(pack.maintenance.operation, parameters.maintenance.operation),
    portable: choose(base.portable, own.portable),
    drillers: ladderOf(choose(base.drillers, own.drillers)),
    ladder: ladderOf(choose(base.ladder, own.ladder)),
    within: choose(base.within, own.within),
    spacing: choose(base.spacing, own.spacing),
    portableEvery: choose(base.portableEvery, own.portableEvery),
    handover: choose(base.handover, own.handover),
    fullDrill: choose(base.fullDrill, own.fullDrill),
    sampledDrill: choose(base.sampledDrill, own.sampledDrill),
    papers: {
      handover: { ...handover, series: choose(handover.series, own.handoverSeries) },
      destruction: { ...destruction, series: choose(destruction.series, own.destructionSeries) },
      drill: { ...drill, series: choose(drill.series, own.drillSeries) },
    },
  };
  return { backup };
}
