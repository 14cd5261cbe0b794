import { heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { cases, intakes } from '../db/schema.ts';
import type { Deps } from './deps.ts';

/**
 * Signals every open case of the office, page by page. Cases that open while it runs are planned with the new
 * calendar anyway; a case that is told twice plans the same deadline twice and says nothing.
 */
export async function replanOpenCases(deps: Deps, { office, version }: { office: string; version: number }): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await deps.db.select({ id: cases.id, workflowId: intakes.workflowId }).from(cases)
      .innerJoin(intakes, eq(intakes.id, cases.id))
      .where(and(eq(cases.office, office), isNull(cases.closedAt), gt(cases.id, after)))
      .orderBy(asc(cases.id)).limit(100);
    const last = page.at(-1);
    if (!last) return;
    await Promise.all(page.map(({ workflowId }) => deps.client.workflow.getHandle(workflowId)
      .signal('calendarChanged', { version })
      .catch((error: unknown) => { if (!(error instanceof WorkflowNotFoundError)) throw error; })));
    after = last.id;
    heartbeat(after);
  }
}
