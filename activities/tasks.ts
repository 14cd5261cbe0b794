import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { tasks } from '../db/schema.ts';
import type { Plan, Step } from './types.ts';

/** Opens, assigns, moves and ends the tasks of one step, in the step's order; the statements are sent, not awaited. */
export function writeTasks(tx: Transaction, step: Step, plans: Plan[]): Promise<unknown>[] {
  const at = new Date(step.at);
  const sent: Promise<unknown>[] = [];
  for (const change of step.changes) {
    if (change.type === 'open-task') {
      const due = plans.find((plan) => plan.clock === change.clock)?.dueAt;
      sent.push(tx.insert(tasks).values({
        id: change.id, caseId: step.identity.caseId, office: step.identity.office,
        kind: change.kind, function: change.function, state: 'open', openedAt: at,
        dueAt: due === undefined ? null : new Date(due),
      }).execute());
    } else if (change.type === 'assign-task') {
      sent.push(tx.update(tasks).set({ function: change.function, claimedBy: change.claimedBy }).where(eq(tasks.id, change.id)).execute());
    } else if (change.type === 'move-task') {
      sent.push(tx.update(tasks).set({ dueAt: new Date(change.dueAt) }).where(eq(tasks.id, change.id)).execute());
    } else if (change.type === 'end-task') {
      sent.push(tx.update(tasks)
        .set({ state: change.state, closedAt: at, closedBy: change.by, outcome: change.outcome })
        .where(and(eq(tasks.id, change.id), eq(tasks.state, 'open'))).execute());
    }
  }
  return sent;
}
