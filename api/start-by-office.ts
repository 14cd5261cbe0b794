import { and, eq } from 'drizzle-orm';
import { lockOutages, openOutage, overlapsOf } from '../db/announced.ts';
import type { Overlap } from '../db/announced.ts';
import type { Transaction } from '../db/client.ts';
import { intakes } from '../db/schema.ts';
import type { SopContract } from '../workflows/contract.ts';
import type { ApiDeps } from './deps.ts';
import { takeIn } from './intake.ts';
import type { Intake } from './intake.ts';
import { officeInForce, requireSections } from './offices.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

interface Start { contract: SopContract; staff: Staff; body: Record<string, unknown>; idempotencyKey: string }

/**
 * Takes in a matter of the office itself: a window, an outage. Windows that overlap are no refusal: their numbers travel
 * with it, so that whoever approves is warned.
 * @throws Problem no-function, wrong-function, outage-open, and those of `takeIn`
 */
export async function startByOffice(deps: ApiDeps, { contract, staff, body, idempotencyKey }: Start): Promise<{ intake: Intake; overlaps: Overlap[] }> {
  requireFunction(staff);
  const { office } = staff;
  const parts = contract.start.toIntake(body);
  const inForce = await officeInForce(deps.db, office);
  requireSections(inForce, contract);
  const fn = contract.start.function?.(parts, inForce.rules) ?? null;
  if (fn !== null && !staff.functions.includes(fn)) throw new Problem('wrong-function', { function: fn });
  const systems = (parts.facts.systems ?? '').split(',');
  const { startsAt, endsAt } = parts.facts;
  const overlaps = startsAt && endsAt ? await overlapsOf(deps.db, { office, systems, startsAt: new Date(startsAt), endsAt: new Date(endsAt) }) : [];
  const intake = await takeIn(deps, {
    office, contract, body, principal: staff.person, idempotencyKey, entry: { channel: 'kantor', contact: null, externalNumber: null },
    about: { facts: { overlaps: overlaps.map(({ number }) => number).join(',') || null }, reporter: null },
    ...(contract.sop === 'outage' ? { guard: (tx: Transaction) => requireNoOutage(tx, office, systems, { principal: staff.person, idempotencyKey }) } : {}),
  });
  return { intake, overlaps };
}

/** A retry of the first is the first. @throws Problem outage-open when one of these systems has an outage that is not over */
async function requireNoOutage(tx: Transaction, office: string, systems: string[], own: { principal: string; idempotencyKey: string }): Promise<void> {
  await lockOutages(tx, office);
  const open = await openOutage(tx, office, systems);
  if (!open) return;
  const isRetry = await tx.$count(intakes, and(eq(intakes.id, open.caseId), eq(intakes.principal, own.principal), eq(intakes.idempotencyKey, own.idempotencyKey))) > 0;
  if (!isRetry) throw new Problem('outage-open', { number: open.number });
}
