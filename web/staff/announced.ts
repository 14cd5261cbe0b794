import { eq } from 'drizzle-orm';
import { officeNow } from '../../activities/office.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { daysTouched } from '../../calendar/index.ts';
import { overlapsOf } from '../../db/announced.ts';
import type { Overlap } from '../../db/announced.ts';
import { announcements } from '../../db/schema.ts';
import { channels } from '../../workflows/outage/messages.ts';
import type { Choices } from './act-fields.ts';
import { localInput } from './local-input.ts';

/** What is known now of a window or an outage: as it is announced, or until then as it was reported. */
export interface Announced {
  systems: string[];
  startsAt: Date | null;
  endsAt: Date | null;
  isOfficial: boolean;
  isPublic: boolean;
  overlaps: Overlap[];
  /** Local days that an outage touched, once it is over, by the office's calendar of this moment. */
  days: { calendarDays: number; workingDays: number } | null;
}

type Case = Pick<Intake, 'id' | 'office' | 'number' | 'sop' | 'facts'>;

/** Whether the SOP is one of those that the public hears of. */
export const isAnnounced = (sop: string): sop is 'maintenance' | 'outage' => sop === 'maintenance' || sop === 'outage';

/** Overlaps are those of this moment: a window that moved since is none any more. */
export async function announcedOf({ db }: ApiDeps, { id, office, number, sop, facts }: Case): Promise<Announced> {
  const [row] = await db.select().from(announcements).where(eq(announcements.caseId, id));
  const { systems, startsAt, endsAt, isOfficial, isPublic } = row ?? reported(facts);
  const isPlanned = sop === 'maintenance' && startsAt !== null && endsAt !== null && !['selesai', 'dibatalkan'].includes(row?.state ?? '');
  const isOver = sop === 'outage' && startsAt !== null && endsAt !== null;
  const days = isOver ? daysTouched((await officeNow(db, office)).calendar, startsAt.getTime(), endsAt.getTime()) : null;
  return { systems, startsAt, endsAt, isOfficial, isPublic, days, overlaps: isPlanned ? await overlapsOf(db, { office, systems, startsAt, endsAt, besides: number }) : [] };
}

/** As it was begun, until its workflow has taken its first step. */
export function reported(facts: Intake['facts']): Omit<Announced, 'overlaps' | 'days'> {
  const instant = (at: string | null | undefined) => (at ? new Date(at) : null);
  return { systems: (facts.systems ?? '').split(','), startsAt: instant(facts.startsAt ?? facts.firstFailedAt ?? facts.firstReportedAt), endsAt: instant(facts.endsAt), isOfficial: false, isPublic: false };
}

/** What the forms of an act show as filled in already: the present systems and times. */
export function announcedChoices({ sop, rules }: Intake, { systems, startsAt, endsAt }: Announced, groups: Choices[string]): Choices {
  const known = sop === 'outage' ? rules.outage.systems : rules.maintenance.systems;
  const at = (instant: Date | null): Choices[string] => {
    const value = localInput(instant?.getTime() ?? Date.now(), rules.office.utcOffsetMinutes);
    return [{ value, label: value, suggested: true }];
  };
  return {
    ...(sop === 'outage' ? { channel: Object.entries(channels).map(([value, label]) => ({ value, label })) } : {}),
    systems: known.map(({ code, label }) => ({ value: code, label, ticked: systems.includes(code) })), group: groups,
    startsAt: at(startsAt), endsAt: at(endsAt), endedAt: at(sop === 'outage' ? endsAt : null), startedAt: at(startsAt), at: at(null),
  };
}
