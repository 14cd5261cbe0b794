import { openOutage, systemsOf } from '../../db/announced.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { Problem } from '../problems.ts';

/** One open outage per system: what this one takes in anew must not have one of its own. @throws Problem outage-open */
export async function requireNoOther({ db }: ApiDeps, { id, office }: Intake, systems: string[]): Promise<void> {
  const own = await systemsOf(db, id);
  const open = await openOutage(db, office, systems.filter((system) => !own.includes(system)));
  if (open) throw new Problem('outage-open', { number: open.number });
}
