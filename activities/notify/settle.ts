import { ApplicationFailure } from '@temporalio/activity';
import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { mailings, notices } from '../../db/schema.ts';
import type { Deps } from '../deps.ts';

/**
 * Succeeds once every notice of the case is sent, refused for good, dropped or handed to a person, and every mailing is done.
 * @throws ApplicationFailure NOTICES_WAITING, retried by the workflow, while some are not.
 */
export async function settleNotices(deps: Deps, { caseId }: { caseId: string }): Promise<void> {
  const waiting = await deps.db.$count(notices, and(eq(notices.caseId, caseId), ne(notices.urgency, 'bulk'), or(
    inArray(notices.state, ['pending', 'sending', 'unknown']),
    // Refused or held, and the case has not heard of it yet.
    and(inArray(notices.state, ['refused', 'held']), isNull(notices.reportedAt), ne(notices.template, 'link-again')),
  ))) + await deps.db.$count(mailings, and(eq(mailings.caseId, caseId), isNull(mailings.doneAt)));
  if (waiting > 0) throw ApplicationFailure.retryable(`${waiting} surat belum selesai dikirim`, 'NOTICES_WAITING');
}
