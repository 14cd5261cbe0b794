import { sql } from 'drizzle-orm';
import type { ApiDeps } from '../deps.ts';

const forgottenAfterMs = 24 * 3_600_000;

/** Removes what was staged a day ago and never run, whole rows with their sealed words. @returns how many imports. */
export async function purgeImports({ db }: Pick<ApiDeps, 'db'>, now = Date.now()): Promise<number> {
  const gone = await db.execute<{ id: string }>(sql`
    with gone as (delete from imports where state <> 'done' and created_at < ${new Date(now - forgottenAfterMs).toISOString()}::timestamptz returning id),
    rows as (delete from import_rows using gone where import_rows.import_id = gone.id)
    select id from gone`);
  return gone.length;
}
