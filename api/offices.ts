import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { offices, officeVersions } from '../db/schema.ts';
import type { OfficeSettings } from '../offices/schema.ts';
import type { Rules } from '../regulations/rules.ts';
import type { Sop } from '../workflows/contract.ts';
import { Problem } from './problems.ts';

export interface OfficeInForce { id: string; name: string; settings: OfficeSettings; rules: Rules }

const known = new WeakMap<Db, Map<string, { version: number; office: OfficeInForce }>>();

/** The office and its rules of this moment. @throws Problem unknown-office */
export async function officeInForce(db: Db, id: string): Promise<OfficeInForce> {
  const [row] = await db.select({ version: offices.version, name: offices.name }).from(offices).where(eq(offices.id, id));
  if (!row) throw new Problem('unknown-office', { offices: (await db.select({ id: offices.id }).from(offices)).map((office) => office.id).sort() });
  const cache = known.get(db) ?? new Map();
  known.set(db, cache);
  const hit = cache.get(id);
  if (hit?.version === row.version) return hit.office;
  const [version] = await db.select().from(officeVersions).where(and(eq(officeVersions.office, id), eq(officeVersions.version, row.version)));
  if (!version) throw new Problem('internal');
  const office = { id, name: row.name, settings: version.settings as OfficeSettings, rules: version.rules };
  cache.set(id, { version: row.version, office });
  return office;
}

/** An office whose record is older than an SOP has no rules for it until it is loaded again. @throws Problem office-outdated */
export function requireSections({ rules }: OfficeInForce, { sections }: Pick<Sop, 'sections'>): void {
  const missing = sections.filter((name) => (rules as Partial<Rules>)[name] === undefined);
  if (missing.length > 0) throw new Problem('office-outdated', { missing });
}
