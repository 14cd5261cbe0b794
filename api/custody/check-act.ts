import { and, eq, max, ne } from 'drizzle-orm';
import { officeNow } from '../../activities/office.ts';
import { backupCopies, mediaMoves } from '../../db/backup-schema.ts';
import { assignments, people } from '../../db/schema.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import { Problem } from '../problems.ts';

type Body = Record<string, unknown>;

/** What the workflow is told beside the act's own fields: codes only. */
export interface Added { receiverFunction?: FunctionCode; inServerRoom?: boolean }

/**
 * People and places in an act on a medium must be those of this office at this moment. Who receives, and whether it lies in a server
 * room afterwards, decides the workflow by what is added here.
 * @throws Problem wrong-person, not-a-carrier, unknown-place, wrong-place, before-last-move
 */
export async function custodyAdds(deps: ApiDeps, intake: Intake, act: string, body: Body): Promise<Added> {
  switch (act) {
    case 'hand': {
      for (const field of ['carrier', 'giver']) if (body[field] !== undefined) await functionOf(deps, intake, body, field);
      await requireCarrier(deps, intake, String(body.carrier));
      const inServerRoom = await isServerRoom(deps, intake, body, 'to');
      if (inServerRoom !== (intake.facts.move === 'kembali')) throw new Problem('wrong-place', { field: 'to' });
      await requireAfterLast(deps, intake, body);
      return { receiverFunction: await functionOf(deps, intake, body, 'receiver'), inServerRoom };
    }
    case 'redirect': {
      const inServerRoom = await isServerRoom(deps, intake, body, 'to');
      // Back where it came from it would not be apart (ARC-2); what comes back may wait elsewhere.
      if (inServerRoom && intake.facts.move === 'keluar') throw new Problem('wrong-place', { field: 'to' });
      return { inServerRoom, receiverFunction: await functionOf(deps, intake, body, 'receiver') };
    }
    case 'found': return { inServerRoom: await isServerRoom(deps, intake, body, 'place') };
    case 'destroy': {
      await functionOf(deps, intake, body, 'witness');
      await requireAfterLast(deps, intake, body);
      return {};
    }
    default: return {};
  }
}

/** The first function that a person of this office holds now: a task for it is the person's. @throws Problem wrong-person */
async function functionOf({ db }: ApiDeps, { office }: Intake, body: Body, field: string): Promise<FunctionCode> {
  const id = String(body[field]);
  const now = await officeNow(db, office);
  const active = await db.$count(people, and(eq(people.office, office), eq(people.id, id), eq(people.active, true)));
  // Who stands in for a time holds the function by an assignment of his own.
  const held = active === 0 ? [] : await db.selectDistinct({ fn: assignments.function }).from(assignments).where(and(eq(assignments.office, office), eq(assignments.person, id))).orderBy(assignments.function);
  const seat = held.find(({ fn }) => now.holders(fn, Date.now()).includes(id));
  if (!seat) throw new Problem('wrong-person', { field });
  return seat.fn;
}

/** Only who the office file lists may carry this medium; anybody where it lists nobody. @throws Problem not-a-carrier */
async function requireCarrier({ db }: ApiDeps, { office, facts }: Intake, carrier: string): Promise<void> {
  const carriers = (await officeInForce(db, office)).settings.backup?.media.find(({ code }) => code === facts.medium)?.carriers ?? [];
  if (carriers.length > 0 && !carriers.includes(carrier)) throw new Problem('not-a-carrier', { field: 'carrier' });
}

/** @throws Problem unknown-place */
async function isServerRoom({ db }: ApiDeps, { office }: Intake, body: Body, field: string): Promise<boolean> {
  const places = (await officeInForce(db, office)).settings.backup?.places ?? [];
  const place = places.find(({ code }) => code === body[field]);
  if (!place) throw new Problem('unknown-place', { field, allowed: places.map(({ code, label }) => ({ code, label })) });
  return place.serverRoom;
}

/** A medium cannot leave before it has come, nor before the last copy on it was read back where it stood. To the minute, as people write it. @throws Problem before-last-move */
async function requireAfterLast({ db }: ApiDeps, { office, id, facts }: Intake, { at }: Body): Promise<void> {
  const medium = facts.medium ?? '';
  const [[last], [copied]] = await Promise.all([
    db.select({ at: max(mediaMoves.receivedAt) }).from(mediaMoves).where(and(eq(mediaMoves.office, office), eq(mediaMoves.medium, medium), ne(mediaMoves.caseId, id))),
    db.select({ at: max(backupCopies.verifiedAt) }).from(backupCopies).where(and(eq(backupCopies.office, office), eq(backupCopies.store, medium))),
  ]);
  const since = Math.max(...[last, copied].map((known) => known?.at?.getTime() ?? 0));
  if (Date.parse(String(at)) < since - since % 60_000) throw new Problem('before-last-move', { field: 'at', since: new Date(since).toISOString() });
}
