import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { intakes, notices } from '../../db/schema.ts';
import type { NoticeFailed } from '../../workflows/kernel/types.ts';
import type { PostmanDeps } from './postman.ts';
import { signalCase } from './signal.ts';

const batch = 50;

/** Tells the case about every mail that will not arrive; again and again until Temporal has heard it. Of a mailing it hears once, by the bulk postman. */
export async function reportFailures({ db, client, log }: PostmanDeps): Promise<void> {
  const failed = await db.select({
    noticeId: notices.id, template: notices.template, recipient: notices.recipient, params: notices.params, state: notices.state, workflowId: intakes.workflowId,
  }).from(notices).innerJoin(intakes, eq(intakes.id, notices.caseId))
    .where(and(inArray(notices.state, ['refused', 'held']), isNull(notices.reportedAt), ne(notices.template, 'link-again'), ne(notices.urgency, 'bulk'))).limit(batch);
  for (const { workflowId, ...failure } of failed) {
    if (!await signalCase(client, workflowId, 'noticeFailed', `notice-${failure.noticeId}-${failure.state}`, failure as NoticeFailed)) {
      log.warn({ notice: failure.noticeId }, 'postman: a refused mail could not be told to its case yet');
      return;
    }
    await db.update(notices).set({ reportedAt: sql`clock_timestamp()` }).where(eq(notices.id, failure.noticeId));
  }
}
