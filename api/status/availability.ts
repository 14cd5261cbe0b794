import { covered, without } from './spans.ts';
import type { Span } from './spans.ts';

interface Observed {
  /** Announced and none dismissed; official times where they are fixed, open ones until now. */
  outages: readonly Span[];
  /** Maintenance that took place. */
  windows: readonly Span[];
  /** Nothing is known of these times (readings.md: *tidak terpantau*). */
  unwatched: readonly Span[];
}

/**
 * 1 - (outage time outside windows and outside unwatched time) / (time outside windows and watched), 0 to 1;
 * null where no time counts (docs/design/announcements.md, "Public").
 */
export function availability(period: Span, { outages, windows, unwatched }: Observed): number | null {
  const counted = without([period], [...windows, ...unwatched]);
  const time = covered(counted);
  return time === 0 ? null : covered(without(counted, outages)) / time;
}
