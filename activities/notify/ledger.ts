import { nextOpening } from '../../calendar/index.ts';
import type { Transaction } from '../../db/client.ts';
import { notices } from '../../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { OfficeNow } from '../office.ts';
import type { Change, Recipient, Step } from '../types.ts';
import { messageIdOf } from './message-id.ts';

type Tell = Extract<Change, { type: 'tell' }>;
interface Row { tell: Tell; recipient: string; copyTo: string | null }

/**
 * Who gets the mails of a step: one row per person, looked up at the moment of the step, and the
 * functions that nobody held (the next one that somebody holds was told instead).
 */
export function addressees(office: OfficeNow, step: Step, now: number) {
  const rows: Row[] = [];
  const vacancies: string[] = [];
  const holders = (fns: string[]): string[] => {
    for (const fn of fns) {
      const held = office.holders(fn, now);
      if (held.length > 0) return held;
      vacancies.push(fn);
    }
    return [];
  };
  for (const tell of step.changes.filter((change) => change.type === 'tell')) {
    const copyTo = tell.to.kind === 'lkpp' && tell.to.copyTo ? holders([tell.to.copyTo])[0] ?? null : null;
    const people = recipients(tell.to, holders);
    for (const recipient of new Set(people)) rows.push({ tell, recipient, copyTo });
  }
  return { rows, vacancies };
}

function recipients(to: Recipient, holders: (fns: string[]) => string[]): string[] {
  switch (to.kind) {
    case 'reporter': return ['reporter'];
    case 'lkpp': return ['lkpp'];
    case 'function': return holders([to.function, ...(to.orElse ?? [])]);
    case 'task': {
      const held = holders([to.function]);
      return to.claimedBy !== null && held.includes(to.claimedBy) ? [to.claimedBy] : held;
    }
  }
}

/**
 * Writes the ledger rows in the same transaction as the event they tell. A copy is a row of its own, with its own
 * tries: its recipient must not miss it because one hand-over failed, nor the main mail be sent again for it.
 */
export async function writeNotices(tx: Transaction, deps: Deps, office: OfficeNow, step: Step, now: number, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { identity } = step;
  const rowOf = (key: string, recipient: string) => ({
    key, recipient, messageId: messageIdOf(key, deps.mailDomain), office: identity.office, caseId: identity.caseId, sop: identity.sop,
    state: 'pending' as const, nextAt: new Date(now), giveUpAt: new Date(now + office.settings.mailGiveUpMs),
  });
  await tx.insert(notices).values(rows.flatMap(({ tell, recipient, copyTo }, part) => {
    const { template, urgency } = tell;
    const key = `${identity.workflowId}/${step.seq}.${part}/${recipient}`;
    const late = tell.dueAt === undefined ? {} : { lateMs: Math.max(0, now - tell.dueAt), dueAt: tell.dueAt };
    const params = { ...tell.params, ...late };
    const nextAt = new Date(urgency === 'reminder' ? nextOpening(office.calendar, now) : now);
    const main = { ...rowOf(key, recipient), template, urgency, params, copyTo, nextAt };
    if (copyTo === null) return [main];
    return [main, { ...rowOf(`${key}/${copyTo}`, copyTo), template: 'copy', urgency: 'case' as const, params, copyOf: key }];
  }));
}
