import type { WorkflowHandle } from '@temporalio/client';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Waits until the workflow has nothing left to do at this instant: no open workflow task, no open step; only mails may wait. */
export async function settled(handle: WorkflowHandle): Promise<void> {
  for (const end = Date.now() + 20_000; ;) {
    const { events } = await handle.fetchHistory();
    if (isAtRest(events ?? [])) return;
    if (Date.now() > end) throw new Error('The workflow did not come to rest within 20 s');
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

function isAtRest(events: HistoryEvent[]): boolean {
  const open = new Set<string>();
  for (const event of events) {
    const id = String(event.eventId);
    const activity = event.activityTaskScheduledEventAttributes;
    if (event.workflowTaskScheduledEventAttributes || (activity && activity.activityType?.name !== 'settleNotices')) open.add(id);
    const ended = event.workflowTaskCompletedEventAttributes ?? event.workflowTaskFailedEventAttributes ?? event.workflowTaskTimedOutEventAttributes
      ?? event.activityTaskCompletedEventAttributes ?? event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
    if (ended) open.delete(String(ended.scheduledEventId));
    if (event.workflowExecutionCompletedEventAttributes || event.workflowExecutionFailedEventAttributes) return true;
  }
  return open.size === 0;
}
