import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { cases, events, intakes, notices, tasks, texts } from '../../db/schema.ts';
import type { House } from '../../test/house.ts';

interface Written {
  state: string;
  deadline?: { clock: string; dueAt: Date; provisional: boolean };
  closedAt?: Date;
  /** Event type, the words that were said with it, and what else it carries. */
  events: [type: string, words?: string, data?: Record<string, unknown>][];
  tasks?: { kind: string; function: string; claimedBy?: string; dueAt?: Date; outcome?: string }[];
  /** Mails by template, and how each stands. */
  notices?: [template: string, recipient: string, state: typeof notices.$inferInsert['state']][];
}

/** Writes a case as its workflow would have left it, for a house without a worker. */
export async function writeCase({ db, vault }: House, number: string, { state, deadline, closedAt, events: said, tasks: work = [], notices: mails = [] }: Written): Promise<void> {
  const [intake] = await db.select().from(intakes).where(eq(intakes.number, number));
  if (!intake) throw new Error(`No intake ${number}`);
  const { id: caseId, office } = intake;
  await db.insert(cases).values({
    id: caseId, office, sop: intake.sop, number, state, receivedAt: intake.receivedAt, openedAt: intake.receivedAt, closedAt: closedAt ?? null,
    deadline: deadline?.clock ?? null, dueAt: deadline?.dueAt ?? null, provisional: deadline?.provisional ?? false, seq: 1,
  });
  for (const [part, [type, words, data = {}]] of said.entries()) {
    const textId = words === undefined ? null : randomUUID();
    if (textId !== null) await db.insert(texts).values({ id: textId, office, caseId, author: 'slt-05', bodySealed: vault.seal(words ?? '', `texts:${textId}`) });
    await db.insert(events).values({ caseId, office, seq: 1, part, type, actor: 'system', at: new Date(intake.receivedAt.getTime() + part * 60_000), data: { ...data, textId } });
  }
  for (const { kind, function: fn, claimedBy, dueAt, outcome } of work) {
    await db.insert(tasks).values({
      id: randomUUID(), caseId, office, kind, function: fn, claimedBy: claimedBy ?? null, openedAt: intake.receivedAt, dueAt: dueAt ?? null,
      ...(outcome === undefined ? { state: 'open' as const } : { state: 'done' as const, outcome, closedAt: intake.receivedAt, closedBy: claimedBy ?? null }),
    });
  }
  for (const [template, recipient, noticeState] of mails) {
    const id = randomUUID();
    await db.insert(notices).values({
      key: id, messageId: id, office, caseId, sop: intake.sop, template, urgency: 'case', recipient, params: {}, state: noticeState, nextAt: new Date(), giveUpAt: new Date(),
      sentAt: noticeState === 'sent' ? new Date() : null,
    });
  }
}
