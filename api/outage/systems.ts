import type { Rules } from '../../regulations/rules.ts';

/** The office's own names of systems: 'spse,situs' is ['SPSE', 'Situs web LPSE']. */
export function systemNames({ outage }: Pick<Rules, 'outage'>, codes: unknown): string[] {
  return String(codes).split(',').map((code) => outage.systems.find((system) => system.code === code)?.label ?? code);
}
