import { ApplicationFailure } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { caseDocuments, documents, intakes, papers } from '../db/schema.ts';
import { paperRule } from '../papers/kinds.ts';
import { paperOf } from '../papers/of-kind.ts';
import { openForm } from '../papers/sealed-form.ts';
import type { Deps } from './deps.ts';

export interface PaperToWrite { office: string; caseId: string; paper: string }

/**
 * Writes a paper as a PDF into the document store, with its row and its place among the files of the case. A paper that is
 * written stays as it is: its hash may already stand on a signed copy. After a crash between store and row the same bytes
 * are stored again.
 * @returns the SHA-256 of the PDF
 * @throws ApplicationFailure unknown-paper, which no retry can mend
 */
export async function writePaper(deps: Deps, { office, caseId, paper: id }: PaperToWrite): Promise<{ sha256: string }> {
  const { db, vault } = deps;
  const [found] = await db.select({ paper: papers, report: intakes.number, rules: intakes.rules }).from(papers).innerJoin(intakes, eq(intakes.id, papers.caseId))
    .where(and(eq(papers.id, id), eq(papers.office, office), eq(papers.caseId, caseId)));
  if (!found) throw ApplicationFailure.nonRetryable('No such paper', 'unknown-paper');
  const { paper, report, rules } = found;
  if (paper.sha256) return { sha256: paper.sha256 };
  // The id as the row has it: capital letters found the row too, and its seal is bound to the small ones.
  const { form } = openForm(vault, paper.id, paper.formSealed);
  const { kind, number, createdAt } = paper;
  // With the first paper only: the library takes 30 MB, and most workers write none for days.
  const { renderPdf } = await import('../papers/pdf.ts');
  const bytes = await renderPdf(paperOf({ kind, rules, report, number, createdAt, form }));
  const name = `${paperRule(rules, kind).title} ${number}.pdf`.replaceAll(/[/\\]/g, '-');
  return { sha256: await keep(deps, paper, bytes, name) };
}

async function keep({ db, vault, documents: store }: Deps, { id, office, caseId, person }: typeof papers.$inferSelect, bytes: Buffer, name: string): Promise<string> {
  const sha256 = store.hash(bytes);
  const nameSealed = vault.seal(name, `documents:${office}:${sha256}`);
  return db.transaction(async (tx) => {
    const [locked] = await tx.select({ sha256: papers.sha256 }).from(papers).where(eq(papers.id, id)).for('update');
    if (locked?.sha256) return locked.sha256;
    // The row first: it waits for a purge of the same content, which would else take the new bytes away.
    await tx.insert(documents).values({ office, sha256, mediaType: 'application/pdf', size: bytes.length, nameSealed, uploadedBy: person }).onConflictDoNothing();
    await store.put(office, bytes);
    await tx.insert(caseDocuments).values({ caseId, office, sha256, nameSealed, source: 'sigap' }).onConflictDoNothing();
    await tx.update(papers).set({ sha256, writtenAt: new Date() }).where(eq(papers.id, id));
    return sha256;
  });
}
