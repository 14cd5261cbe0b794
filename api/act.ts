import { and, eq } from 'drizzle-orm';
import { officeNow } from '../activities/office.ts';
import { tasks } from '../db/schema.ts';
import type { ActResult } from '../workflows/kernel/types.ts';
import { registry } from '../workflows/registry.ts';
import type { Staff } from './plugins/access.ts';
import type { ApiDeps } from './deps.ts';
import { requireCited } from './cited.ts';
import { custodyAdds } from './custody/check-act.ts';
import { answerOf, isRefusal, sendAct } from './engine.ts';
import type { Intake } from './intake.ts';
import { requireNoOther } from './outage/other-outage.ts';
import { Problem } from './problems.ts';
import { findAct, markTaken, storeAct } from './stored-act.ts';
import type { StoredAct } from './stored-act.ts';
import { dropUserId, reclaimUserId, settleUserId } from './user-id.ts';

export interface Click {
  intake: Intake;
  act: string;
  body: Record<string, unknown>;
  /** null: the reporter, by the tracking link. */
  staff: Staff | null;
  idempotencyKey: string;
}

/**
 * Carries a person's act to the case: the words are stored first, then an Update with ids only goes to the workflow.
 * A retry under the same key gets the first answer, even when the act itself ended the person's right to repeat it
 * (a hand-over gives the task away); the workflow refuses what came too late.
 * @throws Problem not-your-task, unknown-task, key-reused, wrong-person, unknown-ground, unknown-file, item-twice, user-id-taken, outage-open, engine-unavailable, those of `custodyAdds`,
 * or the workflow's refusal
 */
export async function act(deps: ApiDeps, click: Click): Promise<ActResult> {
  const { intake, body, staff } = click;
  const before = await findAct(deps, click);
  const answered = before ? await settled(deps, click, before, answerOf(deps, intake, click.act, before.id)) : null;
  if (answered) return answered;
  const claimLapsed = staff ? await requireTask(deps, click, staff) : false;
  await requireSense(deps, click);
  const added = intake.sop === 'custody' ? await custodyAdds(deps, intake, click.act, body) : {};
  if (before && typeof body.userId === 'string') await reclaimUserId(deps, intake, before, body.userId);
  const stored = before ?? await storeAct(deps, click);
  const { text: _text, userId: _userId, ...codes } = body;
  return settled(deps, click, stored, sendAct(deps, intake, click.act, { ...codes, ...added, actId: stored.id, by: staff?.person ?? 'reporter', ...(claimLapsed ? { claimLapsed } : {}), ...(stored.textId ? { textId: stored.textId } : {}) }));
}

/** What the case's answer means for what was stored with the act: its files stay, and a User ID is had or free again. */
async function settled<Result extends ActResult | null>(deps: ApiDeps, { intake, act: name, body }: Click, stored: StoredAct, answer: Promise<Result>): Promise<Result> {
  const result = await answer.catch(async (error: unknown) => {
    if (isRefusal(error) && body.userId !== undefined) await dropUserId(deps, intake, stored);
    throw error;
  });
  if (result !== null && body.files !== undefined) await markTaken(deps, stored.id);
  if (result !== null && body.userId !== undefined) await settleUserId(deps, intake, name);
  return result;
}

/**
 * The caller must hold the function of the task at this moment.
 * @returns whether a colleague claimed it who does not hold it any more (a term that ended, a leave, a Plh in the place)
 */
async function requireTask({ db }: ApiDeps, { intake, body }: Click, staff: Staff): Promise<boolean> {
  const [task] = await db.select().from(tasks).where(and(eq(tasks.id, String(body.taskId)), eq(tasks.caseId, intake.id)));
  if (!task) throw new Problem('unknown-task');
  if (!staff.functions.includes(task.function)) throw new Problem('not-your-task', { function: task.function });
  const holders = (await officeNow(db, intake.office)).holders(task.function, Date.now());
  return task.claimedBy !== null && task.claimedBy !== staff.person && !holders.includes(task.claimedBy);
}

/** Codes and people in the act must be those of the case's rules and of the office as it stands. */
async function requireSense(deps: ApiDeps, { intake, act: name, body }: Click): Promise<void> {
  const contract = registry[intake.sop];
  if (!contract) throw new Problem('unknown-case');
  const wrong = contract.checkAct(name, body, intake.rules);
  if (wrong) throw new Problem(wrong.code, { field: wrong.field, allowed: wrong.allowed });
  await requireCited(deps, intake, name, body);
  if (intake.sop === 'outage' && name === 'scope' && Array.isArray(body.systems)) await requireNoOther(deps, intake, body.systems.map(String));
  const fn = contract.functionFor(name, body, intake.rules);
  if (fn === null || typeof body.person !== 'string') return;
  if (!(await officeNow(deps.db, intake.office)).holders(fn, Date.now()).includes(body.person)) throw new Problem('wrong-person');
}
