import type { Bundle } from './claim.ts';
import { together } from './bundle.ts';
import { compose } from './compose.ts';
import type { Letter } from './compose.ts';
import { afterwards } from './outcome.ts';
import type { openLedger, Outcome } from './outcome.ts';
import type { Parcel } from './parcel.ts';
import { composeSubscription } from './subscription.ts';
import type { SubscriptionParcel } from './subscription.ts';
import type { PostmanDeps } from './postman.ts';

type Delivering = PostmanDeps & ReturnType<typeof openLedger>;

/**
 * Hands over what was claimed together. A row that cannot leave, whatever the reason, takes no other with it.
 * @returns whether something was refused for good.
 */
export async function deliver(deps: Delivering, { parcels, isUrgent }: Bundle): Promise<boolean> {
  const read = parcels.map((parcel) => ({ parcel, ...letterOf(deps, parcel) }));
  const staying = Promise.allSettled(read.map(({ parcel, instead }) => instead && deps.settle(parcel.notice, instead)));
  const refused = await handOver(deps, read.map(({ letter }) => letter).filter((letter) => letter !== undefined), isUrgent);
  for (const result of await staying) if (result.status === 'rejected') throw result.reason;
  return refused || read.some(({ instead }) => instead?.state === 'refused');
}

/** The letter of a row, or what becomes of the row instead. */
function letterOf(deps: PostmanDeps, parcel: Parcel | SubscriptionParcel): { letter?: Letter; instead?: Outcome } {
  const { notice } = parcel;
  const original = 'original' in parcel ? parcel.original : null;
  if (isTooLate(parcel)) return { instead: { state: 'dropped', lastCode: 'TOO_LATE' } };
  // Nobody gets a copy of a mail that its recipient never got.
  if (original && original.state !== 'sent') return { instead: { state: 'dropped', lastCode: 'NOT_SENT' } };
  try {
    if ('subscriber' in parcel) {
      const letter = composeSubscription(deps, parcel);
      return letter ? { letter } : { instead: { state: 'dropped', lastCode: 'NO_ADDRESS' } };
    }
    const letter = compose(deps, parcel);
    return letter ? { letter } : { instead: { state: 'refused', lastCode: 'NO_ADDRESS' } };
  } catch (error) {
    deps.log.error({ notice: notice.id, reason: error instanceof Error ? error.name : 'unknown' }, 'postman: a mail could not be written');
    return { instead: afterwards(notice, { outcome: 'deferred', code: 'COMPOSE' }, Date.now()) };
  }
}

/** A reminder is worth nothing once its deadline has passed (readings.md). */
function isTooLate({ notice: { urgency, params } }: Pick<Parcel, 'notice'>): boolean {
  return urgency === 'reminder' && typeof params.deadlineAt === 'number' && params.deadlineAt <= Date.now();
}

async function handOver(deps: Delivering, letters: Letter[], isUrgent: boolean): Promise<boolean> {
  const [first, ...more] = letters;
  if (!first) return false;
  const mail = more.length === 0 ? first.mail : together(letters);
  const delivery = await deps.smtp.send(mail, isUrgent);
  if (more.length > 0 && 'isOfContents' in delivery) {
    // One of them may be what the server does not want, a text that looks like spam say: each gets its own answer.
    let refused = false;
    for (const letter of letters) refused = await handOver(deps, [letter], isUrgent) || refused;
    return refused;
  }
  const now = Date.now();
  const carriedBy = more.length > 0 ? mail.messageId : null;
  await Promise.all(letters.map(({ notice }) => deps.settle(notice, { ...afterwards(notice, delivery, now), carriedBy })));
  return delivery.outcome === 'refused';
}
