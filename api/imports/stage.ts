import { createHash, randomUUID } from 'node:crypto';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { importRows, imports } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { officeInForce } from '../offices.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { knowRows, markDuplicates } from './duplicates.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import { readCsv } from './read-csv.ts';
import { sealRow } from './seal-row.ts';

/** So many rows are held at once, however long the file is. */
const batchRows = 250;

type ImportRow = typeof importRows.$inferInsert;

/**
 * Reads a register to its end, judges every row and stages it: the dry run. Nothing is a report yet.
 * @returns the id of the import
 * @throws Problem those of `readCsv`, and file-empty; then nothing stays
 */
export async function stageImport(deps: ApiDeps, staff: Staff, bytes: AsyncIterable<Buffer>): Promise<string> {
  const { db, vault } = deps;
  const id = randomUUID();
  const judged = judge(await officeInForce(db, staff.office), Date.now());
  const hash = createHash('sha256');
  await db.insert(imports).values({ id, office: staff.office, person: staff.person, sha256: '', state: 'checking' });
  try {
    const count = { rows: 0, broken: 0 };
    let batch: ImportRow[] = [];
    const store = async () => {
      if (batch.length > 0) await insertRows(db, batch);
      batch = [];
    };
    for await (const read of readCsv(hashing(bytes, hash))) {
      const judgement: Judgement = 'misfit' in read ? { reasons: [{ column: '', reason: read.misfit }], row: null } : judged(read.cells);
      const place = { importId: id, row: read.line, reasons: judgement.reasons };
      count.rows += 1;
      if (judgement.row) batch.push({ ...place, ...sealRow(vault, judgement.row, staff.person) });
      else {
        count.broken += 1;
        batch.push({ ...place, fate: 'broken' });
      }
      if (batch.length === batchRows) await store();
    }
    if (count.rows === 0) throw new Problem('file-empty');
    await store();
    await knowRows(db);
    await markDuplicates(db, id);
    await db.update(imports).set({ ...count, sha256: hash.digest('hex'), state: count.broken > 0 ? 'broken' : 'ready' }).where(eq(imports.id, id));
    return id;
  } catch (error) {
    // Where even this fails, the purge takes what is left.
    await dropImport(deps, id).catch(() => {});
    throw error;
  }
}

const names = getTableColumns(importRows);

/** As one JSON document: five thousand parameters a batch would cost more than reading and sealing its rows. */
async function insertRows(db: Db, batch: ImportRow[]): Promise<void> {
  const rows = batch.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name as keyof ImportRow].name, value])));
  await db.execute(sql`insert into import_rows select * from jsonb_populate_recordset(null::import_rows, ${JSON.stringify(rows)}::jsonb)`);
}

/** Takes an import away that was never run. */
export async function dropImport({ db }: Pick<ApiDeps, 'db'>, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(imports).where(eq(imports.id, id));
    await tx.delete(importRows).where(eq(importRows.importId, id));
  });
}

async function* hashing(bytes: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
