import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { mailDomainOf, messageIdOf } from '../activities/notify/message-id.ts';
import { subscriptionMail } from '../activities/notify/subscription.ts';
import type { Transaction } from '../db/client.ts';
import { refOf } from '../db/identifier-ref.ts';
import { mailStops, notices, subscribers } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { officeInForce, requireSections } from './offices.ts';
import { Problem } from './problems.ts';
import { unknownSystem } from '../workflows/contract-parts.ts';

/** null: all systems of the office. */
export type Systems = string[] | null;
interface Subscription { id: string; office: string; systems: Systems; isConfirmed: boolean }

const mailGiveUpMs = 24 * 3_600_000;
/** So often in 24 hours at most: who only knows an address must not fill its mailbox. */
const mailsPerDay = 3;

/**
 * Asks the owner of an address to confirm, at most once in ten minutes and three times a day. Who asks learns nothing: whether the address was
 * known, confirmed or stopped before. The choice of a confirmed one changes by the link in its mail only.
 * @throws Problem unknown-office, office-outdated, unknown-system
 */
export async function subscribe({ db, vault, config }: ApiDeps, office: string, { mail, systems }: { mail: string; systems: Systems }): Promise<void> {
  await requireSystems({ db }, office, systems);
  const id = randomUUID();
  await db.transaction(async (tx) => {
    const [asked] = await tx.insert(subscribers).values({
      id, office, mailRef: refOf(vault, office, { kind: 'mail', value: mail }), mailSealed: vault.seal(mail, `subscribers:${id}:mail`), systems,
    }).onConflictDoUpdate({
      target: [subscribers.office, subscribers.mailRef],
      set: { askedAt: sql`clock_timestamp()`, systems: sql`case when ${isNotNull(subscribers.confirmedAt)} then ${subscribers.systems} else excluded.systems end` },
      setWhere: sql`${subscribers.askedAt} < clock_timestamp() - interval '10 minutes'
        and (select count(*) from ${notices} where ${notices.caseId} = ${subscribers.id} and ${notices.createdAt} > clock_timestamp() - interval '1 day') < ${mailsPerDay}`,
    }).returning({ id: subscribers.id });
    if (asked) await writeMail(tx, config.MAIL_FROM, office, asked.id);
  });
}

/** A row of the ledger like any other; its case is the subscription. */
async function writeMail(tx: Transaction, mailFrom: string, office: string, id: string): Promise<void> {
  const now = Date.now();
  const key = `subscription/${id}/${now}`;
  await tx.insert(notices).values({
    key, messageId: messageIdOf(key, mailDomainOf(mailFrom)), office, caseId: id, sop: 'status', template: subscriptionMail, urgency: 'case', recipient: `subscriber:${id}`,
    params: {}, state: 'pending', nextAt: new Date(now), giveUpAt: new Date(now + mailGiveUpMs),
  });
}

/** The subscription behind the link of its mail. A wrong secret and one that has ended look the same. @throws Problem unknown-subscription */
export async function findSubscription({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, id: string, secret: string): Promise<Subscription> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const [row] = isId && vault.isSubscriptionSecret(id, secret) ? await db.select().from(subscribers).where(eq(subscribers.id, id)) : [];
  if (!row) throw new Problem('unknown-subscription');
  return { id, office: row.office, systems: row.systems, isConfirmed: row.confirmedAt !== null };
}

/** The owner wants these mails, whatever was stopped before. Confirmed twice is confirmed. @throws Problem unknown-subscription */
export async function confirmSubscription(deps: Pick<ApiDeps, 'db' | 'vault'>, id: string, secret: string): Promise<Subscription> {
  const subscription = await findSubscription(deps, id, secret);
  await deps.db.transaction(async (tx) => {
    const [row] = await tx.update(subscribers).set({ confirmedAt: sql`coalesce(${subscribers.confirmedAt}, clock_timestamp())` }).where(eq(subscribers.id, id)).returning();
    if (!row) throw new Problem('unknown-subscription');
    await tx.delete(mailStops).where(and(eq(mailStops.office, row.office), eq(mailStops.mailRef, row.mailRef)));
  });
  return { ...subscription, isConfirmed: true };
}

/** @throws Problem unknown-subscription, unknown-system */
export async function chooseSystems(deps: Pick<ApiDeps, 'db' | 'vault'>, id: string, secret: string, systems: Systems): Promise<Subscription> {
  const subscription = await findSubscription(deps, id, secret);
  await requireSystems(deps, subscription.office, systems);
  await deps.db.update(subscribers).set({ systems }).where(eq(subscribers.id, id));
  return { ...subscription, systems };
}

/** Ends the mails to many to that address; one that never was confirmed is only forgotten. @throws Problem unknown-subscription */
export async function endSubscription(deps: Pick<ApiDeps, 'db' | 'vault'>, id: string, secret: string): Promise<void> {
  const { isConfirmed } = await findSubscription(deps, id, secret);
  const [row] = await deps.db.delete(subscribers).where(eq(subscribers.id, id)).returning();
  if (row && isConfirmed) await stop(deps.db, row.office, row.mailRef);
}

/** By the link that every mail to many carries (RFC 8058): for subscribers, users and reporters alike. Stopped twice is stopped. @throws Problem unknown-subscription */
export async function stopMails({ db, vault }: Pick<ApiDeps, 'db' | 'vault'>, office: string, token: string): Promise<void> {
  const mailRef = requireStopToken({ vault }, office, token);
  await db.transaction(async (tx) => {
    await stop(tx, office, mailRef);
    await tx.delete(subscribers).where(and(eq(subscribers.office, office), eq(subscribers.mailRef, mailRef)));
  });
}

/** Whether a link to end the mails is one of this house; changes nothing. @throws Problem unknown-subscription */
export function requireStopToken({ vault }: Pick<ApiDeps, 'vault'>, office: string, token: string): string {
  const mailRef = vault.openStopToken(office, token);
  if (mailRef === null) throw new Problem('unknown-subscription');
  return mailRef;
}

async function stop(db: Transaction | ApiDeps['db'], office: string, mailRef: string): Promise<void> {
  const stopped = { why: 'berhenti', stoppedAt: sql`coalesce(${mailStops.stoppedAt}, clock_timestamp())` } as const;
  await db.insert(mailStops).values({ office, mailRef, why: 'berhenti', stoppedAt: new Date() }).onConflictDoUpdate({ target: [mailStops.office, mailStops.mailRef], set: stopped });
}

async function requireSystems({ db }: Pick<ApiDeps, 'db'>, id: string, systems: Systems): Promise<void> {
  const office = await officeInForce(db, id);
  requireSections(office, { sections: ['maintenance'] });
  const wrong = systems && unknownSystem({ systems: systems.join(',') }, office.rules.maintenance.systems);
  if (wrong) throw new Problem(wrong.code, { field: wrong.field, allowed: wrong.allowed });
}
