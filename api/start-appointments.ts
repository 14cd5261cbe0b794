import { and, asc, eq, inArray, notExists, sql } from 'drizzle-orm';
import { localDate } from '../offices/terms.ts';
import { accounts, intakes } from '../db/schema.ts';
import { appointmentContract } from '../workflows/appointment/contract.ts';
import { contactOf } from './accounts.ts';
import type { ApiDeps } from './deps.ts';
import type { OfficeInForce } from './offices.ts';
import { inEveryOffice, takeInSystem } from './take-in-system.ts';

const { sop } = appointmentContract;
/** A run takes so many of an office; the next one goes on. */
const batch = 200;

/**
 * Takes in one case for every account of a non-provider whose term ends, or whose open-ended term wants its confirmation, within the office's
 * notice: once per account and date. The sweeper starts its workflow; any number of sweepers may call it at any time.
 * @param now epoch ms
 */
export async function startAppointments(deps: ApiDeps, now = Date.now()): Promise<void> {
  await inEveryOffice(deps, sop, async (office) => {
    for (const { account, confirmBy } of await dueIn(deps, office, now)) {
      const { number, kind, until } = account;
      await takeInSystem(deps, office, {
        sop, key: `${number}:${confirmBy}`, facts: () => ({ account: number, kind, until, confirmBy }), reporter: await contactOf(deps, account), now,
        text: until === null ? `Masa tugas akun ${number} tidak dibatasi dan perlu dikonfirmasi paling lambat ${confirmBy}.` : `Masa tugas akun ${number} berakhir ${until}.`,
      });
    }
  });
}

/** `confirmBy`: the last day of the term, or of the time for which it stands confirmed. Both count to the end of that local day. */
async function dueIn({ db }: ApiDeps, { id, rules, settings: { utcOffsetMinutes } }: OfficeInForce, now: number) {
  // Rules that were recorded before there were accounts do not know them.
  const { appointment, registration }: Partial<typeof rules> = rules;
  const kinds = (registration?.kinds ?? []).filter(({ group }) => group === 'non-provider').map(({ code }) => code);
  if (!appointment || kinds.length === 0) return [];
  const confirmed = sql`(${accounts.confirmedAt} at time zone 'UTC' + make_interval(mins => ${utcOffsetMinutes}::int) + make_interval(months => ${appointment.confirmEvery.value}::int))::date`;
  const confirmBy = sql<string>`coalesce(${accounts.until}, ${confirmed})::text`;
  const before = db.select().from(intakes).where(and(
    eq(intakes.office, id), eq(sql`${intakes.facts}->>'account'`, accounts.number), eq(intakes.sop, sop), eq(sql`${intakes.facts}->>'confirmBy'`, confirmBy),
  ));
  return db.select({ account: accounts, confirmBy }).from(accounts).where(and(
    eq(accounts.office, id), eq(accounts.state, 'aktif'), inArray(accounts.kind, kinds),
    sql`${confirmBy} < ${localDate(now + appointment.notice.value, utcOffsetMinutes)}`, notExists(before),
  )).orderBy(asc(confirmBy), asc(accounts.number)).limit(batch);
}
