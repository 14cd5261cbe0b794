import { eq } from 'drizzle-orm';
import { localIso } from '../../activities/figures/local.ts';
import { officeNow } from '../../activities/office.ts';
import { accessLog, cases } from '../../db/schema.ts';
import { registry } from '../../workflows/registry.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { stepsOf } from './chronology-steps.ts';
import { eventsIn, namesOf, plansIn, wordsIn } from './record-of.ts';

export type Chronology = Awaited<ReturnType<typeof chronologyOf>>;

/**
 * Who did what when, and when it was planned (the *mutu baku* of an SOP). It shows names and words, so the reading is logged.
 * @throws Problem no-function
 */
export async function chronologyOf(deps: ApiDeps, intake: Intake, staff: Staff) {
  requireFunction(staff);
  const { db } = deps;
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'chronology', caseId: intake.id });
  const { calendar } = await officeNow(db, intake.office);
  const [row] = await db.select().from(cases).where(eq(cases.id, intake.id));
  const [events, plans, words] = await Promise.all([eventsIn(deps, intake), plansIn(deps, intake), wordsIn(deps, intake)]);
  // 'to' of a hand-over is a person; of an escalation a function, which no person is called. The others are those of a medium's moves.
  const ids = [intake.facts.enteredBy, ...events.flatMap(({ actor, data }) => [actor, data.to, data.giver, data.carrier, data.receiver, data.beforeReceiver, data.witness])].filter((id) => typeof id === 'string');
  const names = await namesOf(deps, intake.office, [...new Set(ids)]);
  const { name, utcOffsetMinutes } = intake.rules.office;
  const closedAt = row?.closedAt?.getTime() ?? null;
  const state = row?.state ?? 'diterima';
  return {
    number: intake.number, office: name, regulation: intake.rules.regulation, utcOffsetMinutes,
    state, stateText: registry[intake.sop]?.states[state] ?? state,
    receivedAt: localIso(intake.receivedAt.getTime(), utcOffsetMinutes), closedAt: closedAt === null ? null : localIso(closedAt, utcOffsetMinutes),
    steps: stepsOf({ intake, closedAt, events, plans, words, names, calendar }, Date.now()),
  };
}
