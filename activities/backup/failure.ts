import { ApplicationFailure } from '@temporalio/common';
import type { BackupFailure } from './types.ts';

/**
 * A step that could not be done, for the workflow and for people: a code, and nothing that a tool printed (it prints paths; `tool-words.ts` keeps that). Whether trying again may
 * mend it stands in `workflows/backup/failures.ts`.
 */
export function failed(code: BackupFailure): ApplicationFailure {
  return ApplicationFailure.create({ type: code, message: code, nonRetryable: true });
}
