import type { ApiDeps } from '../api/deps.ts';
import { officeInForce } from '../api/offices.ts';
import type { OfficeInForce } from '../api/offices.ts';
import { Problem } from '../api/problems.ts';

/** The office that an address names. @throws Problem unknown-office, for text that Postgres would not take too */
export async function knownOffice({ db }: ApiDeps, id: string): Promise<OfficeInForce> {
  if (!/^[a-z0-9-]{1,60}$/.test(id)) throw new Problem('unknown-office');
  return officeInForce(db, id);
}
