import type { ApiDeps } from '../api/deps.ts';
import { officeInForce, requireSections } from '../api/offices.ts';
import type { Sop } from '../workflows/contract.ts';
import type { OfficeInForce } from '../api/offices.ts';
import { Problem } from '../api/problems.ts';

/** The office that an address names, with rules for `sop`. @throws Problem unknown-office, for text that Postgres would not take too; office-outdated */
export async function knownOffice({ db }: ApiDeps, id: string, sop: Sop): Promise<OfficeInForce> {
  if (!/^[a-z0-9-]{1,60}$/.test(id)) throw new Problem('unknown-office');
  const office = await officeInForce(db, id);
  requireSections(office, sop);
  return office;
}
