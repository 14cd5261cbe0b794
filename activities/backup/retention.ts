import { DAY_MS, weekOf } from '../../calendar/days.ts';
import type { BackupSettings } from '../../offices/backup-schema.ts';

export interface Kept { set: string; /** Epoch ms of its data. */ takenAt: number }

type Keep = BackupSettings['keep'];

/**
 * The verified sets that stay: the newest of each of the last so many local days, weeks (from Monday) and months that have one, and never fewer than
 * `minimum`. Days without a verified set do not count, so a long outage empties nothing. How long is the office's own to say, by the rules on archives (ARC-3).
 */
export function keptSets(verified: readonly Kept[], keep: Keep, utcOffsetMinutes: number): Set<string> {
  const newestFirst = verified.toSorted((one, other) => other.takenAt - one.takenAt || (one.set < other.set ? -1 : 1));
  const dayOf = ({ takenAt }: Kept) => Math.floor((takenAt + utcOffsetMinutes * 60_000) / DAY_MS);
  const monthOf = (one: Kept) => new Date(dayOf(one) * DAY_MS).toISOString().slice(0, 7);
  return new Set([
    ...newestOf(newestFirst, dayOf, keep.daily),
    ...newestOf(newestFirst, (one) => weekOf(dayOf(one)), keep.weekly),
    ...newestOf(newestFirst, monthOf, keep.monthly),
    ...newestFirst.slice(0, Math.max(1, keep.minimum)),
  ].map(({ set }) => set));
}

/** The first of each of the first `count` stretches. */
function newestOf<T>(sorted: readonly T[], stretchOf: (one: T) => number | string, count: number): T[] {
  const first = new Map<number | string, T>();
  for (const one of sorted) {
    const stretch = stretchOf(one);
    if (!first.has(stretch)) first.set(stretch, one);
  }
  return [...first.values()].slice(0, count);
}
