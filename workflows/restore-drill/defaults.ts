import type { ClockSpan } from '../../activities/types.ts';

/** How often the sealed recovery key is asked for: somebody must fetch an envelope from another place. No text has a number. */
export const keyReminder: ClockSpan = { clockMs: 7 * 86_400_000 };
