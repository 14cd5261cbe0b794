import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accessLog, caseDocuments, shelves } from '../../db/schema.ts';
import type { Rules } from '../../regulations/rules.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { copyPlace, keptOf, paperPlace } from './kept.ts';

/** As it is written on the box: one line. */
export const shelfWords = z.string().trim().min(1).max(100).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'Tulis dalam satu baris.');

/** Who manages the archive by the text, and the desk that takes the papers in (REG-21). */
export function mayShelve({ registration: { verifikator, desk } }: Rules, { functions }: Staff): boolean {
  return functions.includes(verifikator) || functions.includes(desk);
}

/** A copy by its content, or the paper of an item that came without one. */
export type Shelved = { sha256: string } | { item: string };

export const keyOf = (kept: Shelved): string => ('sha256' in kept ? kept.sha256 : kept.item);

/**
 * Notes where a paper stands, by who keeps it under the rules of today; the note is logged.
 * @throws Problem no-function, wrong-function, unknown-file, unknown-item
 */
export async function shelve(deps: ApiDeps, intake: Intake, staff: Staff, kept: Shelved, words: string): Promise<void> {
  requireFunction(staff);
  const { db, vault } = deps;
  const { rules } = await officeInForce(db, staff.office);
  if (!mayShelve(rules, staff)) throw new Problem('wrong-function', { function: rules.registration.verifikator });
  const { copies, papers } = await keptOf(deps, intake);
  const caseId = intake.id;
  await db.transaction(async (tx) => {
    if ('sha256' in kept) {
      if (!copies.some(({ sha256 }) => sha256 === kept.sha256)) throw new Problem('unknown-file');
      await tx.update(caseDocuments).set({ shelfSealed: vault.seal(words, copyPlace(caseId, kept.sha256)) })
        .where(and(eq(caseDocuments.caseId, caseId), eq(caseDocuments.sha256, kept.sha256)));
    } else {
      const { item } = kept;
      if (!papers.some((paper) => paper.item === item)) throw new Problem('unknown-item', { field: 'item', allowed: papers.map((paper) => ({ code: paper.item, label: paper.itemLabel })) });
      const shelfSealed = vault.seal(words, paperPlace(caseId, item));
      await tx.insert(shelves).values({ caseId, office: intake.office, item, shelfSealed }).onConflictDoUpdate({ target: [shelves.caseId, shelves.item], set: { shelfSealed } });
    }
    await tx.insert(accessLog).values({ office: staff.office, person: staff.person, what: `shelf:${keyOf(kept)}`, caseId });
  });
}
