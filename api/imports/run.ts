import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { isUniqueViolation } from '../../db/errors.ts';
import { importRows, imports } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { reserveNumbers } from '../../db/next-number.ts';
import { officeInForce } from '../offices.ts';
import type { OfficeInForce } from '../offices.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { knowRows, markDuplicates } from './duplicates.ts';
import { moveCases, moveIntakes, moveTexts, settleRows } from './move.ts';

/** A report entered in the same moment can take an external number away; the next try lists its row as a duplicate. */
const tries = 3;

/**
 * Makes reports of the staged rows, all of them or none. Run again, it changes nothing.
 * @throws Problem unknown-import, import-broken
 */
export async function runImport(deps: ApiDeps, staff: Staff, id: string): Promise<void> {
  const office = await officeInForce(deps.db, staff.office);
  await knowRows(deps.db);
  for (let left = tries; ; left -= 1) {
    try {
      return await deps.db.transaction((tx) => run(tx, office, staff.person, id));
    } catch (error) {
      if (!isUniqueViolation(error) || left === 1) throw error;
    }
  }
}

async function run(tx: Transaction, office: OfficeInForce, person: string, id: string): Promise<void> {
  // One register of an office at a time: two with the same reports would wait for each other's rows.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`imports:${office.id}`}, 0))`);
  const [staged] = await tx.select().from(imports).where(and(eq(imports.id, id), eq(imports.office, office.id))).for('update');
  if (!staged) throw new Problem('unknown-import');
  if (staged.state === 'done') return;
  if (staged.state !== 'ready') throw new Problem('import-broken');
  await markDuplicates(tx, id);
  const rows = await tx.$count(importRows, and(eq(importRows.importId, id), sql`${importRows.fate} in ('open', 'solved')`));
  await moveTexts(tx, id);
  if (rows > 0) await moveIntakes(tx, id, await reserveNumbers(tx, office, new Date(), rows));
  await moveCases(tx, id, person);
  await settleRows(tx, id);
  await tx.update(imports).set({ state: 'done', doneAt: sql`clock_timestamp()` }).where(eq(imports.id, id));
}
