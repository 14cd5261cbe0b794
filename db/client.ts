import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema.ts';
import { steadyPool, withSteadyBegin } from './steady-pool.ts';

/** postgres.js waits up to 20 s between tries; Postgres must be found again as soon as it is back. */
const retryAfterS = 0.25;

/** One pool per process. */
export function connect(url: string, pool = 20) {
  const open = (max: number, onclose: () => void) => postgres(url, {
    max, onclose, connect_timeout: 5, max_lifetime: null, onnotice: () => {},
    // A connection that broke while it asked for the array types would end the process: nobody catches that question. Arrays go as JSON, or by their column;
    // `reserve` would wait for ever.
    fetch_types: false,
    // Not in the types: a function of the number of tries, in seconds.
    ...{ backoff: () => retryAfterS },
  });
  const { sql, close } = steadyPool((onLost) => {
    const fresh = open(pool, onLost);
    // Sets the parsers that drizzle needs on each pool.
    drizzle(fresh);
    return fresh;
  });
  return {
    db: drizzle(sql, { schema }), sql, close,
    /** One connection beside the pool, for session locks and LISTEN. `onLost`: it broke, and its locks are free. */
    single: (onLost: () => void) => withSteadyBegin(open(1, onLost)),
  };
}

export type Connection = ReturnType<typeof connect>;
export type Db = Connection['db'];
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Db | Transaction;
