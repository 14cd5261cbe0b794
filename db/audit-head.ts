import { and, desc, eq } from 'drizzle-orm';
import type { Queryable } from './client.ts';
import { seals } from './schema.ts';

/** The last seal of an office's audit chain: whoever has it on paper can tell later that nothing before it was changed. null: nothing is sealed yet. */
export async function auditHead(db: Queryable, office: string): Promise<{ seq: number; hash: string } | null> {
  const [head] = await db.select({ seq: seals.seq, hash: seals.hash }).from(seals).where(eq(seals.office, office)).orderBy(desc(seals.seq)).limit(1);
  return head ?? null;
}

/** The seal of that number, to be held against the one on a paper; null: the chain is not so long. */
export async function auditSealAt(db: Queryable, office: string, seq: number): Promise<string | null> {
  const [seal] = await db.select({ hash: seals.hash }).from(seals).where(and(eq(seals.office, office), eq(seals.seq, seq)));
  return seal?.hash ?? null;
}
