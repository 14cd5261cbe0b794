import { ApplicationFailure } from '@temporalio/activity';
import { and, count, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { notices } from '../../db/schema.ts';
import type { Deps } from '../deps.ts';

/**
 * Succeeds once every notice of the case is sent, refused for good, dropped or handed to a person.
 * @throws ApplicationFailure NOTICES_WAITING, retried by the workflow, while some are not.
 */
export async function settleNotices(deps: Deps, { caseId }: { caseId: string }): Promise<void> {
  const [row] = await deps.db.select({ waiting: count() }).from(notices)
    .where(and(eq(notices.caseId, caseId), or(
      inArray(notices.state, ['pending', 'sending', 'unknown']),
      // Refused or held, and the case has not heard of it yet.
      and(inArray(notices.state, ['refused', 'held']), isNull(notices.reportedAt), ne(notices.template, 'link-again')),
    )));
  if (row && row.waiting > 0) {
    throw ApplicationFailure.retryable(`${row.waiting} surat belum selesai dikirim`, 'NOTICES_WAITING');
  }
}
