import { and, eq } from 'drizzle-orm';
import { lockOutages, openOutage, overlapsOf } from '../db/announced.ts';
import type { Overlap } from '../db/announced.ts';
import type { Transaction } from '../db/client.ts';
import { intakes } from '../db/schema.ts';
import type { SopContract } from '../workflows/contract.ts';
import { beginBackup, isAboutBackups, requireDeclared } from './backup/begin.ts';
import { ofKey } from './custody/begin.ts';
import type { Own } from './custody/begin.ts';
import type { ApiDeps } from './deps.ts';
import { takeIn } from './intake.ts';
import type { Intake } from './intake.ts';
import { officeInForce, requireSections } from './offices.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

interface Start { contract: SopContract; staff: Staff; body: Record<string, unknown>; idempotencyKey: string }

/**
 * Takes in a matter of the office itself: a window, an outage, what concerns its backups. Windows that overlap are no refusal: their numbers travel
 * with it, so that whoever approves is warned.
 * @throws Problem no-function, wrong-function, outage-open, those of `beginBackup` and those of `takeIn`
 */
export async function startByOffice(deps: ApiDeps, { contract, staff, body, idempotencyKey }: Start): Promise<{ intake: Intake; overlaps: Overlap[] }> {
  requireFunction(staff);
  const { office } = staff;
  const parts = contract.start.toIntake(body);
  const inForce = await officeInForce(deps.db, office);
  requireSections(inForce, contract);
  // Who has nothing to back up is told so, whatever function asks.
  if (isAboutBackups(contract.sop)) requireDeclared(inForce);
  const fn = contract.start.function?.(parts, inForce.rules) ?? null;
  if (fn !== null && !staff.functions.includes(fn)) throw new Problem('wrong-function', { function: fn });
  const systems = (parts.facts.systems ?? '').split(',');
  const { startsAt, endsAt } = parts.facts;
  const overlaps = startsAt && endsAt ? await overlapsOf(deps.db, { office, systems, startsAt: new Date(startsAt), endsAt: new Date(endsAt) }) : [];
  const begun = await beginBackup(deps, { office: inForce, sop: contract.sop, facts: parts.facts, functions: staff.functions, own: { principal: staff.person, idempotencyKey } });
  const intake = await takeIn(deps, {
    office, contract, body, principal: staff.person, idempotencyKey, entry: { channel: 'kantor', contact: null, externalNumber: null },
    about: { facts: { overlaps: overlaps.map(({ number }) => number).join(',') || null, ...begun?.facts }, reporter: null },
    ...(begun && { guard: begun.guard }),
    ...(contract.sop === 'outage' ? { guard: (tx: Transaction) => requireNoOutage(tx, office, systems, { principal: staff.person, idempotencyKey }) } : {}),
  });
  return { intake, overlaps };
}

/** A retry of the first is the first. @throws Problem outage-open when one of these systems has an outage that is not over */
async function requireNoOutage(tx: Transaction, office: string, systems: string[], own: Own): Promise<void> {
  await lockOutages(tx, office);
  const open = await openOutage(tx, office, systems);
  if (!open) return;
  if (await tx.$count(intakes, and(eq(intakes.id, open.caseId), ofKey(office, own))) === 0) throw new Problem('outage-open', { number: open.number });
}
