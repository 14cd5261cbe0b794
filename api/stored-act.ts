import { createHash, randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { acts, texts } from '../db/schema.ts';
import type { Click } from './act.ts';
import type { ApiDeps } from './deps.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { Problem } from './problems.ts';

export type StoredAct = typeof acts.$inferSelect;

/** Who acts, and under which key: a reporter's key is his own in his own case only. */
function owner({ staff, intake, idempotencyKey }: Click) {
  return { office: intake.office, principal: staff?.person ?? 'reporter', idempotencyKey: staff ? idempotencyKey : `${intake.id}:${idempotencyKey}` };
}

/** `on`: the case or the group that the act is done to. */
export function hashOf(on: string, act: string, body: unknown): string {
  return createHash('sha256').update(`${on}\0${act}\0${JSON.stringify(body)}`).digest('hex');
}

/** The same click, stored before. @throws Problem key-reused when the key came with something else */
export async function findAct({ db }: ApiDeps, click: Click): Promise<StoredAct | undefined> {
  const { office, principal, idempotencyKey } = owner(click);
  const [row] = await db.select().from(acts)
    .where(and(eq(acts.office, office), eq(acts.principal, principal), eq(acts.idempotencyKey, idempotencyKey)));
  if (row && row.bodyHash !== hashOf(click.intake.id, click.act, click.body)) throw new Problem('key-reused');
  return row;
}

/** Stores the click with its words, once. @throws Problem key-reused */
export async function storeAct(deps: ApiDeps, click: Click): Promise<StoredAct> {
  const { intake, body, act } = click;
  const textId = typeof body.text === 'string' ? randomUUID() : null;
  const row = { id: randomUUID(), caseId: intake.id, bodyHash: hashOf(intake.id, act, body), act, textId, ...owner(click) };
  try {
    return await deps.db.transaction(async (tx) => {
      const [stored] = await tx.insert(acts).values(row).returning();
      if (!stored) throw new Problem('internal');
      if (textId) {
        await tx.insert(texts).values({
          id: textId, office: row.office, caseId: row.caseId, author: row.principal, bodySealed: deps.vault.seal(String(body.text), `texts:${textId}`),
        });
      }
      return stored;
    });
  } catch (error) {
    const first = isUniqueViolation(error) ? await findAct(deps, click) : undefined;
    if (first) return first;
    throw error;
  }
}
