import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { inject } from 'vitest';
import { type SavedHistory, toJson } from './histories.ts';

/** Keeps the life of a case that a test has played, for `workflows/played.test.ts`. */
export async function keepPlayed(handle: WorkflowHandle): Promise<void> {
  const history = toJson(await handle.fetchHistory());
  await writeFile(join(inject('playedHistories'), `${handle.workflowId} ${randomUUID()}.json`), JSON.stringify(history));
}

export function playedHistories(): { workflowId: string; history: SavedHistory }[] {
  const folder = inject('playedHistories');
  return readdirSync(folder).map((file) => ({ workflowId: file.split(' ')[0] ?? file, history: JSON.parse(readFileSync(join(folder, file), 'utf8')) as SavedHistory }));
}
