import { createHash } from 'node:crypto';
import { nextOpening } from '../../calendar/index.ts';
import type { Transaction } from '../../db/client.ts';
import { notices } from '../../db/schema.ts';
import type { Deps } from '../deps.ts';
import type { OfficeNow } from '../office.ts';
import type { Change, Recipient, Step } from '../types.ts';

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

/** Writes the ledger rows in the same transaction as the event they tell. */
export async function writeNotices(tx: Transaction, deps: Deps, office: OfficeNow, step: Step, now: number, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { identity } = step;
  await tx.insert(notices).values(rows.map(({ tell, recipient, copyTo }, part) => {
    const key = `${identity.workflowId}/${step.seq}.${part}/${recipient}`;
    const late = tell.dueAt === undefined ? {} : { lateMs: Math.max(0, now - tell.dueAt), dueAt: tell.dueAt };
    return {
      key, messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${deps.mailDomain}>`,
      office: identity.office, caseId: identity.caseId, sop: identity.sop,
      template: tell.template, urgency: tell.urgency, recipient, copyTo, params: { ...tell.params, ...late },
      state: 'pending' as const,
      nextAt: new Date(tell.urgency === 'reminder' ? nextOpening(office.calendar, now) : now),
      giveUpAt: new Date(now + office.settings.mailGiveUpMs),
    };
  }));
}
