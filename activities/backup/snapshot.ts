import { join } from 'node:path';
import type postgres from 'postgres';
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
 * Sigap stands still until the last one is open, so that Temporal's own databases are of that moment too (docs/design/backups.md).
 * @param extras where what belongs to Sigap's own database is put
 */
export function withSnapshots<T>(work: Work, sources: readonly DatabaseSource[], { house, folder }: { house: Declared['house']; folder: string }, use: (held: Snapshot[]) => Promise<T>): Promise<T> {
  return withConnections(work, sources, async (connections) => {
    const own = sources.find((source) => source.own);
    const extras = own && await copySigapExtras(work, house, join(folder, own.source));
    let opened = false;
    try {
      return await withOpened(connections, async (held) => {
        opened = true;
        await extras?.done();
        const snapshots: Snapshot[] = [];
        for (const one of held) snapshots.push({ ...one, tables: await lockTables(one.query) });
        return use(snapshots);
      });
    } finally {
      if (!opened) await extras?.done().catch(() => {});
    }
  });
}

interface Connected { source: DatabaseSource; sql: postgres.Sql }
type Opened = Omit<Snapshot, 'tables'>;

/** All are there before anybody has to stand still for them. */
function withConnections<T>(work: Work, [source, ...rest]: readonly DatabaseSource[], use: (connections: Connected[]) => Promise<T>, before: Connected[] = []): Promise<T> {
  if (!source) return use(before);
  return connected(work, source.connection, async (sql) => {
    await steadySession(sql);
    return withConnections(work, rest, use, [...before, { source, sql }]);
  });
}

/** A connection that is lost takes its whole transaction with it; nothing is read on a second one. */
function withOpened<T>([next, ...rest]: readonly Connected[], use: (held: Opened[]) => Promise<T>, before: Opened[] = []): Promise<T> {
  if (!next) return use(before);
  return next.sql.begin('isolation level repeatable read read only', async (query) => {
    const opened = { source: next.source, query, ...await exportSnapshot(query) };
    return withOpened(rest, use, [...before, opened]);
  }) as Promise<T>;
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
