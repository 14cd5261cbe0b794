import { allHandlersFinished, CancellationScope, condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { CaseFile } from './case-file.ts';
import type { Deadline } from './deadline.ts';
import type { MailingDone, NoticeFailed } from './types.ts';

export const calendarChanged = defineSignal<[{ version: number }]>('calendarChanged');
export const mailingDone = defineSignal<[MailingDone]>('mailingDone');
export const noticeFailed = defineSignal<[NoticeFailed]>('noticeFailed');

// Retried until the last mail of the case is settled; mails never hold a clock, only an end.
const { settleNotices } = proxyActivities<Activities>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Resolves once every mail of the case has left, was refused for good, or was given up. */
export function mailsSettled(file: CaseFile): Promise<void> {
  return settleNotices({ caseId: file.input.identity.caseId });
}

/** What a case of any SOP gives the kernel. */
export interface RunningCase {
  file: CaseFile;
  closed(): boolean;
  deadlines(): Deadline[];
  noticeFailed(failure: NoticeFailed): void;
  /** An SOP that sends mails to many. */
  mailingDone?(mailing: MailingDone): void;
}

/**
 * The life that every case shares: it opens, acts and deadlines drive it, it re-plans itself when the calendar
 * changes, and it ends when it is closed, its acts are answered and its mails are settled. A case is
 * closed by people, not cancelled from outside, so a cancellation request is not obeyed.
 */
export async function runCase(start: () => RunningCase): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    const running = start();
    const { file } = running;
    setHandler(calendarChanged, () => CancellationScope.nonCancellable(async () => {
      for (const deadline of running.deadlines()) deadline.replan();
      await file.write();
      await file.write(); // what the moved deadlines had to say
    }));
    // The postman tells a failure again until it knows that Temporal has heard it.
    const heard = new Set<number>();
    setHandler(noticeFailed, (failure) => CancellationScope.nonCancellable(async () => {
      if (heard.has(failure.noticeId)) return;
      heard.add(failure.noticeId);
      running.noticeFailed(failure);
      await file.write();
    }));
    if (running.mailingDone) {
      const told = new Set<string>();
      setHandler(mailingDone, (mailing) => CancellationScope.nonCancellable(async () => {
        if (told.has(mailing.mailingId)) return;
        told.add(mailing.mailingId);
        running.mailingDone?.(mailing);
        await file.write();
      }));
    }
    await file.write();
    await condition(() => running.closed());
    await file.write();
    await condition(allHandlersFinished);
    await mailsSettled(file);
    // A mail refused after the close is recorded; it keeps the case open for nobody.
    await condition(allHandlersFinished);
  });
}
