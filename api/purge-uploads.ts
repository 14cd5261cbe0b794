import { and, eq, lt, notExists } from 'drizzle-orm';
import { caseDocuments, documents } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';

const forgottenAfterMs = 24 * 3_600_000;

/** Removes uploads that no report cited within a day, row and bytes together. @returns how many. */
export async function purgeUploads({ db, documents: store }: Pick<ApiDeps, 'db' | 'documents'>, now = Date.now()): Promise<number> {
  return db.transaction(async (tx) => {
    const cited = tx.select().from(caseDocuments).where(and(eq(caseDocuments.office, documents.office), eq(caseDocuments.sha256, documents.sha256)));
    const gone = await tx.delete(documents)
      .where(and(lt(documents.createdAt, new Date(now - forgottenAfterMs)), notExists(cited)))
      .returning({ office: documents.office, sha256: documents.sha256 });
    for (const { office, sha256 } of gone) await store.remove(office, sha256);
    return gone.length;
  });
}
