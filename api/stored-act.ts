import { createHash, randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { acts, texts } from '../db/schema.ts';
import type { Click } from './act.ts';
import { citeFiles } from './cite-files.ts';
import type { ApiDeps } from './deps.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { Problem } from './problems.ts';
import { claimUserId } from './user-id.ts';

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

/** What an act may carry beside codes. */
const carried = z.looseObject({
  text: z.string().optional(), userId: z.string().optional(), files: z.array(z.object({ item: z.string(), sha256: z.string() })).default([]),
});

/** Stores the click with its words, its files and the User ID that it records, once. @throws Problem key-reused, unknown-file, user-id-taken */
export async function storeAct(deps: ApiDeps, click: Click): Promise<StoredAct> {
  const { intake, body, act } = click;
  const { text, userId, files } = carried.parse(body);
  const words = userId ?? text;
  const textId = words === undefined ? null : randomUUID();
  const row = { id: randomUUID(), caseId: intake.id, bodyHash: hashOf(intake.id, act, body), act, textId, ...owner(click) };
  try {
    return await deps.db.transaction(async (tx) => {
      const [stored] = await tx.insert(acts).values(row).returning();
      if (!stored) throw new Problem('internal');
      if (words !== undefined && textId !== null) {
        await tx.insert(texts).values({ id: textId, office: row.office, caseId: row.caseId, author: row.principal, bodySealed: deps.vault.seal(words, `texts:${textId}`) });
      }
      await citeFiles(tx, { office: row.office, caseId: row.caseId, files, source: row.principal, actId: row.id });
      if (userId !== undefined) await claimUserId(tx, deps.vault, intake, userId);
      return stored;
    });
  } catch (error) {
    const first = isUniqueViolation(error) ? await findAct(deps, click) : undefined;
    if (first) return first;
    throw error;
  }
}

/** The case took the act: what was cited with it stays. */
export async function markTaken({ db }: Pick<ApiDeps, 'db'>, actId: string): Promise<void> {
  await db.update(acts).set({ takenAt: sql`clock_timestamp()` }).where(eq(acts.id, actId));
}
