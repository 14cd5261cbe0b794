import { createHash, randomUUID } from 'node:crypto';
import type { Queryable } from './client.ts';
import { isUniqueViolation } from './errors.ts';
import { nextNumber } from './next-number.ts';
import type { OfficeInForce } from './office-in-force.ts';
import { intakes, texts } from './schema.ts';
import type { Vault } from './vault.ts';

/** Who takes in what only Sigap starts. */
export const principal = 'system';

interface SystemCase {
  sop: string;
  /** What it is about: the same is taken in once. Keys are forgotten after a week, so the caller looks for it first. */
  key: string;
  text: string;
  facts: (textId: string) => Record<string, string | null>;
  /** Who is told as the reporter; absent: nobody outside the office. */
  reporter?: { name: string; mail: string | null; contact: string | null };
  /** Epoch ms. */
  now: number;
}

/**
 * Takes in a case that Sigap itself begins; the sweeper starts its workflow. Any number of sweepers may call it at once, also inside their own
 * transaction. @returns the case's id; null when another was first
 */
export async function takeInSystem({ db, vault }: { db: Queryable; vault: Vault }, office: OfficeInForce, { sop, key, text, facts, reporter, now }: SystemCase): Promise<string | null> {
  const [id, textId] = [randomUUID(), randomUUID()];
  const idempotencyKey = `${sop}:${key}`;
  const seal = (value: string | null | undefined, column: string) => (value == null ? null : vault.seal(value, `intakes:${id}:${column}`));
  try {
    await db.transaction(async (tx) => {
      await tx.insert(texts).values({ id: textId, office: office.id, caseId: id, author: principal, bodySealed: vault.seal(text, `texts:${textId}`) });
      const number = await nextNumber(tx, office, new Date(now));
      await tx.insert(intakes).values({
        id, office: office.id, sop, number, workflowId: `${sop}-${number}`, principal, idempotencyKey,
        bodyHash: createHash('sha256').update(idempotencyKey).digest('hex'), receivedAt: new Date(now), rules: office.rules, textId, facts: facts(textId),
        reporterNameSealed: seal(reporter?.name, 'name'), reporterMailSealed: seal(reporter?.mail, 'mail'), reporterContactSealed: seal(reporter?.contact, 'contact'),
      });
    });
    return id;
  } catch (error) {
    // Another sweeper was first; the number that this one took was never given.
    if (!isUniqueViolation(error)) throw error;
    return null;
  }
}
