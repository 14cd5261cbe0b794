import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { openNextWindow, wordsPlace } from '../activities/open-next-window.ts';
import { accessLog, recurrences } from '../db/schema.ts';
import { nextOccurrence } from '../offices/recurrence.ts';
import type { RecurrencePattern } from '../offices/recurrence.ts';
import { unknownSystem } from '../workflows/contract-parts.ts';
import { maintenanceContract } from '../workflows/maintenance/contract.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './group-click.ts';
import { officeInForce, requireSections } from './offices.ts';
import type { OfficeInForce } from './offices.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

interface NewRecurrence extends RecurrencePattern { systems: string[]; reason: string; effect: string }

/** Keeps a window that comes again and takes in its first one; its Schedule is made by the sweeper. @throws Problem no-function, wrong-function, office-outdated, unknown-system, key-reused */
export async function createRecurrence(deps: ApiDeps, { staff, body, idempotencyKey }: { staff: Staff; body: NewRecurrence; idempotencyKey: string }) {
  const office = await planningOffice(deps, staff);
  const { systems, reason, effect, ...pattern } = body;
  const wrong = unknownSystem({ systems: systems.join(',') }, office.settings.systems);
  if (wrong) throw new Problem(wrong.code, { field: wrong.field, allowed: wrong.allowed });
  const id = await once(deps, { staff, idempotencyKey, act: 'create-recurrence', groupId: null, body }, async (tx, recurrence) => {
    const words = deps.vault.seal(`Alasan: ${reason}\nPerkiraan dampak: ${effect}`, wordsPlace(recurrence));
    await tx.insert(recurrences).values({ id: recurrence, office: office.id, person: staff.person, systems, pattern, wordsSealed: words });
  });
  const now = Date.now();
  await openNextWindow(deps, { id, now });
  return { id, next: nextOf(office, pattern, now) };
}

/** Those that have not ended, oldest first; the reading is logged. @throws Problem no-function */
export async function listRecurrences(deps: ApiDeps, staff: Staff) {
  const { db, vault } = deps;
  requireFunction(staff);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'recurrences' });
  const office = await officeInForce(db, staff.office);
  const rows = await db.select().from(recurrences).where(and(eq(recurrences.office, staff.office), isNull(recurrences.endedAt))).orderBy(asc(recurrences.createdAt));
  return rows.map(({ id, person, systems, pattern, wordsSealed, createdAt }) => ({
    id, person, systems, ...pattern, words: vault.open(wordsSealed, wordsPlace(id)), createdAt, next: nextOf(office, pattern, Date.now()),
  }));
}

/** No further window is opened; those that were stay, each with its own acts. Ended twice is ended. @throws Problem no-function, wrong-function, unknown-recurrence */
export async function endRecurrence(deps: ApiDeps, staff: Staff, id: string): Promise<{ id: string; endedAt: Date | null }> {
  const { db } = deps;
  await planningOffice(deps, staff);
  const mine = and(eq(recurrences.office, staff.office), eq(recurrences.id, id));
  await db.update(recurrences).set({ endedAt: sql`clock_timestamp()`, endedBy: staff.person }).where(and(mine, isNull(recurrences.endedAt)));
  const [ended] = await db.select({ id: recurrences.id, endedAt: recurrences.endedAt }).from(recurrences).where(mine);
  if (!ended) throw new Problem('unknown-recurrence');
  return ended;
}

/** Who plans windows plans those that come again. */
async function planningOffice({ db }: ApiDeps, staff: Staff): Promise<OfficeInForce> {
  requireFunction(staff);
  const office = await officeInForce(db, staff.office);
  requireSections(office, maintenanceContract);
  const { planner } = office.rules.maintenance;
  if (!staff.functions.includes(planner)) throw new Problem('wrong-function', { function: planner });
  return office;
}

function nextOf({ settings }: OfficeInForce, pattern: RecurrencePattern, now: number) {
  const { startsAt, endsAt } = nextOccurrence(pattern, now, settings.utcOffsetMinutes);
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}
