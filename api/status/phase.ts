import type { announcements } from '../../db/schema.ts';
import type { Span } from './spans.ts';

export type AnnouncementRow = typeof announcements.$inferSelect;
export type Phase = 'planned' | 'open' | 'over';

/**
 * Where an announcement stands at `now` (epoch ms). A window whose start nobody has recorded yet (its worker is down, say)
 * has begun all the same, by the schedule that people were told.
 */
export function phaseOf({ state, startsAt }: Pick<AnnouncementRow, 'state' | 'startsAt'>, now: number): Phase {
  switch (state) {
    case 'terjadwal': return startsAt.getTime() > now ? 'planned' : 'open';
    case 'berlangsung': case 'melewati-jadwal': case 'diperiksa': case 'gangguan': return 'open';
    case 'dibatalkan': case 'selesai': case 'pulih': case 'bukan-gangguan': return 'over';
  }
}

/** The time that it took until `now` (epoch ms): null for a window that was called off, and for what was no outage. */
export function spanOf(row: AnnouncementRow, now: number): Span | null {
  const span = { from: row.startsAt.getTime(), to: Math.min(endOf(row, now), now) };
  return row.state === 'bukan-gangguan' || row.state === 'dibatalkan' || span.to <= span.from ? null : span;
}

function endOf({ state, startsAt, endsAt, updatedAt }: AnnouncementRow, now: number): number {
  return state !== 'terjadwal' && phaseOf({ state, startsAt }, now) === 'open' ? now : (endsAt ?? updatedAt).getTime();
}
