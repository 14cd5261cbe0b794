import { ApplicationFailure } from '@temporalio/common';
import postgres from 'postgres';
import { failed } from './failure.ts';
import type { Work } from './work.ts';

/** A database as the file of its secret says: `postgres://user:password@host:port/database?sslmode=require`. */
export interface Connection {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  sslmode: string | undefined;
}

export type Query = Pick<postgres.Sql, 'unsafe'>;

/** @throws ApplicationFailure secret-missing where that is no address of a database */
export function parseConnection(text: string): Connection {
  const url = URL.parse(text.trim());
  const database = decodeURIComponent(url?.pathname.slice(1) ?? '');
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.hostname || !database) throw failed('secret-missing');
  return {
    host: url.hostname, port: Number(url.port || 5432), database,
    user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), sslmode: url.searchParams.get('sslmode') ?? undefined,
  };
}

export const serverOf = ({ host, port }: Connection): string => `${host}:${port}`;

/** What pg_dump and pg_restore read; no argument names a password, and their words are English whatever the machine speaks. */
export function toolConnection({ host, port, database, user, password, sslmode }: Connection): Record<string, string> {
  return {
    PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password, PGCONNECT_TIMEOUT: '10', LC_ALL: 'C',
    ...(sslmode === undefined ? {} : { PGSSLMODE: sslmode }),
  };
}

/**
 * One connection for as long as `use` runs; it breaks when the work is cancelled.
 * @throws ApplicationFailure server-unreachable, source-unreadable; other errors of the database as they are
 */
export async function connected<T>({ signal, heard }: Work, { host, port, database, user, password, sslmode }: Connection, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const sql = postgres({
    host, port, database, user, password, ssl: sslModes[sslmode ?? ''] ?? false,
    max: 1, connect_timeout: 10, max_lifetime: null, fetch_types: false, onnotice: () => {},
  });
  const breakOff = () => void sql.end({ timeout: 0 });
  signal.addEventListener('abort', breakOff, { once: true });
  try {
    return await use(sql);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ApplicationFailure)) heard(`${user}@${host}:${port}/${database}`, wordsOf(error));
    throw asFailure(error);
  } finally {
    signal.removeEventListener('abort', breakOff);
    await sql.end({ timeout: 5 });
  }
}

const sslModes: Record<string, 'require' | 'allow' | 'prefer' | 'verify-full'> = { allow: 'allow', prefer: 'prefer', require: 'require', 'verify-ca': 'verify-full', 'verify-full': 'verify-full' };

/** Of a host with several addresses each has failed in its own way. */
const wordsOf = (error: unknown): string => (error instanceof AggregateError ? error.errors : [error]).map(String).join('\n');

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);

/** Down, refused, or the name and password are not known there. */
export const isUnreachable = (error: unknown): boolean => /^(CONNECT|ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|08|28|57P|53300)/.test(codeOf(error));

function asFailure(error: unknown): unknown {
  if (isUnreachable(error)) return failed('server-unreachable');
  // No such database; no right to read.
  if (['3D000', '42501'].includes(codeOf(error))) return failed('source-unreadable');
  return error;
}
