import { and, asc, count, desc, eq, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import { localDate } from '../offices/terms.ts';
import { accounts, cases, intakes } from '../db/schema.ts';
import { appointmentContract } from '../workflows/appointment/contract.ts';
import { deactivationContract } from '../workflows/deactivation/contract.ts';
import type { Account } from './accounts.ts';
import { contactOf } from './accounts.ts';
import type { ApiDeps } from './deps.ts';
import type { OfficeInForce } from './offices.ts';
import { tellOvertaken } from './overtaken-terms.ts';
import { takeInSystem } from '../db/take-in-system.ts';
import { inEveryOffice } from './in-every-office.ts';

const { sop } = appointmentContract;
const deactivation = deactivationContract.sop;
/** A run takes so many of an office; the next one goes on. */
const batch = 200;

/**
 * Takes in one case for every account of a non-provider whose term ends, or whose open-ended term wants its confirmation, within the office's
 * notice, and for one that stays flagged after its deactivation was refused: never two at a time. Open cases about a term that is the account's
 * no more are told so. The sweeper starts the workflows; any number of sweepers may call it at any time.
 * @param now epoch ms
 */
export async function startAppointments(deps: ApiDeps, now = Date.now()): Promise<void> {
  await inEveryOffice(deps, sop, async (office) => {
    await tellOvertaken(deps, office.id);
    for (const due of await dueIn(deps, office, now)) {
      try {
        await takeIn(deps, office, due, now);
      } catch (error) {
        // An account whose person cannot be told holds up no other.
        deps.log.warn({ office: office.id, account: due.account.number, code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'term not taken in yet; the sweeper tries again');
      }
    }
  });
}

interface Due { account: Account; confirmBy: string; before: number }

async function takeIn(deps: ApiDeps, office: OfficeInForce, { account, confirmBy, before }: Due, now: number): Promise<void> {
  const { number, kind, until, confirmedAt } = account;
  await takeInSystem(deps, office, {
    sop, key: `${number}:${before}`, facts: () => ({ account: number, kind, until, confirmBy, confirmedAt: confirmedAt.toISOString() }), reporter: await contactOf(deps, account), now,
    text: until === null ? `Masa tugas akun ${number} tidak dibatasi dan perlu dikonfirmasi paling lambat ${confirmBy}.` : `Masa tugas akun ${number} berakhir ${until}.`,
  });
}

/**
 * `confirmBy`: the last day of the term, or of the time for which it stands confirmed; both count to the end of that local day. `before`: how many
 * cases about the account's terms there were.
 */
async function dueIn({ db }: ApiDeps, { id, rules, settings: { utcOffsetMinutes } }: OfficeInForce, now: number): Promise<Due[]> {
  // Rules that were recorded before there were accounts do not know them.
  const { appointment, registration }: Partial<typeof rules> = rules;
  const kinds = (registration?.kinds ?? []).filter(({ group }) => group === 'non-provider').map(({ code }) => code);
  if (!appointment || kinds.length === 0) return [];
  const confirmed = sql`(${accounts.confirmedAt} at time zone 'UTC' + make_interval(mins => ${utcOffsetMinutes}::int) + make_interval(months => ${appointment.confirmEvery.value}::int))::date`;
  const confirmBy = sql<string>`coalesce(${accounts.until}, ${confirmed})::text`;
  const about = (...sops: string[]) => and(eq(intakes.office, id), eq(sql`${intakes.facts}->>'account'`, accounts.number), inArray(intakes.sop, sops));
  // What was taken in and has no row yet is open, too.
  const open = (of: string) => db.select({ id: intakes.id }).from(intakes).leftJoin(cases, eq(cases.id, intakes.id)).where(and(about(of), isNull(cases.closedAt)));
  const last = db.select({ sop: intakes.sop }).from(intakes).innerJoin(cases, eq(cases.id, intakes.id)).where(about(sop, deactivation)).orderBy(desc(cases.closedAt)).limit(1);
  const before = db.select({ number: count() }).from(intakes).where(about(sop));
  return db.select({ account: accounts, confirmBy, before: sql<number>`(${before})`.mapWith(Number) }).from(accounts).where(and(
    eq(accounts.office, id), inArray(accounts.kind, kinds), notExists(open(sop)),
    or(
      and(eq(accounts.state, 'aktif'), sql`${confirmBy} < ${localDate(now + appointment.notice.value, utcOffsetMinutes)}`),
      // Flagged, and not deactivated after all: whoever handles terms has it again.
      and(eq(accounts.state, 'ditandai'), notExists(open(deactivation)), sql`(${last}) = ${deactivation}`),
    ),
  )).orderBy(asc(confirmBy), asc(accounts.number)).limit(batch);
}
