import type { TableManifest } from './manifest.ts';
import type { Query } from './postgres.ts';
import type { Work } from './work.ts';

/** Large objects stand among the tables, one row each. */
export const largeObjects = 'pg_catalog.pg_largeobject';

export interface Table {
  schema: string;
  name: string;
  owner: string;
  /** The columns of the alias t, as SQL. */
  columns: string;
}

/** What a value looks like as text must not depend on who asks; nothing may end a long transaction, or hide rows from it. */
const session = {
  search_path: '', timezone: 'UTC', datestyle: 'ISO, YMD', intervalstyle: 'postgres', extra_float_digits: '3', bytea_output: 'hex', xmlbinary: 'base64',
  row_security: 'off', statement_timeout: '0', idle_in_transaction_session_timeout: '0', transaction_timeout: '0', lock_timeout: '5min',
  max_parallel_workers_per_gather: '0', jit: 'off', client_connection_check_interval: '10s',
};

/** Older servers do not know every one of them. */
export async function steadySession(query: Query): Promise<void> {
  await query.unsafe(`select set_config(name, value, false) from (values ${Object.entries(session).map(([name, value]) => `('${name}', '${value}')`).join(', ')}) as wanted (name, value)
    where exists (select 1 from pg_catalog.pg_settings s where lower(s.name) = wanted.name)`);
  // Bytes as they are where nobody said what they mean; everywhere else the same on both servers.
  await query.unsafe("select set_config('client_encoding', case current_setting('server_encoding') when 'SQL_ASCII' then 'SQL_ASCII' else 'UTF8' end, false)");
}

/**
 * These types are sent as bytes, the same on every server and version, at half the cost of text. All others (an office's own enums and domains have
 * numbers that differ between servers) go as text.
 */
const asBytes = ['bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'text', 'varchar', 'bpchar', 'bytea', 'date', 'time', 'timestamp', 'timestamptz', 'interval', 'uuid', 'json', 'jsonb'];

/**
 * What pg_dump takes the rows of: tables and leaves of partitioned ones. Not what an extension brings along, not foreign tables, and no materialised
 * views, which a restore computes anew. Columns are ordered by name, because a restore may order those of an heir differently.
 */
const tables = `select n.nspname as schema, c.relname as name, pg_catalog.pg_get_userbyid(c.relowner) as owner,
    coalesce((select string_agg(format(case when y.oid < 16384 and coalesce(e.typname, y.typname) = any ('{${asBytes.join(',')}}') then 't.%I' else 't.%I::text' end, a.attname), ', ' order by a.attname)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type y on y.oid = a.atttypid left join pg_catalog.pg_type e on e.oid = y.typelem
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '') as columns
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by 1, 2`;

export async function listTables(query: Query): Promise<Table[]> {
  return (await query.unsafe<Table[]>(tables)).map((table) => ({ ...table }));
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const sqlNameOf = ({ schema, name }: Table): string => `${quoted(schema)}.${quoted(name)}`;

/** A sum does not depend on the order of rows. MD5 is there on every version of Postgres. */
const summed = (bytes: string) => `coalesce(sum(('x' || left(md5(${bytes}), 16))::bit(64)::bigint), 0)::text as content`;

/** Rows and content of every table, and of large objects where there are any, as the transaction of `query` sees them. */
export async function tableManifest({ signal, say }: Work, query: Query, found: readonly Table[]): Promise<TableManifest[]> {
  const manifest: TableManifest[] = [];
  for (const table of found) {
    signal.throwIfAborted();
    const bytes = `pg_catalog.record_send(row(${table.columns}))`;
    const asked = query.unsafe<{ rows: string; content: string }[]>(`select count(*)::text as rows, ${summed(bytes)} from only ${sqlNameOf(table)} t`);
    const [row] = await cancelling(signal, asked);
    manifest.push({ table: `${table.schema}.${table.name}`, rows: Number(row?.rows), content: row?.content ?? null });
    say({ step: 'tables', done: manifest.length, of: found.length });
  }
  return [...manifest, ...await largeObjectManifest(query)];
}

/** One table may take hours: the server is told to leave it. */
async function cancelling<T>(signal: AbortSignal, asked: Promise<T> & { cancel(): void }): Promise<T> {
  const cancel = () => asked.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return asked.finally(() => signal.removeEventListener('abort', cancel));
}

async function largeObjectManifest(query: Query): Promise<TableManifest[]> {
  const [counted] = await query.unsafe<{ rows: string }[]>('select count(*)::text as rows from pg_catalog.pg_largeobject_metadata');
  const rows = Number(counted?.rows);
  if (rows === 0) return [];
  await query.unsafe('savepoint large_objects');
  // By the one way to read them that needs no superuser; one of more than a gigabyte cannot be read so.
  const content = await query.unsafe<{ content: string }[]>(`select ${summed("oid::text::bytea || 'x'::bytea || pg_catalog.lo_get(oid)")} from pg_catalog.pg_largeobject_metadata`)
    .then(([row]) => row?.content ?? null, () => query.unsafe('rollback to savepoint large_objects').then(() => null));
  return [{ table: largeObjects, rows, content }];
}
