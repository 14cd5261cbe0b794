import type { probeStates } from '../../db/schema.ts';
import type { Watch } from '../../offices/announcement-schema.ts';
import { isLongUnwatched } from '../../offices/watching.ts';
import type { Announced } from './announced.ts';

export type SystemState = 'gangguan' | 'dalam-pemeliharaan' | 'tidak-terpantau' | 'baik';

interface Seen {
  /** Announcements of this system. */
  announced: Announced[];
  probes: (typeof probeStates.$inferSelect)[];
  /** The control target is out of reach as well. */
  isDark: boolean;
  /** undefined: the office watches nothing. */
  watch: Pick<Watch, 'every'> | undefined;
  now: number;
}

/**
 * What can honestly be said of a system. A failure that is not announced yet is not told here: it may still turn out to be
 * none (`confirmation`), so 'baik' says that none is announced, and people read it so.
 */
export function stateOfSystem({ announced, probes, isDark, watch, now }: Seen): { state: SystemState; checkedAt: number | null } {
  const looks = probes.map(({ checkedAt }) => checkedAt.getTime());
  const checkedAt = looks.length === 0 ? null : Math.max(...looks);
  const open = (kind: Announced['kind']) => announced.some((one) => one.kind === kind && one.phase === 'open');
  const isWatched = watch !== undefined && checkedAt !== null && !isLongUnwatched(watch, checkedAt, now) && !isDark && probes.some(({ state }) => state !== 'unwatched');
  return { state: open('outage') ? 'gangguan' : open('maintenance') ? 'dalam-pemeliharaan' : isWatched ? 'baik' : 'tidak-terpantau', checkedAt };
}
