import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { officeVersions } from '../../db/schema.ts';
import type { Named } from '../../regulations/rules.ts';
import { channels } from '../../workflows/problem/messages.ts';

/** Codes to words for everything that an office ever had: an old report keeps a category that today's list has dropped. */
export interface Labels {
  roles: Map<string, string>;
  categories: Map<string, string>;
  kinds: Map<string, string>;
  causes: Map<string, string>;
  grounds: Map<string, string>;
  routes: Map<string, string>;
  channels: Map<string, string>;
}

/** A root cause that the desk put into its own words and none of the office's codes. */
export const uncoded = { code: 'tanpa-kode', label: 'Dicatat tanpa kode' };

export async function labelsOf(db: Queryable, office: string): Promise<Labels> {
  const versions = await db.select({ rules: officeVersions.rules }).from(officeVersions).where(eq(officeVersions.office, office)).orderBy(asc(officeVersions.version));
  // A version may be older than a list of its rules.
  const all = (pick: (problem: Partial<(typeof versions)[number]['rules']['problem']>) => readonly Named[] | undefined) =>
    new Map(versions.flatMap(({ rules }) => pick(rules.problem) ?? []).map(({ code, label }) => [code, label]));
  return {
    roles: all(({ roles }) => roles), categories: all(({ categories }) => categories), kinds: all(({ kinds }) => kinds), causes: all(({ causes }) => causes),
    grounds: all(({ lkpp }) => lkpp?.grounds), routes: all(({ lkpp }) => lkpp?.routes), channels: new Map(Object.entries(channels)),
  };
}
