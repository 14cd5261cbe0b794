import { uploadLimits } from '../form-draft.ts';

/** Twenty files of 5 MB, and the words: more items than any list has. */
export const registrationLimits = { limits: uploadLimits(20), throwFileSizeLimit: false };
export const maxRequestBytes = 105 * 1024 * 1024;
