import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** A history as JSON has it: enums by name, payloads in base64. */
export interface SavedHistory { events: Record<string, any>[] }

const workflows = fileURLToPath(new URL('..', import.meta.url));

export function toJson(history: History): SavedHistory {
  return JSON.parse(historyToJSON(history)) as SavedHistory;
}

export function savedHistories(): { name: string; history: SavedHistory }[] {
  return globSync('*/histories/*.json', { cwd: workflows }).sort()
    .map((file) => ({ name: basename(file, '.json'), history: JSON.parse(readFileSync(join(workflows, file), 'utf8')) as SavedHistory }));
}

/** Beside its SOP, one event a line, so that a change can be read, and without the places of the machine that played it. One that is kept already stays: delete it to replace it. */
export function saveHistory(name: string, { events }: SavedHistory): void {
  const sop = String(events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name);
  const file = join(workflows, sop, 'histories', `${name}.json`);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `{"events":[\n${events.map((event) => JSON.stringify(event, (key, value: unknown) => (key === 'stackTrace' ? '' : value))).join(',\n')}\n]}\n`);
}

/** The history with its payloads decoded: everything that the Temporal UI could show. */
export function readable(history: SavedHistory): string {
  return JSON.stringify(history, (key, value: unknown) => (key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value));
}

/** The summaries of the timers, in the order of their start. */
export function timerSummaries({ events }: SavedHistory): string[] {
  return events.flatMap((event) => {
    const data: string | undefined = event.timerStartedEventAttributes && event.userMetadata?.summary?.data;
    return data === undefined ? [] : [JSON.parse(Buffer.from(data, 'base64').toString()) as string];
  });
}

/** The values that one search attribute took, decoded. */
export function searchAttribute({ events }: SavedHistory, name: string): unknown[] {
  return events.flatMap((event) => {
    const payload = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields?.[name];
    return payload?.data === undefined ? [] : [JSON.parse(Buffer.from(payload.data, 'base64').toString()) as unknown];
  });
}
