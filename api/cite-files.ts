import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { caseDocuments, documents } from '../db/schema.ts';
import type { IntakeFile } from '../workflows/contract.ts';
import { Problem } from './problems.ts';

/** @param source 'reporter', a person id, or 'sigap'. @param actId null: with the start */
interface Citation { office: string; caseId: string; files: readonly IntakeFile[]; source: string; actId: string | null }

/**
 * Makes uploads the files of a case. Locked while they are cited, so that the purge of forgotten uploads cannot take one away in between.
 * @throws Problem unknown-file
 */
export async function citeFiles(tx: Transaction, { office, caseId, files, source, actId }: Citation): Promise<void> {
  if (files.length === 0) return;
  const wanted = [...new Set(files.map(({ sha256 }) => sha256))];
  const found = await tx.select({ sha256: documents.sha256, nameSealed: documents.nameSealed }).from(documents)
    .where(and(eq(documents.office, office), inArray(documents.sha256, wanted))).for('share');
  const missing = wanted.filter((file) => !found.some(({ sha256 }) => sha256 === file));
  if (missing.length > 0) throw new Problem('unknown-file', { missing });
  const itemOf = (sha256: string) => files.find((file) => file.sha256 === sha256)?.item ?? null;
  await tx.insert(caseDocuments).values(found.map((file) => ({ caseId, office, source, actId, item: itemOf(file.sha256), ...file }))).onConflictDoNothing();
}
