import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/client.ts';
import { announcements, mailings } from '../db/schema.ts';
import type { Change, Publication, Step } from './types.ts';

/** What a step lets be known, and the mails to many that it begins; the statements are sent, not awaited. */
export function writeAnnouncements(tx: Transaction, step: Step): Promise<unknown>[] {
  // Only the last one stands: two in one step are one change for a reader.
  const published = step.changes.filter((change) => change.type === 'publish').at(-1);
  return [...(published ? [publish(tx, step, published)] : []), ...step.changes.flatMap((change, part) => (change.type === 'broadcast' ? [begin(tx, step, change, part)] : []))];
}

function publish(tx: Transaction, { identity, at }: Step, { kind, state, isPublic, systems, startsAt, endsAt, isOfficial, textId }: Publication): Promise<unknown> {
  const moment = new Date(at);
  const said = { state, isPublic, systems, startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt), isOfficial, textId, updatedAt: moment };
  return tx.insert(announcements).values({ caseId: identity.caseId, office: identity.office, number: identity.number, kind, revision: 0, createdAt: moment, ...said })
    .onConflictDoUpdate({ target: announcements.caseId, set: {
      ...said,
      // What nobody outside has seen is no revision of anything.
      revision: sql`case when ${announcements.isPublic} then ${announcements.revision} + 1 else 0 end`,
      createdAt: sql`case when ${announcements.isPublic} then ${announcements.createdAt} else excluded.created_at end`,
    } }).execute();
}

/** Its copies are addressed afterwards, beside the case (`activities/notify/bulk/`): ten thousand rows must not hold a step. */
function begin(tx: Transaction, { identity, seq, at }: Step, { template, systems, isUrgent, params, dueAt, until }: Extract<Change, { type: 'broadcast' }>, part: number): Promise<unknown> {
  const late = dueAt === undefined ? {} : { dueAt, lateMs: Math.max(0, at - dueAt) };
  return tx.insert(mailings).values({
    id: randomUUID(), office: identity.office, caseId: identity.caseId, sop: identity.sop, seq, part, template, systems, isUrgent,
    params: { ...params, ...late }, until: until === undefined ? null : new Date(until), createdAt: new Date(at),
  }).execute();
}
