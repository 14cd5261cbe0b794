/** Who runs no system has no Administrator Sistem (GOV-15, DATA-10): wherever a rule names that function, the desk is meant. */
import type { Pack } from '../regulations/load.ts';
import type { FunctionCode, Sourced } from '../regulations/rules.ts';
import { choose } from './choose.ts';
import type { OfficeSettings } from './schema.ts';

export function technicalOf({ problem, maintenance }: Pack, { parameters }: Pick<OfficeSettings, 'parameters'>): FunctionCode {
  return choose(maintenance.operation, parameters.maintenance.operation).value === 'system-provider' ? problem.technical : problem.desk;
}

/** @returns a ladder, or a list of functions, as it is in this office, nobody twice */
export function climbed(pack: Pack, office: Pick<OfficeSettings, 'parameters'>): (ladder: Sourced<FunctionCode[]>) => Sourced<FunctionCode[]> {
  const technical = technicalOf(pack, office);
  return (ladder) => ({ ...ladder, value: [...new Set(ladder.value.map((fn) => (fn === pack.problem.technical ? technical : fn)))] });
}
