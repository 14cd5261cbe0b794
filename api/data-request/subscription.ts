import { and, desc, eq } from 'drizzle-orm';
import { refOf } from '../../db/identifier-ref.ts';
import { intakes, mailings, mailStops, notices, subscribers } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import type { NoticeState } from '../reading/notice-words.ts';

/** What the mails to many hold about an address. */
export interface HeldAddress {
  /** null: the address has no subscription. `systems` null: all. */
  subscription: { systems: string[] | null; askedAt: Date; confirmedAt: Date | null } | null;
  stopped: { at: Date; why: 'berhenti' | 'ditolak' } | null;
  announcements: { number: string; template: string; state: NoticeState; at: Date }[];
}

/** By the address of the request: only for who fetches the data by the link that was mailed there. null: nothing is held. */
export async function heldAddress({ db, vault }: ApiDeps, { id, office, reporterMailSealed }: Intake): Promise<HeldAddress | null> {
  if (reporterMailSealed === null) return null;
  const mailRef = refOf(vault, office, { kind: 'mail', value: vault.open(reporterMailSealed, `intakes:${id}:mail`) });
  const [[subscriber], [stop], copies] = await Promise.all([
    db.select().from(subscribers).where(and(eq(subscribers.office, office), eq(subscribers.mailRef, mailRef))),
    db.select().from(mailStops).where(and(eq(mailStops.office, office), eq(mailStops.mailRef, mailRef))),
    db.select({ number: intakes.number, template: mailings.template, state: notices.state, at: mailings.createdAt }).from(notices)
      .innerJoin(mailings, eq(mailings.id, notices.mailingId)).innerJoin(intakes, eq(intakes.id, mailings.caseId)).where(and(eq(notices.office, office), eq(notices.mailRef, mailRef))).orderBy(desc(mailings.createdAt)),
  ]);
  if (!subscriber && !stop && copies.length === 0) return null;
  return {
    subscription: subscriber ? { systems: subscriber.systems, askedAt: subscriber.askedAt, confirmedAt: subscriber.confirmedAt } : null,
    stopped: stop?.stoppedAt && stop.why ? { at: stop.stoppedAt, why: stop.why } : null,
    announcements: copies,
  };
}
