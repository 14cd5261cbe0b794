import { createHash } from 'node:crypto';

export const scratchPrefix = 'sigap_uji_';

/** Of one case always the same: a try after a crash finds what the one before had made. */
export const scratchStem = (caseId: string): string => `${scratchPrefix}${createHash('sha256').update(caseId).digest('hex').slice(0, 8)}`;

/** @param index of the database in the manifest */
export const scratchName = (caseId: string, index: number): string => (index === 0 ? scratchStem(caseId) : `${scratchStem(caseId)}_${index + 1}`);
