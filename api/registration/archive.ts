import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import { localDate } from '../../offices/terms.ts';
import { accessLog, accounts, cases, events } from '../../db/schema.ts';
import { officeInForce } from '../offices.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { sayOrigin } from '../reading/sources.ts';
import { keptOf } from './kept.ts';

/** The SOPs about users, whose documents are kept (REG-21). */
export const aboutUsers = ['registration', 'deactivation', 'appointment'] as const;

/**
 * What is kept of a case about a user (REG-21): every copy and every paper without one, where it stands, what starts the years of keeping it, and who says how many. The
 * rule is the one in force today, because papers outlive the rules they came under. The reading is logged.
 * @throws Problem no-function
 */
export async function readArchive(deps: ApiDeps, intake: Intake, staff: Staff) {
  requireFunction(staff);
  const { db } = deps;
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'archive', caseId: intake.id });
  const { rules } = await officeInForce(db, intake.office);
  const { copies, papers } = await keptOf(deps, intake);
  const trigger = await triggerOf(db, intake);
  const { value: years, source } = rules.archive.years;
  return {
    number: intake.number, trigger,
    retention: { years, source: sayOrigin(source, rules.regulation), until: years === null || trigger.at === null ? null : yearsAfter(trigger.at, years, rules.office.utcOffsetMinutes) },
    documents: copies, papers,
  };
}

/** The years count from the end of the account; where there never was one, from the end of the case. `at`: not yet. */
async function triggerOf(db: ApiDeps['db'], { id, office, facts }: Intake): Promise<{ kind: 'account-deactivated' | 'case-closed'; at: Date | null }> {
  const named = facts.account ?? await changedAccount(db, id);
  const [account] = await db.select({ at: accounts.deactivatedAt }).from(accounts)
    .where(or(eq(accounts.caseId, id), named === null ? undefined : and(eq(accounts.office, office), eq(accounts.number, named))));
  if (account) return { kind: 'account-deactivated', at: account.at };
  const [row] = await db.select({ at: cases.closedAt }).from(cases).where(eq(cases.id, id));
  return { kind: 'case-closed', at: row?.at ?? null };
}

/** The number of the account that a later service was carried out on. */
async function changedAccount(db: ApiDeps['db'], caseId: string): Promise<string | null> {
  const number = sql<string>`${events.data}->>'account'`;
  const [done] = await db.select({ number }).from(events).where(and(eq(events.caseId, caseId), eq(events.type, 'carried-out'), isNotNull(number)));
  return done?.number ?? null;
}

/** '2031-11-21': the local date so many years later; 29 February becomes 1 March. */
function yearsAfter(at: Date, years: number, utcOffsetMinutes: number): string {
  const later = new Date(`${localDate(at.getTime(), utcOffsetMinutes)}T00:00:00Z`);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return localDate(later.getTime(), 0);
}
