import { sql } from 'drizzle-orm';
import type { Db, Queryable } from '../../db/client.ts';

/**
 * Fresh rows are unknown to the planner, which would then compare each with each. Never inside a transaction, for whose whole
 * length the lock that this takes would keep the uploads of all offices waiting.
 */
export async function knowRows(db: Db): Promise<void> {
  await db.execute(sql`analyze import_rows (import_id, row, fate, external_ref)`);
}

/** Marks rows that an earlier row of the file or a report of the office says already; the first of them counts. */
export async function markDuplicates(db: Queryable, importId: string): Promise<void> {
  await db.execute(sql`
    with twin as materialized (
      select * from (select row, first_value(row) over (partition by external_ref order by row) as first from import_rows
        where import_id = ${importId} and fate in ('open', 'solved')) seen where row <> first)
    update import_rows r set fate = 'duplicate', reasons = jsonb_build_array(jsonb_build_object('column', '', 'reason', 'Sama dengan baris ' || twin.first || ' berkas ini.'))
    from twin where r.import_id = ${importId} and r.row = twin.row`);
  await db.execute(sql`
    update import_rows r set fate = 'duplicate', number = k.number,
      reasons = jsonb_build_array(jsonb_build_object('column', '', 'reason', 'Sudah tercatat sebagai ' || k.number || '.'))
    from imports i, intakes k
    where r.import_id = ${importId} and i.id = r.import_id and k.office = i.office and k.external_ref = r.external_ref and r.fate in ('open', 'solved')`);
}
