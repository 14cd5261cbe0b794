import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { accessLog, acts, caseDocuments, cases, documents, events, intakes, notices, tasks, texts } from '../db/schema.ts';
import { registry } from '../workflows/registry.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';
import { isTakenCopy } from './taken-act.ts';

/** @throws Problem unknown-case */
export async function findIntake({ db }: ApiDeps, office: string, number: string): Promise<Intake> {
  const [row] = await db.select().from(intakes).where(and(eq(intakes.office, office), eq(intakes.number, number)));
  if (!row) throw new Problem('unknown-case');
  return row;
}

/** The row behind a tracking link, or another secret one. A wrong secret and an unknown number look the same. @throws Problem unknown-case */
export async function findTracked({ db, vault }: ApiDeps, number: string, secret: string, isSecret = vault.isTrackingSecret): Promise<Intake> {
  const [row] = await db.select().from(intakes).where(eq(intakes.number, number));
  if (!isSecret(row?.id ?? '00000000-0000-0000-0000-000000000000', secret) || !row) throw new Problem('unknown-case');
  return row;
}

/** All SOPs share one series of numbers, so a number alone does not say whose it is. @throws Problem unknown-case */
export function requireSop(sop: string | readonly string[], intake: Intake): Intake {
  if (![sop].flat().includes(intake.sop)) throw new Problem('unknown-case');
  return intake;
}

/** Open tasks that the person may work on, nearest deadline first. */
export async function openTasks({ db }: ApiDeps, staff: Staff) {
  if (staff.functions.length === 0) return [];
  const due = sql<Date | null>`coalesce(${tasks.dueAt}, ${cases.dueAt})`.mapWith(cases.dueAt);
  const rows = await db.select({
    id: tasks.id, kind: tasks.kind, sop: cases.sop, function: tasks.function, claimedBy: tasks.claimedBy, openedAt: tasks.openedAt,
    dueAt: due, number: cases.number, state: cases.state, receivedAt: cases.receivedAt, provisional: cases.provisional,
  }).from(tasks).innerJoin(cases, eq(cases.id, tasks.caseId))
    .where(and(eq(tasks.office, staff.office), eq(tasks.state, 'open'), inArray(tasks.function, staff.functions)))
    .orderBy(sql`coalesce(${tasks.dueAt}, ${cases.dueAt}) nulls last`, asc(tasks.openedAt)).limit(500);
  return rows.map((row) => ({ ...row, title: registry[row.sop]?.taskKinds[row.kind] ?? row.kind }));
}

interface CaseFilter { sop?: string | undefined; state?: string | undefined; open?: boolean | undefined; limit: number; before?: string | undefined; /** These only. */ numbers?: string[] }

/** Cases of an office, of one SOP or of all, newest first; no personal data. */
export async function listCases({ db }: ApiDeps, office: string, filter: CaseFilter) {
  return db.select({
    number: cases.number, sop: cases.sop, state: cases.state, receivedAt: cases.receivedAt, closedAt: cases.closedAt,
    deadline: cases.deadline, dueAt: cases.dueAt, provisional: cases.provisional, lateMs: cases.lateMs,
  }).from(cases).where(and(
    eq(cases.office, office),
    filter.sop === undefined ? undefined : eq(cases.sop, filter.sop),
    filter.state === undefined ? undefined : eq(cases.state, filter.state),
    filter.numbers === undefined ? undefined : inArray(cases.number, filter.numbers),
    filter.open === true ? isNull(cases.closedAt) : undefined,
    filter.before === undefined ? undefined : sql`${cases.number} < ${filter.before}`,
  )).orderBy(desc(cases.number)).limit(filter.limit);
}

/** Everything about a case, with the people and the words; the reading is logged (UU 27/2022). @throws Problem no-function */
export async function readCase(deps: ApiDeps, intake: Intake, staff: Staff) {
  const { db, vault } = deps;
  requireFunction(staff);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'case', caseId: intake.id });
  const [row] = await db.select().from(cases).where(eq(cases.id, intake.id));
  const opened = (sealed: string | null, column: string) => (sealed === null ? null : vault.open(sealed, `intakes:${intake.id}:${column}`));
  const said = await db.select().from(texts).where(eq(texts.caseId, intake.id)).orderBy(asc(texts.createdAt));
  return {
    number: intake.number, office: intake.office, sop: intake.sop,
    state: row?.state ?? 'diterima', receivedAt: intake.receivedAt, closedAt: row?.closedAt ?? null,
    deadline: row?.deadline ?? null, dueAt: row?.dueAt ?? null, provisional: row?.provisional ?? false, lateMs: row?.lateMs ?? null,
    facts: intake.facts,
    enteredAt: intake.enteredAt, channel: intake.facts.channel ?? 'daring', externalNumber: opened(intake.externalNumberSealed, 'external'),
    reporter: {
      name: opened(intake.reporterNameSealed, 'name'), mail: opened(intake.reporterMailSealed, 'mail'), contact: opened(intake.reporterContactSealed, 'contact'),
    },
    description: said.filter((text) => text.id === intake.textId).map((text) => vault.open(text.bodySealed, `texts:${text.id}`))[0] ?? null,
    texts: Object.fromEntries(said.map((text) => [text.id, { author: text.author, at: text.createdAt, body: vault.open(text.bodySealed, `texts:${text.id}`) }])),
    files: await filesOf(deps, intake),
    tasks: await db.select().from(tasks).where(eq(tasks.caseId, intake.id)).orderBy(asc(tasks.openedAt)),
    events: await eventsOf(deps, intake),
    rules: intake.rules,
  };
}

export async function eventsOf({ db }: ApiDeps, intake: Intake) {
  return db.select({ type: events.type, actor: events.actor, at: events.at, recordedAt: events.recordedAt, data: events.data })
    .from(events).where(eq(events.caseId, intake.id)).orderBy(asc(events.seq), asc(events.part));
}

/** Each file that the case took, once, as it was cited first; what came with a refused act is none of it. */
export async function filesOf({ db, vault }: ApiDeps, intake: Intake) {
  const rows = await db.selectDistinctOn([caseDocuments.sha256], {
    sha256: documents.sha256, mediaType: documents.mediaType, size: documents.size, item: caseDocuments.item, source: caseDocuments.source, nameSealed: caseDocuments.nameSealed,
  }).from(caseDocuments).innerJoin(documents, and(eq(documents.office, caseDocuments.office), eq(documents.sha256, caseDocuments.sha256)))
    .leftJoin(acts, eq(acts.id, caseDocuments.actId)).where(and(eq(caseDocuments.caseId, intake.id), isTakenCopy(db))).orderBy(asc(caseDocuments.sha256), asc(caseDocuments.citedAt));
  return rows.map(({ nameSealed, ...file }) => ({ ...file, name: vault.open(nameSealed, `documents:${intake.office}:${file.sha256}`) }));
}

/** The ledger of a case: every mail to people of the case, its tries and how it ended; no addresses. Mails to many are counted apart. */
export async function noticesOf({ db }: ApiDeps, intake: Intake) {
  return db.select({
    key: notices.key, messageId: notices.messageId, carriedBy: notices.carriedBy, template: notices.template, recipient: notices.recipient, copyTo: notices.copyTo,
    urgency: notices.urgency, state: notices.state, attempts: notices.attempts, ambiguous: notices.ambiguous, lastCode: notices.lastCode,
    createdAt: notices.createdAt, nextAt: notices.nextAt, sentAt: notices.sentAt,
  }).from(notices).where(and(eq(notices.caseId, intake.id), isNull(notices.mailingId))).orderBy(asc(notices.id));
}
