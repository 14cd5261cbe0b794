import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SopContract } from '../workflows/contract.ts';
import type { Transaction } from '../db/client.ts';
import { accounts, cases, intakes } from '../db/schema.ts';
import { contactOf, namedAccount } from './accounts.ts';
import type { Account } from './accounts.ts';
import type { ApiDeps } from './deps.ts';
import { partsOf, takeIn } from './intake.ts';
import type { Intake } from './intake.ts';
import { officeInForce } from './offices.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

interface Start { contract: SopContract; staff: Staff; body: Record<string, unknown>; idempotencyKey: string }

/** What every such start carries; the schema of the route has checked the rest. */
const said = z.looseObject({ account: z.string() });

/**
 * Takes in a matter that the office itself begins about one of its accounts; the person of the account is told as the reporter.
 * @throws Problem no-function, unknown-account, wrong-function, deactivation-open, and those of `takeIn`
 */
export async function startByStaff(deps: ApiDeps, { contract, staff, body, idempotencyKey }: Start): Promise<Intake> {
  requireFunction(staff);
  const account = await namedAccount(deps.db, staff.office, said.parse(body).account);
  const { contact, ...reporter } = await contactOf(deps, account);
  const about = { facts: { account: account.number, kind: account.kind, accountState: account.state }, reporter };
  const { rules } = await officeInForce(deps.db, staff.office);
  const fn = contract.start.function?.(partsOf({ contract, body, about }), rules) ?? null;
  if (fn !== null && !staff.functions.includes(fn)) throw new Problem('wrong-function', { function: fn });
  return takeIn(deps, {
    office: staff.office, contract, body, principal: staff.person, idempotencyKey, about, entry: { channel: 'kantor', contact, externalNumber: null },
    guard: (tx) => requireNoneOpen(tx, account, contract.sop, { principal: staff.person, idempotencyKey }),
  });
}

/** One such matter at a time about an account; two at the same moment wait for each other. A retry of the first is the first. @throws Problem deactivation-open */
async function requireNoneOpen(tx: Transaction, { office, number }: Account, sop: string, own: { principal: string; idempotencyKey: string }): Promise<void> {
  await tx.select({ number: accounts.number }).from(accounts).where(and(eq(accounts.office, office), eq(accounts.number, number))).for('update');
  const [open] = await tx.select({ number: intakes.number, principal: intakes.principal, idempotencyKey: intakes.idempotencyKey }).from(intakes).leftJoin(cases, eq(cases.id, intakes.id))
    .where(and(eq(intakes.office, office), eq(sql`${intakes.facts}->>'account'`, number), eq(intakes.sop, sop), isNull(cases.closedAt))).limit(1);
  if (open && !(open.principal === own.principal && open.idempotencyKey === own.idempotencyKey)) throw new Problem('deactivation-open', { number: open.number });
}
