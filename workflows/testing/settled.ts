import type { WorkflowHandle } from '@temporalio/client';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** What began some milliseconds after a full minute is due as many after one. */
const slackMs = 1000;

/**
 * Waits until the workflow has nothing left to do at this instant: no open workflow task, no open step; only mails may wait.
 * @param upTo epoch ms of the server: timers due until then have fired, too
 */
export async function settled(handle: WorkflowHandle, upTo = 0): Promise<void> {
  for (const end = Date.now() + 20_000; ;) {
    const { events } = await handle.fetchHistory();
    if (isAtRest(events ?? [], upTo + slackMs)) return;
    if (Date.now() > end) throw new Error('The workflow did not come to rest within 20 s');
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

/** Whether the workflow waits for its mails. */
export async function isSettling(handle: WorkflowHandle): Promise<boolean> {
  const { events } = await handle.fetchHistory();
  return !isAtRest(events ?? [], 0, true);
}

function isAtRest(events: HistoryEvent[], upTo: number, withMails = false): boolean {
  const open = new Set<string>();
  let taskBegan = 0;
  for (const event of events) {
    const id = String(event.eventId);
    if (event.workflowTaskStartedEventAttributes) taskBegan = tsToMs(event.eventTime);
    const activity = event.activityTaskScheduledEventAttributes;
    if (event.workflowTaskScheduledEventAttributes || (activity && (withMails || activity.activityType?.name !== 'settleNotices'))) open.add(id);
    const timer = event.timerStartedEventAttributes;
    // The workflow counts from the beginning of its task; the timer starts, and fires, as much later as the task took.
    if (timer && taskBegan + tsToMs(timer.startToFireTimeout) <= upTo) open.add(id);
    const stopped = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (stopped) open.delete(String(stopped.startedEventId));
    const ended = event.workflowTaskCompletedEventAttributes ?? event.workflowTaskFailedEventAttributes ?? event.workflowTaskTimedOutEventAttributes
      ?? event.activityTaskCompletedEventAttributes ?? event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
    if (ended) open.delete(String(ended.scheduledEventId));
    if (event.workflowExecutionCompletedEventAttributes || event.workflowExecutionFailedEventAttributes) return true;
  }
  return open.size === 0;
}

function tsToMs(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1e6;
}
