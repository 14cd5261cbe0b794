import { and, eq } from 'drizzle-orm';
import type { OfficeSettings } from '../offices/schema.ts';
import type { Rules } from '../regulations/rules.ts';
import type { Db } from './client.ts';
import { offices, officeVersions } from './schema.ts';

export interface OfficeInForce { id: string; name: string; settings: OfficeSettings; rules: Rules }

const known = new WeakMap<Db, Map<string, { version: number; office: OfficeInForce }>>();

/** The office and its rules of this moment; null when it was never loaded. */
export async function readOfficeInForce(db: Db, id: string): Promise<OfficeInForce | null> {
  const [row] = await db.select({ version: offices.version, name: offices.name }).from(offices).where(eq(offices.id, id));
  if (!row) return null;
  const cache = known.get(db) ?? new Map();
  known.set(db, cache);
  const hit = cache.get(id);
  if (hit?.version === row.version) return hit.office;
  const [version] = await db.select().from(officeVersions).where(and(eq(officeVersions.office, id), eq(officeVersions.version, row.version)));
  if (!version) throw new Error(`Office '${id}' has no version ${row.version}`);
  const office = { id, name: row.name, settings: version.settings as OfficeSettings, rules: version.rules };
  cache.set(id, { version: row.version, office });
  return office;
}
