import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { cases, events, intakes, texts } from '../../db/schema.ts';
import type { Vault } from '../../db/vault.ts';
import type { Rules } from '../../regulations/rules.ts';

export interface Told {
  number: string;
  description: string;
  /** Several: it was reopened in between. None: nobody answered. */
  answers?: string[];
  rootCause?: string;
  cause?: string;
  category?: string;
  office?: string;
  /** null: still open. */
  closedAt?: Date | null;
  /** It came closed, with a register from the time before Sigap. */
  imported?: boolean;
}

/** Closed cases as a workflow or an import would have left them, all in one transaction. @returns their ids */
export async function putCases(db: Db, vault: Vault, told: Told[]): Promise<string[]> {
  const made = told.map((one) => rowsOf(vault, one));
  await db.transaction(async (tx) => {
    await tx.insert(cases).values(made.map((rows) => rows.case));
    await tx.insert(intakes).values(made.map((rows) => rows.intake));
    await tx.insert(texts).values(made.flatMap((rows) => rows.texts));
    const told = made.flatMap((rows) => rows.events);
    if (told.length > 0) await tx.insert(events).values(told);
  });
  return made.map((rows) => rows.case.id);
}

function rowsOf(vault: Vault, told: Told) {
  const { number, description, answers = [], rootCause, cause = null, category = 'aplikasi-spse', office = 'salatiga', closedAt = new Date('2026-11-02T03:00:00Z'), imported = false } = told;
  const id = randomUUID();
  const receivedAt = new Date('2026-11-02T01:00:00Z');
  const text = (body: string) => {
    const textId = randomUUID();
    return { id: textId, office, caseId: id, bodySealed: vault.seal(body, `texts:${textId}`), author: 'uji' };
  };
  const said = text(description);
  const answered = answers.map(text);
  const found = rootCause === undefined ? null : text(rootCause);
  const recorded: { type: string; data: Record<string, unknown> }[] = imported
    ? [{ type: 'case.imported', data: { answerTextId: answered[0]?.id ?? null, causeTextId: found?.id ?? null } }]
    : [
      ...answered.map(({ id: textId }) => ({ type: 'answered', data: { textId } })),
      ...(found ? [{ type: 'root-cause.recorded', data: { textId: found.id } }] : []),
    ];
  return {
    case: { id, office, sop: 'problem', number, state: closedAt ? 'ditutup' : 'menunggu-konfirmasi', receivedAt, openedAt: receivedAt, closedAt, seq: 0, cause },
    intake: {
      id, office, sop: 'problem', number, workflowId: `problem-${number}`, principal: 'uji', bodyHash: '', receivedAt, rules: {} as Rules, facts: { category }, textId: said.id, startedAt: receivedAt,
    },
    texts: [said, ...answered, ...(found ? [found] : [])],
    events: recorded.map(({ type, data }, seq) => ({ caseId: id, office, seq, part: 0, type, actor: 'uji', at: receivedAt, data })),
  };
}
