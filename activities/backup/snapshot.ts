import { join } from 'node:path';
import type { Declared } from './declared.ts';
import { failed } from './failure.ts';
import { connected } from './postgres.ts';
import type { Query } from './postgres.ts';
import { copySigapExtras } from './sigap-extras.ts';
import type { DatabaseSource } from './sources.ts';
import { listTables, sqlNameOf, steadySession } from './table-manifest.ts';
import type { Table } from './table-manifest.ts';
import type { Work } from './work.ts';

/** A database that stands still for us, for as long as its transaction is open. */
export interface Snapshot {
  source: DatabaseSource;
  query: Query;
  /** What `pg_dump --snapshot` is given. */
  id: string;
  /** Epoch ms by the server's clock. */
  takenAt: number;
  encoding: string;
  collate: string;
  ctype: string;
  tables: Table[];
}

/**
 * Opens a snapshot of every database and keeps all of them for as long as `use` runs: a set is of one moment, also where it has several databases.
 * @param extras where what belongs to Sigap's own database is put
 */
export async function withSnapshots<T>(work: Work, [next, ...rest]: readonly DatabaseSource[], extras: { house: Declared['house']; folder: string }, use: (held: Snapshot[]) => Promise<T>, held: Snapshot[] = []): Promise<T> {
  if (!next) return use(held);
  return withSnapshot(work, next, extras, (snapshot) => withSnapshots(work, rest, extras, use, [...held, snapshot]));
}

function withSnapshot<T>(work: Work, source: DatabaseSource, { house, folder }: { house: Declared['house']; folder: string }, use: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return connected(work, source.connection, async (sql) => {
    await steadySession(sql);
    const extras = source.own ? await copySigapExtras(work, house, join(folder, source.source)) : undefined;
    let exported = false;
    try {
      // A connection that is lost takes the whole transaction with it; nothing is read on a second one.
      return await sql.begin('isolation level repeatable read read only', async (query) => {
        const opened = await exportSnapshot(query);
        exported = true;
        await extras?.done();
        return use({ source, query, ...opened, tables: await lockTables(query) });
      }) as T;
    } finally {
      if (!exported) await extras?.done().catch(() => {});
    }
  });
}

async function exportSnapshot(query: Query): Promise<Pick<Snapshot, 'id' | 'takenAt' | 'encoding' | 'collate' | 'ctype'>> {
  const [row] = await query.unsafe<{ id: string; takenAt: string; encoding: string; collate: string; ctype: string }[]>(`select pg_catalog.pg_export_snapshot() as id,
    (extract(epoch from clock_timestamp()) * 1000)::bigint::text as "takenAt", pg_catalog.pg_encoding_to_char(encoding) as encoding, datcollate as collate, datctype as ctype
    from pg_catalog.pg_database where datname = current_database()`);
  if (!row) throw failed('source-unreadable');
  return { ...row, takenAt: Number(row.takenAt) };
}

/** Nobody can drop or change a table between its manifest and its dump; people go on writing rows. */
async function lockTables(query: Query): Promise<Table[]> {
  const tables = await listTables(query);
  if (tables.length === 0) return tables;
  await query.unsafe(`lock table ${tables.map((table) => `only ${sqlNameOf(table)}`).join(', ')} in access share mode`).catch((error: unknown) => {
    const { code } = error as { code?: unknown };
    // Dropped in this very moment; or held by somebody for the whole of our patience.
    throw code === '42P01' || code === '55P03' ? failed('source-changed') : error;
  });
  return tables;
}
