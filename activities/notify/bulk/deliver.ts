import { afterwards } from '../outcome.ts';
import type { openLedger, Outcome } from '../outcome.ts';
import type { PostmanDeps } from '../postman.ts';
import type { Delivery } from '../smtp.ts';
import type { Copy } from './lane.ts';
import { addressOf } from './letter.ts';
import type { BulkLetter } from './letter.ts';
import type { Pace } from './pace.ts';
import { countRefusal, forgetRefusals } from './refusals.ts';

type Delivering = Pick<PostmanDeps, 'db' | 'vault' | 'smtp' | 'log'> & ReturnType<typeof openLedger> & { pace: Pace };

/** Hands one copy over, or says why it does not leave; whatever is wrong with it keeps no other. */
export async function deliver(deps: Delivering, copy: Copy, letter: BulkLetter): Promise<void> {
  const { db, pace, smtp } = deps;
  const mail = mailOf(deps, copy, letter);
  if ('state' in mail) return deps.settle(copy, mail);
  const delivery = ofServer(await smtp.send(mail));
  if (delivery.outcome === 'sent') pace.accepted();
  if (delivery.outcome === 'deferred') pace.deferred();
  await deps.settle(copy, outcomeOf(copy, delivery, Date.now()));
  // A crash here loses one count, which the next refusal makes up for.
  if (delivery.outcome === 'refused' && delivery.isOfAddress) await countRefusal(db, copy);
  if (delivery.outcome === 'sent' && copy.bounces > 0) await forgetRefusals(db, copy);
}

/** What becomes of a copy: never a second hand-over where the first may have arrived. */
export function outcomeOf(copy: Pick<Copy, 'attempts' | 'ambiguous' | 'giveUpAt'>, delivery: Delivery, now: number): Outcome {
  if (delivery.outcome === 'ambiguous') return { state: 'held', lastCode: delivery.code, ambiguous: copy.ambiguous + 1 };
  return afterwards(copy, delivery, now);
}

/** A no that is neither to this address nor to these words is to Sigap itself, its sender say: all others would get it, too. */
function ofServer(delivery: Delivery): Delivery {
  if (delivery.outcome !== 'refused' || delivery.isOfAddress || delivery.isOfContents) return delivery;
  return { outcome: 'deferred', code: delivery.code };
}

function mailOf({ vault, log }: Delivering, copy: Copy, letter: BulkLetter) {
  const dropped = (lastCode: string) => ({ state: 'dropped', lastCode }) as const;
  if (copy.isStopped) return dropped('STOPPED');
  try {
    if (letter.until !== null && letter.until.getTime() <= Date.now()) return dropped('TOO_LATE');
    const address = addressOf(vault, copy);
    return address === null ? dropped('NO_ADDRESS') : letter.copyFor(copy, address);
  } catch (error) {
    log.error({ notice: copy.id, reason: error instanceof Error ? error.name : 'unknown' }, 'bulk postman: a copy could not be written');
    return afterwards(copy, { outcome: 'deferred', code: 'COMPOSE' }, Date.now()) as Outcome & { state: string };
  }
}
