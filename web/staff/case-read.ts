import { and, eq } from 'drizzle-orm';
import { officeNow } from '../../activities/office.ts';
import { noticesOf, readCase } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { papersOf } from '../../api/papers.ts';
import { chronologyOf } from '../../api/reading/chronology.ts';
import type { Chronology } from '../../api/reading/chronology.ts';
import { rulesInWords } from '../../api/reading/governing.ts';
import { readChecklist } from '../../api/registration/checklist.ts';
import { cases, groups } from '../../db/schema.ts';
import { announcedOf, isAnnounced } from './announced.ts';
import type { Announced } from './announced.ts';
import { choicesFor } from './act-fields.ts';
import type { Choices } from './act-fields.ts';
import type { Desk } from './desk.ts';

/** Everything that the page of a case shows; the reading is logged. */
export interface WholeCase {
  found: Awaited<ReturnType<typeof readCase>>;
  notices: Awaited<ReturnType<typeof noticesOf>>;
  choices: Choices;
  chronology: Chronology;
  rules: ReturnType<typeof rulesInWords>;
  papers: Awaited<ReturnType<typeof papersOf>>;
  /** Of a registration: what was asked for and what became of it, and its twins. */
  checklist: Awaited<ReturnType<typeof readChecklist>> | null;
  /** Of a window or an outage: its systems and times as they are now. */
  announced: Announced | null;
  /** As the desk classified it, and the group it is answered with. */
  marks: { category: string | null; kind: string | null; cause: string | null; group: { id: string; title: string } | null };
  /** Tasks whose holder does not hold their function any more: anybody of it may take them. */
  lapsed: ReadonlySet<string>;
}

/** @throws Problem no-function */
export async function readWholeCase(deps: ApiDeps, desk: Desk, intake: Intake): Promise<WholeCase> {
  const found = await readCase(deps, intake, desk.staff);
  const [notices, choices, chronology, [row], now, papers, checklist, announced] = await Promise.all([
    noticesOf(deps, intake), choicesFor(deps, desk, intake), chronologyOf(deps, intake, desk.staff),
    deps.db.select({ category: cases.category, kind: cases.kind, cause: cases.cause, groupId: groups.id, titleSealed: groups.titleSealed }).from(cases)
      .leftJoin(groups, and(eq(groups.id, cases.groupId), eq(groups.office, cases.office))).where(eq(cases.id, intake.id)),
    officeNow(deps.db, intake.office), papersOf(deps, intake),
    intake.sop === 'registration' ? readChecklist(deps, intake, desk.staff) : null,
    isAnnounced(intake.sop) ? announcedOf(deps, intake) : null,
  ]);
  const group = row?.groupId && row.titleSealed ? { id: row.groupId, title: deps.vault.open(row.titleSealed, `groups:${row.groupId}:title`) } : null;
  const lapsed = found.tasks.filter((task) => task.claimedBy !== null && !now.holders(task.function, Date.now()).includes(task.claimedBy)).map(({ id }) => id);
  return {
    found, notices, choices, chronology, papers, checklist, announced, rules: rulesInWords(intake), lapsed: new Set(lapsed),
    marks: { category: row?.category ?? null, kind: row?.kind ?? null, cause: row?.cause ?? null, group },
  };
}
