import type { ClockSpan } from '../../activities/types.ts';

const hourMs = 3_600_000;

/** How long before the end of the 72 hours the notice of a loss is asked for once more; no text has a number. */
export const noticeLeads: ClockSpan[] = [{ clockMs: 24 * hourMs }, { clockMs: 6 * hourMs }];

/** How often who owes the notice hears of it once everybody above has: the law's time is over, the duty is not. */
export const noticeReminder: ClockSpan = { clockMs: 24 * hourMs };

/** How often who searches a lost medium is asked whether it was found. */
export const searchReminder: ClockSpan = { clockMs: 7 * 24 * hourMs };
