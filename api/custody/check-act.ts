import { and, eq } from 'drizzle-orm';
import { officeNow } from '../../activities/office.ts';
import { assignments, people } from '../../db/schema.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import { Problem } from '../problems.ts';
import { requireAfterLast } from './after-last.ts';

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
      await afterLast(deps, intake, body);
      return { receiverFunction: await functionOf(deps, intake, body, 'receiver'), inServerRoom };
    }
    case 'redirect': {
      const inServerRoom = await isServerRoom(deps, intake, body, 'to');
      // Back where it came from it would not be apart (ARC-2); what comes back may wait elsewhere.
      if (inServerRoom && intake.facts.move === 'keluar') throw new Problem('wrong-place', { field: 'to' });
      return { inServerRoom, receiverFunction: await functionOf(deps, intake, body, 'receiver') };
    }
    case 'lost': {
      if (body.at !== undefined) await afterLast(deps, intake, body);
      return {};
    }
    case 'found': return { inServerRoom: await isServerRoom(deps, intake, body, 'place') };
    case 'destroy': {
      await functionOf(deps, intake, body, 'witness');
      await afterLast(deps, intake, body);
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

const afterLast = ({ db }: ApiDeps, { office, id, facts }: Intake, { at }: Body): Promise<void> => requireAfterLast(db, { office, medium: facts.medium ?? '', caseId: id }, String(at), 'at');
