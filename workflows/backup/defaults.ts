import type { ClockSpan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';

/** What no text sets. A change here changes cases that are open: guard it by `patched()`. */

/** A failure that time may mend, a server that restarts say, is tried again this soon, so often, before a person hears of it. */
export const soon: ClockSpan = { clockMs: 300_000 };
export const soonTimes = 2;

/** After so many tries, some three days by `spacing`, a run ends as failed and the next one takes over its clock: no history grows without end. */
export const triesOfRun = 36;
/** The keeper is reminded of a run that goes on failing for the same reason no sooner than this after the last mail; clock milliseconds. */
export const failureReminderMs = 86_400_000;

/** How often the keeper is reminded of databases that nobody declared. */
export const checkReminder: Budget = { days: 5 };
