import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { caseDocuments, documents, papers } from '../db/schema.ts';
import type { Step } from './types.ts';

/** Writes the hashes of signed copies that came back, and keeps each copy with its case; the statements are sent, not awaited. */
export function signPapers(tx: Transaction, { identity: { caseId, office }, at, changes }: Step): Promise<unknown>[] {
  return changes.flatMap((change) => {
    if (change.type !== 'sign-paper') return [];
    const { id, file } = change;
    // Who brought it says the event of the same step.
    const [by = 'sigap'] = changes.flatMap((one) => (one.type === 'event' && one.data.paper === id ? [one.actor] : []));
    return [
      tx.update(papers).set({ signedSha256: file, signedAt: new Date(at) })
        .where(and(eq(papers.id, id), eq(papers.caseId, caseId), isNull(papers.signedSha256))).execute(),
      // Under the name that it was uploaded with; cited, so that the purge of forgotten uploads leaves it.
      tx.execute(sql`insert into ${caseDocuments} (case_id, office, sha256, name_sealed, source)
        select ${papers.caseId}, ${documents.office}, ${documents.sha256}, ${documents.nameSealed}, ${by} from ${documents} join ${papers} on ${papers.id} = ${id} and ${papers.signedSha256} = ${file}
        where ${documents.office} = ${office} and ${documents.sha256} = ${file} on conflict do nothing`),
    ];
  });
}
