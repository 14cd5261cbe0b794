import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { accounts, cases, intakes } from '../db/schema.ts';
import { appointmentContract } from '../workflows/appointment/contract.ts';
import { overtaken } from '../workflows/appointment/messages.ts';
import type { ApiDeps } from './deps.ts';

/** Tells every open case about a term that the account is deactivated or has another term by now; the case closes itself. Told again until it has. */
export async function tellOvertaken({ db, client, log }: ApiDeps, office: string): Promise<void> {
  const fact = (name: string) => sql`${intakes.facts}->>${name}`;
  const rows = await db.select({ number: intakes.number, workflowId: intakes.workflowId }).from(intakes)
    .innerJoin(cases, eq(cases.id, intakes.id)).innerJoin(accounts, and(eq(accounts.office, intakes.office), eq(accounts.number, fact('account'))))
    .where(and(eq(intakes.office, office), eq(intakes.sop, appointmentContract.sop), isNull(cases.closedAt), or(
      eq(accounts.state, 'nonaktif'), sql`${accounts.until} is distinct from (${fact('until')})::date`,
      // An open-ended term is another one after each confirmation.
      and(isNull(accounts.until), sql`date_trunc('milliseconds', ${accounts.confirmedAt}) <> (${fact('confirmedAt')})::timestamptz`),
    )));
  for (const { number, workflowId } of rows) {
    await client.withDeadline(Date.now() + 3000, () => client.workflow.getHandle(workflowId).signal(overtaken))
      .catch((error: unknown) => log.warn({ number, reason: error instanceof Error ? error.name : 'unknown' }, 'case not told that its term is over; the sweeper tries again'));
  }
}
