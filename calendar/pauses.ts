import { assertInstant } from './moments.ts';
import type { Pause } from './types.ts';

/** In time order, none touching another, so that no working time is counted twice. @throws CalendarError on NaN and the like. */
export function mergedPauses(pauses: readonly Pause[]): Pause[] {
  for (const { from, to } of pauses) {
    assertInstant(from, 'pause from');
    assertInstant(to, 'pause to');
  }
  const merged: Pause[] = [];
  for (const { from, to } of pauses.filter((pause) => pause.from < pause.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
