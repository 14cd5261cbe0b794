import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm';
import { localDate } from '../../offices/terms.ts';
import { accessLog, accounts, acts, caseDocuments, cases, documents, events } from '../../db/schema.ts';
import { officeInForce } from '../offices.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { sayOrigin } from '../reading/sources.ts';
import { isTakenCopy } from '../taken-act.ts';

/** The SOPs about users, whose documents are kept (REG-21). */
export const aboutUsers = ['registration', 'deactivation', 'appointment'] as const;

/** What comes with cases that have no checklist. */
const laterItems: Record<string, string> = { 'surat-tugas': 'Surat tugas atau surat keputusan yang baru', klarifikasi: 'Berkas klarifikasi' };

const placeOf = (caseId: string, sha256: string) => `case_documents:${caseId}:${sha256}:shelf`;

/**
 * What is kept of a case about a user (REG-21): every copy, where its paper stands, what starts the years of keeping it, and who says how many. The
 * rule is the one in force today, because papers outlive the rules they came under. The reading is logged.
 * @throws Problem no-function
 */
export async function readArchive({ db, vault }: ApiDeps, intake: Intake, staff: Staff) {
  requireFunction(staff);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'archive', caseId: intake.id });
  const { rules } = await officeInForce(db, intake.office);
  const rows = await db.select({
    sha256: documents.sha256, mediaType: documents.mediaType, size: documents.size, item: caseDocuments.item, source: caseDocuments.source,
    receivedAt: caseDocuments.citedAt, shelfSealed: caseDocuments.shelfSealed,
  }).from(caseDocuments).innerJoin(documents, and(eq(documents.office, caseDocuments.office), eq(documents.sha256, caseDocuments.sha256)))
    .leftJoin(acts, eq(acts.id, caseDocuments.actId))
    .where(and(eq(caseDocuments.caseId, intake.id), isTakenCopy(db))).orderBy(asc(caseDocuments.citedAt), asc(caseDocuments.sha256));
  const labelOf = (code: string | null) => intake.rules.registration.items.find((item) => item.code === code)?.label ?? (code === null ? null : laterItems[code] ?? code);
  const trigger = await triggerOf(db, intake);
  const { value: years, source } = rules.archive.years;
  return {
    number: intake.number, trigger,
    retention: { years, source: sayOrigin(source, rules.regulation), until: years === null || trigger.at === null ? null : yearsAfter(trigger.at, years, rules.office.utcOffsetMinutes) },
    documents: rows.map(({ shelfSealed, ...row }) => ({
      ...row, itemLabel: labelOf(row.item), shelf: shelfSealed === null ? null : vault.open(shelfSealed, placeOf(intake.id, row.sha256)),
    })),
  };
}

/** The years count from the end of the account; where there never was one, from the end of the case. `at`: not yet. */
async function triggerOf(db: ApiDeps['db'], { id, office, facts }: Intake): Promise<{ kind: 'account-deactivated' | 'case-closed'; at: Date | null }> {
  const named = facts.account ?? await changedAccount(db, id);
  const [account] = await db.select({ at: accounts.deactivatedAt }).from(accounts)
    .where(or(eq(accounts.caseId, id), named === null ? undefined : and(eq(accounts.office, office), eq(accounts.number, named))));
  if (account) return { kind: 'account-deactivated', at: account.at };
  const [row] = await db.select({ at: cases.closedAt }).from(cases).where(eq(cases.id, id));
  return { kind: 'case-closed', at: row?.at ?? null };
}

/** The number of the account that a later service was carried out on. */
async function changedAccount(db: ApiDeps['db'], caseId: string): Promise<string | null> {
  const number = sql<string>`${events.data}->>'account'`;
  const [done] = await db.select({ number }).from(events).where(and(eq(events.caseId, caseId), eq(events.type, 'carried-out'), isNotNull(number)));
  return done?.number ?? null;
}

/** '2031-11-21': the local date so many years later; 29 February becomes 1 March. */
function yearsAfter(at: Date, years: number, utcOffsetMinutes: number): string {
  const later = new Date(`${localDate(at.getTime(), utcOffsetMinutes)}T00:00:00Z`);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return localDate(later.getTime(), 0);
}

/** Notes where the paper of a copy stands; the note is logged. @throws Problem no-function, unknown-file */
export async function shelve({ db, vault }: ApiDeps, intake: Intake, staff: Staff, sha256: string, shelf: string): Promise<void> {
  requireFunction(staff);
  await db.transaction(async (tx) => {
    const kept = await tx.update(caseDocuments).set({ shelfSealed: vault.seal(shelf, placeOf(intake.id, sha256)) })
      .where(and(eq(caseDocuments.caseId, intake.id), eq(caseDocuments.sha256, sha256))).returning({ sha256: caseDocuments.sha256 });
    if (kept.length === 0) throw new Problem('unknown-file');
    await tx.insert(accessLog).values({ office: staff.office, person: staff.person, what: `shelf:${sha256}`, caseId: intake.id });
  });
}
