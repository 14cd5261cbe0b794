import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { failed } from './failure.ts';
import type { Work } from './work.ts';

/** Below Postgres's own second until it looks for deadlocks: it is the backup that gives way, never a person's act. */
const patienceMs = 800;
const tries = 30;
/** A backup that hangs must not keep an office from working. */
const longestS = 60;

export interface Still {
  /** Lets Sigap write again. @throws ApplicationFailure source-changed when it had been let go before */
  end(): Promise<void>;
}

/**
 * Holds every table of Sigap's database, so that nobody writes until `end`: people and workflows wait those moments. What is copied meanwhile, of
 * this database and of Temporal's, is of one moment: no step stands in one and not in the other.
 * @throws ApplicationFailure server-unreachable, source-unreadable when the tables were never free
 */
export async function holdStill({ signal }: Work, databaseUrl: string): Promise<Still> {
  const sql = postgres(databaseUrl, {
    max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {}, connection: { lock_timeout: patienceMs, idle_in_transaction_session_timeout: longestS * 1000 },
  });
  try {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      if (await hold(sql)) return { end: () => end(sql) };
      if (attempt === tries) throw failed('source-unreadable');
      await sleep(100 + Math.random() * 400, undefined, { signal });
    }
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw isConnectionError(error) ? failed('server-unreachable') : error;
  }
}

async function hold(sql: postgres.Sql): Promise<boolean> {
  await sql`begin`;
  try {
    const tables = await sql<{ name: string }[]>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' order by 1`;
    if (tables.length > 0) await sql.unsafe(`lock table ${tables.map(({ name }) => name).join(', ')} in share mode`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    await sql`rollback`;
    return false;
  }
}

async function end(sql: postgres.Sql): Promise<void> {
  try {
    // On a connection that was lost and made anew nothing is open any more.
    const [row] = await sql<{ held: boolean }[]>`select count(*) > 0 as held from pg_locks where pid = pg_backend_pid() and mode = 'ShareLock'`;
    if (!row?.held) throw failed('source-changed');
    await sql`commit`;
  } catch (error) {
    throw isConnectionError(error) ? failed('source-changed') : error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const isConnectionError = (error: unknown): boolean => /^(CONNECT|ECONN|EHOST|ENET|ETIMEDOUT|25P03|57P)/.test(String((error as { code?: unknown }).code));
