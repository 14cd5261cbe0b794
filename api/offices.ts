import type { Db } from '../db/client.ts';
import { readOfficeInForce } from '../db/office-in-force.ts';
import type { OfficeInForce } from '../db/office-in-force.ts';
import { offices } from '../db/schema.ts';
import type { Rules } from '../regulations/rules.ts';
import type { Sop } from '../workflows/contract.ts';
import { Problem } from './problems.ts';

export type { OfficeInForce } from '../db/office-in-force.ts';

/** The office and its rules of this moment. @throws Problem unknown-office */
export async function officeInForce(db: Db, id: string): Promise<OfficeInForce> {
  const office = await readOfficeInForce(db, id);
  if (!office) throw new Problem('unknown-office', { offices: (await db.select({ id: offices.id }).from(offices)).map((one) => one.id).sort() });
  return office;
}

/** An office whose record is older than an SOP has no rules for it until it is loaded again. @throws Problem office-outdated */
export function requireSections({ rules }: OfficeInForce, { sections }: Pick<Sop, 'sections'>): void {
  const missing = sections.filter((name) => (rules as Partial<Rules>)[name] === undefined);
  if (missing.length > 0) throw new Problem('office-outdated', { missing });
}
