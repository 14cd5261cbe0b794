import { and, eq, isNull, sql } from 'drizzle-orm';
import { overlapsOf } from '../db/announced.ts';
import type { Db } from '../db/client.ts';
import { readOfficeInForce } from '../db/office-in-force.ts';
import { intakes, recurrences } from '../db/schema.ts';
import { takeInSystem } from '../db/take-in-system.ts';
import type { Vault } from '../db/vault.ts';
import { nextOccurrence } from '../offices/recurrence.ts';

/** Where the words of a recurrence are sealed. */
export const wordsPlace = (id: string): string => `recurrences:${id}:words`;

/**
 * Takes in the next window of a recurrence that has not ended: the first occurrence after now, once, and never one that has begun. Systems
 * that the office has no more are left out.
 * @param now epoch ms
 */
export async function openNextWindow({ db, vault }: { db: Db; vault: Vault }, { id, now }: { id: string; now: number }): Promise<void> {
  const [recurrence] = await db.select().from(recurrences).where(and(eq(recurrences.id, id), isNull(recurrences.endedAt)));
  const office = recurrence && await readOfficeInForce(db, recurrence.office);
  if (!recurrence || !office) return;
  const systems = recurrence.systems.filter((system) => office.settings.systems.some(({ code }) => code === system));
  if (systems.length === 0) return;
  const { startsAt, endsAt } = nextOccurrence(recurrence.pattern, now, office.settings.utcOffsetMinutes);
  const window = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  const [from, to] = [window.startsAt.toISOString(), window.endsAt.toISOString()];
  const isOpened = await db.$count(intakes, and(eq(intakes.office, office.id), eq(intakes.sop, 'maintenance'), sql`${intakes.facts}->>'recurrence' = ${id}`, sql`${intakes.facts}->>'startsAt' = ${from}`)) > 0;
  if (isOpened) return;
  const overlaps = await overlapsOf(db, { office: office.id, systems, ...window });
  await takeInSystem({ db, vault }, office, {
    sop: 'maintenance', key: `${id}:${from}`, text: vault.open(recurrence.wordsSealed, wordsPlace(id)), now,
    facts: () => ({
      systems: systems.join(','), startsAt: from, endsAt: to, scheduleChecked: null, emergency: null,
      overlaps: overlaps.map(({ number }) => number).join(',') || null, recurrence: id, enteredBy: recurrence.person,
    }),
  });
}
