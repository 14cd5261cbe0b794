import { and, asc, eq } from 'drizzle-orm';
import { acts, caseDocuments, documents, shelves } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { eventsIn, wordsIn } from '../reading/record-of.ts';
import type { Recorded } from '../reading/record-of.ts';
import { isTakenCopy } from '../taken-act.ts';

/** What comes with cases that have no checklist. */
const laterItems: Record<string, string> = { 'surat-tugas': 'Surat tugas atau surat keputusan yang baru', klarifikasi: 'Berkas klarifikasi' };

/** Names what is sealed: the shelf of a copy, or of the paper of an item. */
export const copyPlace = (caseId: string, sha256: string) => `case_documents:${caseId}:${sha256}:shelf`;
export const paperPlace = (caseId: string, item: string) => `shelves:${caseId}:${item}`;

/** Everything that came to a case about a user (REG-21): every copy, and of every item the newest paper that was handed in without one. */
export async function keptOf(deps: ApiDeps, intake: Intake) {
  const { db, vault } = deps;
  const [copies, events, words, places] = await Promise.all([
    db.select({
      sha256: documents.sha256, mediaType: documents.mediaType, size: documents.size, item: caseDocuments.item, source: caseDocuments.source, actId: caseDocuments.actId,
      receivedAt: caseDocuments.citedAt, shelfSealed: caseDocuments.shelfSealed,
    }).from(caseDocuments).innerJoin(documents, and(eq(documents.office, caseDocuments.office), eq(documents.sha256, caseDocuments.sha256)))
      .leftJoin(acts, eq(acts.id, caseDocuments.actId))
      .where(and(eq(caseDocuments.caseId, intake.id), isTakenCopy(db))).orderBy(asc(caseDocuments.citedAt), asc(caseDocuments.sha256)),
    eventsIn(deps, intake), wordsIn(deps, intake), db.select().from(shelves).where(eq(shelves.caseId, intake.id)),
  ]);
  const labelOf = (code: string): string => {
    const added = events.find(({ type, data }) => type === 'item.added' && data.item === code);
    if (added) return `Dokumen menurut peraturan lain: ${words.get(String(added.data.textId)) ?? code}`;
    return intake.rules.registration.items.find((item) => item.code === code)?.label ?? laterItems[code] ?? code;
  };
  const open = (sealed: string | null | undefined, place: string) => (sealed == null ? null : vault.open(sealed, place));
  return {
    copies: copies.map(({ shelfSealed, actId: _actId, ...copy }) => ({
      ...copy, itemLabel: copy.item === null ? null : labelOf(copy.item), shelf: open(shelfSealed, copyPlace(intake.id, copy.sha256)),
    })),
    papers: papersIn(events, copies).map(({ actor, at, item }) => ({
      item, itemLabel: labelOf(item), source: actor, receivedAt: new Date(at), shelf: open(places.find((one) => one.item === item)?.shelfSealed, paperPlace(intake.id, item)),
    })),
  };
}

/** The newest receipt of each item that no copy came with. What came with the start has no act. */
function papersIn(events: readonly Recorded[], copies: readonly { item: string | null; actId: string | null }[]): { item: string; actor: string; at: number }[] {
  const isCopied = ({ item, actId = null }: Recorded['data']) => copies.some((copy) => copy.item === item && copy.actId === actId);
  const received = events.filter(({ type, data }) => type === 'item.received' && !isCopied(data));
  return [...new Map(received.map(({ actor, at, data }) => [String(data.item), { item: String(data.item), actor, at }])).values()];
}
