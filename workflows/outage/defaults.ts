import type { ClockSpan } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';

/** How often the declarer is reminded of the official times; no text has a number, and no office is asked for one. */
export const declaringReminder: Budget = { days: 1 };

/** How often who handles an outage is reminded to restore it: systems are down on days off, too. No text has a number. */
export const handlingReminder: ClockSpan = { clockMs: 86_400_000 };

/** How often the berita acara is asked for: signatures are gathered for days, and users wait for nothing any more. */
export const paperReminder: ClockSpan = { clockMs: 7 * 86_400_000 };
