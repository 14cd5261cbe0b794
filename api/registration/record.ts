/** The checklist of one registration as its record has it now. */
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { acts, caseDocuments, events } from '../../db/schema.ts';
import { checklistOf, codesIn, itemsFor } from '../../workflows/registration/checklist.ts';
import type { CheckedItem, CheckEvent } from '../../workflows/registration/checklist.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { eventsIn } from '../reading/record-of.ts';
import { isTakenCopy } from '../taken-act.ts';

/** The fold over the case's events; before its workflow began, over what the applicant handed in with the start. */
export async function checkedItems(deps: ApiDeps, intake: Intake): Promise<CheckedItem[]> {
  const { rules: { registration }, facts } = intake;
  const events = await eventsIn(deps, intake);
  return checklistOf(itemsFor(registration, String(facts.service), String(facts.kind)), events.length > 0 ? events : handedIn(intake));
}

function handedIn({ facts, receivedAt }: Intake): CheckEvent[] {
  const own = { actor: facts.enteredBy ?? 'reporter', at: receivedAt.getTime() };
  return [
    ...codesIn(facts.items).map((item) => ({ type: 'item.received', ...own, data: { item, how: facts.enteredBy ? 'loket' : 'daring' } })),
    ...codesIn(facts.absent).map((item) => ({ type: 'item.absent', ...own, data: { item } })),
  ];
}

/** The newest copy of every item that the case took, by item: in the order of the events, as the checklist reads them. */
export async function copiesOf({ db }: ApiDeps, { id }: Intake): Promise<Map<string, string>> {
  const received = and(
    eq(events.caseId, caseDocuments.caseId), eq(events.type, 'item.received'),
    sql`${events.data}->>'item' = ${caseDocuments.item}`, sql`${events.data}->>'actId' = ${caseDocuments.actId}::text`,
  );
  const rows = await db.select({ item: caseDocuments.item, sha256: caseDocuments.sha256 }).from(caseDocuments)
    .leftJoin(acts, eq(acts.id, caseDocuments.actId)).leftJoin(events, received)
    .where(and(eq(caseDocuments.caseId, id), isNotNull(caseDocuments.item), isTakenCopy(db)))
    // What came with the start has no act, and was there first.
    .orderBy(sql`${events.id} nulls first`, asc(caseDocuments.citedAt));
  return new Map(rows.map(({ item, sha256 }) => [String(item), sha256]));
}

/** Service and applicant kind with their words. */
export function askedFor({ rules: { registration }, facts }: Intake) {
  const named = (all: readonly { code: string; label: string }[], code: string | null | undefined) => ({ code: code ?? '', label: all.find((one) => one.code === code)?.label ?? code ?? '' });
  return { service: named(registration.services, facts.service), kind: named(registration.kinds, facts.kind) };
}
