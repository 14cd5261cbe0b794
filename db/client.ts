import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema.ts';

/** One pool per process. `sql` is for LISTEN and for statements that drizzle cannot say. */
export function connect(url: string, pool = 20) {
  const sql = postgres(url, { max: pool, connect_timeout: 5, idle_timeout: 60, onnotice: () => {} });
  const db = drizzle(sql, { schema });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}

export type Connection = ReturnType<typeof connect>;
export type Db = Connection['db'];
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Db | Transaction;
