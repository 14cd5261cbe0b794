/** The sections on maintenance and outages as rules: every source resolved. */
import type { MaintenanceRules, OutageRules } from './announcement-rules.ts';
import type { FunctionCode, Source, Sourced } from './rules.ts';
import type { Norm } from './schema.ts';
import type { Origin } from './schema-parts.ts';
import type { WholeSections } from './with-defaults.ts';

/** The sections before any office has chosen its own; what an office alone knows (its systems, its way to LKPP, its series) is missing. */
export interface PackAnnouncements {
  maintenance: Omit<MaintenanceRules, 'systems' | 'planner'>;
  outage: Omit<OutageRules, 'operation' | 'systems' | 'technician' | 'lkpp'> & { lkppAfter: Sourced<number | null> };
}

/** The duties to tell people: before and during maintenance, and while something does not work. */
const duties = { maintenance: ['CAP-5', 'SEC-7'], outage: ['SVC-4', 'SEC-7', 'CAP-4'] };

export function toAnnouncements({ maintenance, outage }: WholeSections, law: readonly Norm[], sourceOf: (origin: Origin) => Source): PackAnnouncements {
  const resolve = <T>({ value, ...origin }: { value: T } & Origin): Sourced<T> => ({ value, source: sourceOf(origin) });
  const basis = (clauses: string[]): Source[] => clauses.flatMap((clause) => (law.some((norm) => norm.clause === clause) ? [sourceOf({ clause })] : []));
  const inaproc = outage.inaproc && resolve<FunctionCode>(outage.inaproc);
  return {
    maintenance: {
      operation: resolve(maintenance.operation),
      basis: basis(duties.maintenance),
      approver: resolve(maintenance.approver),
      leads: resolve(maintenance.leads),
      overrun: resolve(maintenance.overrun),
      ladder: resolve(maintenance.ladder),
      atNight: resolve(maintenance.atNight),
    },
    outage: {
      basis: basis(duties.outage),
      declarer: resolve(outage.declarer),
      confirmation: resolve(outage.confirmation),
      response: resolve(outage.response),
      ladder: resolve(outage.ladder),
      lkppAfter: resolve(outage.lkppAfter),
      inaproc: inaproc && { source: inaproc.source, approver: inaproc.value },
      paper: { title: outage.title, signer: outage.signer, series: null },
    },
  };
}
