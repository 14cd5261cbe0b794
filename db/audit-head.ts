import { desc, eq } from 'drizzle-orm';
import type { Queryable } from './client.ts';
import { seals } from './schema.ts';

/** The last seal of an office's audit chain: whoever has it on paper can tell later that nothing before it was changed. null: nothing is sealed yet. */
export async function auditHead(db: Queryable, office: string): Promise<{ seq: number; hash: string } | null> {
  const [head] = await db.select({ seq: seals.seq, hash: seals.hash }).from(seals).where(eq(seals.office, office)).orderBy(desc(seals.seq)).limit(1);
  return head ?? null;
}
