import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { cases, groups, tasks } from '../db/schema.ts';
import { inParallel } from '../workflows/in-parallel.ts';
import { act } from './act.ts';
import { findIntake } from './cases.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './group-click.ts';
import { sentenceOf } from './outcomes.ts';
import type { Outcome } from './outcomes.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';
import { findAct } from './stored-act.ts';

/** Acts on their way to Temporal at the same time, per request. */
const width = 8;

export interface Joined { number: string; outcome: Outcome; sentence: string; group?: string }
interface Click { staff: Staff; idempotencyKey: string }

/** Makes a group and brings its reports in. A retry under the same key finds the group and asks again only for what is missing. @throws Problem key-reused, engine-unavailable */
export async function createGroup(deps: ApiDeps, { title, numbers, staff, idempotencyKey }: Click & { title: string; numbers: string[] }): Promise<{ id: string; members: Joined[] }> {
  const id = await once(deps, { staff, idempotencyKey, act: 'create-group', groupId: null, body: { title, numbers } }, async (tx, group) => {
    await tx.insert(groups).values({ id: group, office: staff.office, person: staff.person, titleSealed: deps.vault.seal(title, `groups:${group}:title`) });
  });
  return { id, members: await addMembers(deps, id, { numbers, staff, idempotencyKey }) };
}

/**
 * Asks each case to join; the first group wins. One that refuses keeps no other out, and its code says why.
 * @throws Problem engine-unavailable, with what was reached until then: the same key goes on from there
 */
export async function addMembers(deps: ApiDeps, group: string, { numbers, ...click }: Click & { numbers: string[] }): Promise<Joined[]> {
  let away = false;
  const members = await inParallel([...new Set(numbers)], width, async (number): Promise<Joined> => {
    const outcome = away ? 'engine-unavailable' : await join(deps, group, number, click);
    // The others would only wait as long for the same answer.
    if (outcome === 'engine-unavailable') away = true;
    const elsewhere = outcome === 'already-grouped' ? await groupOf(deps, click.staff.office, number) : null;
    return { number, outcome, sentence: sentenceOf(outcome), ...(elsewhere ? { group: elsewhere } : {}) };
  });
  if (away) throw new Problem('engine-unavailable', { id: group, members });
  return members;
}

async function join(deps: ApiDeps, group: string, number: string, { staff, idempotencyKey }: Click): Promise<Outcome> {
  try {
    const intake = await findIntake(deps, staff.office, number);
    const place = await placeOf(deps, intake.id);
    if (place.groupId === group) return 'joined';
    if (place.groupId !== null) return 'already-grouped';
    const taskId = deskTask(place);
    await act(deps, { intake, act: 'group', body: { taskId, group }, staff, idempotencyKey: `${idempotencyKey}:${taskId}` });
    return 'joined';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Takes a report out of the group. @returns its state. @throws Problem not-grouped, and those of an act */
export async function removeMember(deps: ApiDeps, group: string, { number, staff, idempotencyKey }: Click & { number: string }): Promise<string> {
  const intake = await findIntake(deps, staff.office, number);
  const place = await placeOf(deps, intake.id);
  const taskId = deskTask(place);
  const click = { intake, act: 'ungroup', body: { taskId, group }, staff, idempotencyKey: `${idempotencyKey}:${taskId}` };
  if (place.groupId !== group && !await findAct(deps, click)) throw new Problem('not-grouped');
  return (await act(deps, click)).state;
}

interface Place { groupId: string | null; closedAt: Date | null; taskId: string | null }

/** Where a case stands: its group, and the open task in which the desk works on it. @throws Problem engine-unavailable */
async function placeOf({ db }: ApiDeps, caseId: string): Promise<Place> {
  const [place] = await db.select({ groupId: cases.groupId, closedAt: cases.closedAt, taskId: tasks.id }).from(cases)
    .leftJoin(tasks, and(eq(tasks.caseId, cases.id), eq(tasks.kind, 'tangani'), eq(tasks.state, 'open'))).where(eq(cases.id, caseId));
  // Received, and its workflow has not begun yet.
  if (!place) throw new Problem('engine-unavailable');
  return place;
}

/** @throws Problem case-closed, wrong-state */
function deskTask({ closedAt, taskId }: Place): string {
  if (taskId === null) throw new Problem(closedAt ? 'case-closed' : 'wrong-state');
  return taskId;
}

/** The group that won; its case may have refused the second a moment before it wrote the first. */
async function groupOf({ db }: ApiDeps, office: string, number: string): Promise<string | null> {
  for (let tries = 0; tries < 40; tries += 1) {
    const [row] = await db.select({ groupId: cases.groupId }).from(cases).where(and(eq(cases.office, office), eq(cases.number, number)));
    if (row?.groupId) return row.groupId;
    await sleep(50);
  }
  return null;
}
