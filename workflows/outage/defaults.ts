import type { Budget } from '../../calendar/index.ts';

/** How often the declarer is reminded of the official times; no text has a number, and no office is asked for one. */
export const declaringReminder: Budget = { days: 1 };
