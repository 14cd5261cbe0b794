import { and, asc, eq, or } from 'drizzle-orm';
import { accessLog, documents, papers } from '../db/schema.ts';
import { paperRule } from '../papers/kinds.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

type Paper = typeof papers.$inferSelect;

/** A form that no act used for so long may not be used any more; a little later its row is gone (`purge-papers.ts`). */
export const draftLastsMs = 24 * 3_600_000;

/** The acts that have a kept form written. */
export const writingActs = ['witness', 'paper'];
const isWriting = (act: string) => writingActs.includes(act);

/** The papers of a case, oldest first; numbers and hashes, no names. */
export async function papersOf({ db }: ApiDeps, intake: Intake) {
  return db.select({
    id: papers.id, kind: papers.kind, number: papers.number, person: papers.person, createdAt: papers.createdAt,
    writtenAt: papers.writtenAt, sha256: papers.sha256, signedAt: papers.signedAt, signedSha256: papers.signedSha256,
  }).from(papers).where(eq(papers.caseId, intake.id)).orderBy(asc(papers.createdAt));
}

/**
 * The PDF that Sigap wrote, or its signed copy; the reading is logged (UU 27/2022).
 * @throws Problem no-function, unknown-paper, paper-unwritten, paper-unsigned
 */
export async function readPaper(deps: ApiDeps, intake: Intake, staff: Staff, id: string, copy: 'pdf' | 'signed'): Promise<{ bytes: Buffer; name: string }> {
  requireFunction(staff);
  const paper = await findPaper(deps, intake, id);
  const sha256 = copy === 'pdf' ? paper.sha256 : paper.signedSha256;
  if (!sha256) throw new Problem(paper.sha256 ? 'paper-unsigned' : 'paper-unwritten');
  await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: `paper:${id}:${copy}`, caseId: intake.id });
  const name = `${paperRule(intake.rules, paper.kind).title} ${paper.number}${copy === 'signed' ? ' (ditandatangani)' : ''}.pdf`;
  return { bytes: await deps.documents.get(intake.office, sha256), name: name.replaceAll(/[/\\]/g, '-') };
}

/**
 * What an act says about a paper must fit the paper: a form is written once, and its signed copy comes back once.
 * @throws Problem unknown-paper, paper-written, paper-unwritten, paper-signed, paper-unsigned, copy-taken, unknown-file, file-not-pdf
 */
export async function requirePaper(deps: ApiDeps, intake: Intake, act: string, body: Record<string, unknown>): Promise<void> {
  if (!isWriting(act) && act !== 'sign') return;
  const paper = await findPaper(deps, intake, String(body.paper));
  if (isWriting(act)) {
    if (paper.writtenAt) throw new Problem('paper-written');
    if (paper.createdAt.getTime() < Date.now() - draftLastsMs) throw new Problem('unknown-paper');
    return;
  }
  if (!paper.sha256) throw new Problem('paper-unwritten');
  if (paper.signedSha256) throw new Problem('paper-signed');
  await requireCopy(deps, intake.office, String(body.file));
}

/** A scan is of one paper: what Sigap wrote is unsigned, also that of another report, and a copy that came back belongs to its own. */
async function requireCopy({ db }: ApiDeps, office: string, sha256: string): Promise<void> {
  const twins = await db.select({ sha256: papers.sha256 }).from(papers)
    .where(and(eq(papers.office, office), or(eq(papers.sha256, sha256), eq(papers.signedSha256, sha256))));
  if (twins.length > 0) throw new Problem(twins.some((twin) => twin.sha256 === sha256) ? 'paper-unsigned' : 'copy-taken');
  // As if it had just come: the purge of forgotten uploads leaves it until the case has it.
  const [copy] = await db.update(documents).set({ createdAt: new Date() })
    .where(and(eq(documents.office, office), eq(documents.sha256, sha256))).returning({ mediaType: documents.mediaType });
  if (!copy) throw new Problem('unknown-file', { missing: [sha256] });
  if (copy.mediaType !== 'application/pdf') throw new Problem('file-not-pdf');
}

async function findPaper({ db }: ApiDeps, { id: caseId, office }: Intake, id: string): Promise<Paper> {
  const [paper] = isUuid(id) ? await db.select().from(papers).where(and(eq(papers.id, id), eq(papers.caseId, caseId), eq(papers.office, office))) : [];
  if (!paper) throw new Problem('unknown-paper');
  return paper;
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
