import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What the Temporal UI can filter by; created at every start of the local stack and by the compose file. */
export const officeAttribute = defineSearchAttributeKey('SigapOffice', SearchAttributeType.KEYWORD);
export const sopAttribute = defineSearchAttributeKey('SigapSop', SearchAttributeType.KEYWORD);
export const stateAttribute = defineSearchAttributeKey('SigapState', SearchAttributeType.KEYWORD);
export const dueAttribute = defineSearchAttributeKey('SigapDueAt', SearchAttributeType.DATETIME);
export const lateSeconds = defineSearchAttributeKey('SigapLateSeconds', SearchAttributeType.INT);
