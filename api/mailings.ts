import { and, count, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { accessLog, intakes, mailings, notices } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { officeInForce } from './offices.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

export const copyStates = ['pending', 'sending', 'sent', 'refused', 'held', 'dropped'] as const;
export type CopyState = (typeof copyStates)[number];
/** A person's word on copies of which nobody knows whether they arrived. */
export const decisions = ['kirim-lagi', 'anggap-terkirim'] as const;
export type Decision = (typeof decisions)[number];

export interface MailingProgress {
  id: string;
  number: string;
  sop: string;
  template: string;
  systems: string[];
  isUrgent: boolean;
  createdAt: Date;
  /** Worth nothing any more after it. */
  until: Date | null;
  /** null: its copies are not written yet. */
  addressedAt: Date | null;
  doneAt: Date | null;
  copies: number;
  counts: Record<CopyState, number>;
  /** Share of the copies that wait no more, 0 to 1; 0 before they are written. */
  progress: number;
}

/** The mails to many of an office, newest first, each with what became of its copies. @throws Problem no-function */
export async function listMailings(deps: Pick<ApiDeps, 'db'>, staff: Staff, { limit, before }: { limit: number; before?: Date | undefined }): Promise<MailingProgress[]> {
  requireFunction(staff);
  return read(deps, and(eq(mailings.office, staff.office), before === undefined ? undefined : lt(mailings.createdAt, before)), limit);
}

/** @throws Problem no-function, unknown-mailing */
export async function readMailing(deps: Pick<ApiDeps, 'db'>, staff: Staff, id: string): Promise<MailingProgress> {
  requireFunction(staff);
  const [row] = await read(deps, and(eq(mailings.office, staff.office), eq(mailings.id, id)), 1);
  if (!row) throw new Problem('unknown-mailing');
  return row;
}

async function read({ db }: Pick<ApiDeps, 'db'>, where: ReturnType<typeof and>, limit: number): Promise<MailingProgress[]> {
  const rows = await db.select({ mailing: mailings, number: intakes.number }).from(mailings).innerJoin(intakes, eq(intakes.id, mailings.caseId)).where(where).orderBy(desc(mailings.createdAt)).limit(limit);
  const counted = rows.length === 0 ? [] : await db.select({ id: notices.mailingId, state: notices.state, copies: count() }).from(notices)
    .where(inArray(notices.mailingId, rows.map(({ mailing }) => mailing.id))).groupBy(notices.mailingId, notices.state);
  return rows.map(({ mailing: { id, sop, template, systems, isUrgent, createdAt, until, addressedAt, doneAt }, number }) => {
    const of = (state: CopyState) => counted.find((row) => row.id === id && row.state === state)?.copies ?? 0;
    const counts = Object.fromEntries(copyStates.map((state) => [state, of(state)])) as Record<CopyState, number>;
    const copies = Object.values(counts).reduce((sum, one) => sum + one, 0);
    const waiting = counts.pending + counts.sending;
    const progress = addressedAt === null ? 0 : copies === 0 ? 1 : (copies - waiting) / copies;
    return { id, number, sop, template, systems, isUrgent, createdAt, until, addressedAt, doneAt, copies, counts, progress };
  });
}

/**
 * Decides about all held copies of a mailing at once. Sent again, they wait like the others did, and the mailing is done
 * once more when they have left; what a newer mailing of the case has overtaken is not sent. Nothing held: nothing changes.
 * @throws Problem no-function, wrong-function, unknown-mailing
 */
export async function decideHeld(deps: Pick<ApiDeps, 'db'>, staff: Staff, id: string, decision: Decision): Promise<MailingProgress> {
  await readMailing(deps, staff, id);
  const { rules, settings } = await officeInForce(deps.db, staff.office);
  const deciders = [rules.maintenance.planner, rules.outage.technician];
  if (!deciders.some((fn) => staff.functions.includes(fn))) throw new Problem('wrong-function', { function: deciders[0] });
  await deps.db.transaction(async (tx) => {
    // Locked, so that the mailing is not called done while its copies begin to wait again.
    const [mailing] = await tx.select().from(mailings).where(eq(mailings.id, id)).for('update');
    const held = and(eq(notices.mailingId, id), eq(notices.state, 'held'));
    // News that was itself dropped, because it came too late say, overtakes nothing.
    const isNewer = sql`exists (
      select from mailings newer join notices later on later.mailing_id = newer.id and later.mail_ref = notices.mail_ref and later.state <> 'dropped'
      where newer.case_id = ${mailing!.caseId} and (newer.seq, newer.part) > (${mailing!.seq}::int, ${mailing!.part}::int))`;
    const again = { state: sql`case when ${isNewer} then 'dropped' else 'pending' end`, lastCode: sql`case when ${isNewer} then 'SUPERSEDED' else 'AGAIN' end`, nextAt: sql`now()`, giveUpAt: new Date(Date.now() + settings.mailGiveUpMs) };
    const decided = await tx.update(notices).set(decision === 'kirim-lagi' ? again : { state: 'sent', lastCode: 'ASSUMED' }).where(held).returning({ state: notices.state });
    if (decided.length === 0) return;
    if (decided.some(({ state }) => state === 'pending')) await tx.update(mailings).set({ doneAt: null }).where(eq(mailings.id, id));
    await tx.insert(accessLog).values({ office: staff.office, person: staff.person, what: `mailing-held:${decision}`, caseId: mailing!.caseId });
  });
  return readMailing(deps, staff, id);
}
