import { and, desc, eq, gte, isNull, lt, or } from 'drizzle-orm';
import { announcements, probeStates, unwatched } from '../../db/schema.ts';
import { isLongUnwatched } from '../../offices/watching.ts';
import type { Rules } from '../../regulations/rules.ts';
import { basisOf } from '../../workflows/kernel/basis.ts';
import { maintenanceContract } from '../../workflows/maintenance/contract.ts';
import { outageContract } from '../../workflows/outage/contract.ts';
import type { ApiDeps } from '../deps.ts';
import { officeInForce, requireSections } from '../offices.ts';
import type { OfficeInForce } from '../offices.ts';
import { Problem } from '../problems.ts';
import { announced } from './announced.ts';
import type { Announced, Named } from './announced.ts';
import { availability } from './availability.ts';
import { monthsUntil, startOfDate } from './months.ts';
import type { Month } from './months.ts';
import { spanOf } from './phase.ts';
import type { AnnouncementRow } from './phase.ts';
import type { Span } from './spans.ts';
import { stateOfSystem } from './system-state.ts';
import type { SystemState } from './system-state.ts';

const DAY_MS = 86_400_000;
const historyDays = 90;
const chartMonths = 6;

export interface ShownSystem extends Named {
  state: SystemState;
  /** Epoch ms of the last look of a probe; null where none looks. */
  checkedAt: number | null;
  /** The oldest month first; 0 to 1, null where nothing can be said. */
  months: { code: string; from: number; share: number | null }[];
}

export interface ShownOffice { id: string; name: string; utcOffsetMinutes: number; /** Epoch ms. */ since: number }

/** What everybody may know of an office's systems, at one moment; instants in epoch ms. */
export interface Board {
  office: ShownOffice;
  madeAt: number;
  systems: ShownSystem[];
  /** Open, planned, and what was over within the last 90 days; the newest start first. */
  announced: Announced[];
  /** The norms behind an announcement, in words. */
  basis: Record<'maintenance' | 'outage', string[]>;
}

type Deps = Pick<ApiDeps, 'db' | 'vault'>;

/** @throws Problem unknown-office, also for text that Postgres would not take; office-outdated */
export async function shownOffice({ db }: Deps, id: string): Promise<OfficeInForce> {
  if (!/^[a-z0-9-]{1,60}$/.test(id)) throw new Problem('unknown-office');
  const office = await officeInForce(db, id);
  requireSections(office, maintenanceContract);
  requireSections(office, outageContract);
  return office;
}

export const shownAs = ({ id, name, settings: { utcOffsetMinutes, since } }: OfficeInForce): ShownOffice =>
  ({ id, name, utcOffsetMinutes, since: startOfDate(since, utcOffsetMinutes) });

/** A system that the office does not name any more keeps its code. */
export const namer = ({ settings }: OfficeInForce) => (code: string): Named => settings.systems.find((system) => system.code === code) ?? { code, label: code };

/** @param now epoch ms */
export async function readBoard(deps: Deps, id: string, now = Date.now()): Promise<Board> {
  const { db } = deps;
  const office = await shownOffice(deps, id);
  const shown = shownAs(office);
  const { rules, settings } = office;
  const months = monthsUntil(now, chartMonths, shown.utcOffsetMinutes);
  const from = new Date(Math.min(months[0]?.from ?? now, now - historyDays * DAY_MS));
  const [rows, dark, probes] = await Promise.all([
    publicRows(deps, id, from, null),
    db.select({ from: unwatched.from, to: unwatched.to }).from(unwatched).where(and(eq(unwatched.office, id), or(isNull(unwatched.to), gte(unwatched.to, from)))),
    db.select().from(probeStates).where(eq(probeStates.office, id)),
  ]);
  const recent = rows.filter((row) => (row.endsAt ?? row.updatedAt).getTime() >= now - historyDays * DAY_MS || row.endsAt === null);
  const normsOf = ({ basis }: Rules['maintenance' | 'outage']) => basis.map((source) => basisOf(source, rules.regulation));
  const all = await announced(deps, recent, namer(office), now);
  const unknown = [...dark.map((span) => ({ from: span.from.getTime(), to: span.to?.getTime() ?? now })), ...sinceLastLook(settings, probes, now)];
  return {
    office: shown, madeAt: now, announced: all,
    systems: settings.systems.map(({ code, label }) => {
      const own = probes.filter(({ system }) => system === code);
      return {
        code, label, ...stateOfSystem({ announced: all.filter(({ systems }) => systems.some((one) => one.code === code)), probes: own, isDark: dark.some(({ to }) => to === null), watch: settings.watch, now }),
        months: months.map((month) => ({ code: month.code, from: month.from, share: shareOf(month, rows.filter(({ systems }) => systems.includes(code)), unknown, shown, now) })),
      };
    }),
    basis: { maintenance: normsOf(rules.maintenance), outage: normsOf(rules.outage) },
  };
}

/** No round has run for so long that the next one writes this time down as unwatched; until then it counts no more than later. */
function sinceLastLook({ watch }: OfficeInForce['settings'], probes: Pick<typeof probeStates.$inferSelect, 'checkedAt'>[], now: number): Span[] {
  const last = Math.max(...probes.map(({ checkedAt }) => checkedAt.getTime()));
  return watch && Number.isFinite(last) && isLongUnwatched(watch, last, now) ? [{ from: last, to: now }] : [];
}

/** Everything let known that was not over before `from` and began before `to`; the newest start first. */
export function publicRows({ db }: Deps, office: string, from: Date, to: Date | null): Promise<AnnouncementRow[]> {
  const lasted = or(isNull(announcements.endsAt), gte(announcements.endsAt, from), gte(announcements.updatedAt, from));
  return db.select().from(announcements)
    .where(and(eq(announcements.office, office), eq(announcements.isPublic, true), lasted, to === null ? undefined : lt(announcements.startsAt, to)))
    .orderBy(desc(announcements.startsAt), desc(announcements.number));
}

function shareOf({ from, to }: Month, rows: AnnouncementRow[], dark: { from: number; to: number }[], { since }: ShownOffice, now: number): number | null {
  const spans = (kind: AnnouncementRow['kind']) => rows.flatMap((row) => (row.kind === kind ? spanOf(row, now) ?? [] : []));
  return availability({ from: Math.max(from, since), to: Math.min(to, now) }, { outages: spans('outage'), windows: spans('maintenance'), unwatched: dark });
}
