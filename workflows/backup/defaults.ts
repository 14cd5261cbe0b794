import type { ClockSpan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';

/** What no text sets. A change here changes cases that are open: guard it by `patched()`. */

/** A failure that time may mend, a server that restarts say, is tried again this soon, so often, before a person hears of it. */
export const soon: ClockSpan = { clockMs: 300_000 };
export const soonTimes = 2;

/** How often the keeper is reminded of databases that nobody declared. */
export const checkReminder: Budget = { days: 5 };
