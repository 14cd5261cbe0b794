import { nextOpening } from '../../../calendar/index.ts';
import type { mailings } from '../../../db/schema.ts';
import type { Rules } from '../../../regulations/rules.ts';
import type { OfficeNow } from '../../office.ts';

/** When a copy may leave that is ready at `now`: urgent ones at once, all others in office hours, unless the office chose the night, too. Epoch ms. */
export function leavesAt(mailing: Pick<typeof mailings.$inferSelect, 'isUrgent'>, rules: Rules, { calendar }: OfficeNow, now: number): number {
  // Rules that were recorded before there were windows know no night.
  const atNight = (rules as Partial<Rules>).maintenance?.atNight.value ?? false;
  return mailing.isUrgent || atNight ? now : nextOpening(calendar, now);
}
