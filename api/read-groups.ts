import { and, asc, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { accessLog, acts, cases, groupAnswers, groups, texts } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { sentenceOf } from './outcomes.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

export type Group = typeof groups.$inferSelect;

/** @throws Problem unknown-group */
export async function findGroup({ db }: ApiDeps, office: string, id: string): Promise<Group> {
  const [group] = await db.select().from(groups).where(and(eq(groups.office, office), eq(groups.id, id)));
  if (!group) throw new Problem('unknown-group');
  return group;
}

const titleOf = ({ vault }: ApiDeps, { id, titleSealed }: Group): string => vault.open(titleSealed, `groups:${id}:title`);

/** The groups of an office, newest first, with how many of their reports are open and closed; the reading is logged. @throws Problem no-function */
export async function listGroups(deps: ApiDeps, staff: Staff, { before, limit }: { before?: string | undefined; limit: number }) {
  const { db } = deps;
  requireFunction(staff);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'groups' });
  const open = sql<number>`(count(${cases.id}) filter (where ${isNull(cases.closedAt)}))::int`;
  const rows = await db.select({ group: groups, open, all: sql<number>`count(${cases.id})::int` }).from(groups)
    .leftJoin(cases, eq(cases.groupId, groups.id))
    .where(and(eq(groups.office, staff.office), before === undefined ? undefined : lt(groups.createdAt, new Date(before))))
    .groupBy(groups.id).orderBy(desc(groups.createdAt)).limit(limit);
  return rows.map((row) => ({
    id: row.group.id, title: titleOf(deps, row.group), person: row.group.person, createdAt: row.group.createdAt, open: row.open, closed: row.all - row.open,
  }));
}

/** One group with its reports and what became of its answers; the reading is logged. @throws Problem no-function, unknown-group */
export async function readGroup(deps: ApiDeps, staff: Staff, id: string) {
  const { db } = deps;
  requireFunction(staff);
  const group = await findGroup(deps, staff.office, id);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: `group:${id}` });
  const members = await db.select({
    number: cases.number, sop: cases.sop, state: cases.state, receivedAt: cases.receivedAt, closedAt: cases.closedAt,
    deadline: cases.deadline, dueAt: cases.dueAt, provisional: cases.provisional, lateMs: cases.lateMs,
  }).from(cases).where(and(eq(cases.office, staff.office), eq(cases.groupId, id))).orderBy(asc(cases.number));
  return { id, title: titleOf(deps, group), person: group.person, createdAt: group.createdAt, members, answers: await answersOf(deps, id) };
}

/** Common answers, newest first; each with its words and one outcome per report that it went to. */
async function answersOf({ db, vault }: ApiDeps, groupId: string) {
  const clicks = await db.select().from(acts).where(inArray(acts.id, db.selectDistinct({ id: groupAnswers.answerId }).from(groupAnswers).where(eq(groupAnswers.groupId, groupId))))
    .orderBy(desc(acts.createdAt));
  const sent = await db.select({ answerId: groupAnswers.answerId, textId: acts.textId, number: cases.number, outcome: groupAnswers.outcome, at: groupAnswers.at })
    .from(groupAnswers).innerJoin(cases, eq(cases.id, groupAnswers.caseId)).leftJoin(acts, eq(acts.id, groupAnswers.actId))
    .where(eq(groupAnswers.groupId, groupId)).orderBy(asc(cases.number));
  return Promise.all(clicks.map(async ({ id, principal, createdAt }) => {
    const of = sent.filter(({ answerId }) => answerId === id);
    // The same for all; what nobody took is forgotten after a day.
    const textId = of.find((member) => member.textId !== null)?.textId;
    const [text] = textId ? await db.select().from(texts).where(eq(texts.id, textId)) : [];
    return {
      id, person: principal, createdAt, text: text ? vault.open(text.bodySealed, `texts:${text.id}`) : null,
      members: of.map(({ number, outcome, at }) => ({ number, outcome, sentence: sentenceOf(outcome), at })),
    };
  }));
}
