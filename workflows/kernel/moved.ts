import type { Params, Plan } from '../../activities/types.ts';
import type { CaseFile } from './case-file.ts';

/** A deadline went to another instant, because the calendar changed. @returns what the mail about it says */
export function recordMove(file: CaseFile, clock: string, before: Plan, after: Plan): Params {
  const params = { clock, before: before.dueAt, after: after.dueAt, provisional: after.provisional };
  file.record('deadline.moved', 'system', { ...params, calendarVersion: after.calendarVersion, reason: after.calendarReason });
  return params;
}
