import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import type { Queryable } from '../db/client.ts';
import { cases } from '../db/schema.ts';

/** The code with which a case refused an act; null when the failure is something else. */
export function refusedWith(error: unknown): string | null {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause.type ?? 'internal' : null;
}

/** A closed case refuses like one whose task has ended, while its last mails keep its workflow alive. */
export const mayBeClosed = (code: string): boolean => code === 'task-ended' || code === 'wrong-state';

export async function isClosed(db: Queryable, caseId: string): Promise<boolean> {
  const [row] = await db.select({ closedAt: cases.closedAt }).from(cases).where(eq(cases.id, caseId));
  return row?.closedAt != null;
}
