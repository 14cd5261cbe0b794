import type { Sql, TransactionSql } from 'postgres';

type Begin = (work: (tx: TransactionSql) => unknown) => Promise<unknown>;

/**
 * A postgres.js pool that can lose its connections. Left alone, version 3.4.9 sends the ROLLBACK of a broken
 * transaction to a closed socket, which kills the process (porsager/postgres 1208); lets the rest of that work write
 * outside any transaction once the connection is open again (1155); and never opens a connection again that broke in
 * the middle of a write (1215). So a pool that lost a connection is replaced, and a broken transaction says nothing more.
 * @param open makes a pool and calls `onLost` for every connection of it that ends
 */
export function steadyPool(open: (onLost: () => void) => Sql): { sql: Sql; close(): Promise<void> } {
  let closing = false;
  const fresh = (): Sql => {
    const pool = open(() => {
      if (closing || pool !== current) return;
      current = fresh();
      // What runs on its other connections may finish.
      void pool.end({ timeout: 5 }).catch(() => {});
    });
    return pool;
  };
  let current = fresh();
  return { sql: withSteadyBegin(current, () => current), close: () => { closing = true; return current.end({ timeout: 5 }); } };
}

/** Its transactions may lose their connection without ending the process. @param current the pool that stands for it now */
export function withSteadyBegin(pool: Sql, current: () => Sql = () => pool): Sql {
  const begin: Begin = (work) => beginOn(current(), work);
  return new Proxy(pool, {
    get: (_first, name) => (name === 'begin' ? begin : Reflect.get(current(), name) as unknown),
    apply: (_first, _this, args: Parameters<Sql>) => current()(...args),
  });
}

function beginOn(pool: Sql, work: (tx: TransactionSql) => unknown): Promise<unknown> {
  let lost = false;
  const outcome = (pool.begin as unknown as Begin)(async (tx) => {
    const alive = new Proxy(tx, {
      get(target, name) {
        if (lost) throw new Error('The connection of this transaction is lost');
        return Reflect.get(target, name) as unknown;
      },
    });
    const result = await Promise.resolve(work(alive)).then((value) => ({ value }), (error: unknown) => ({ error }));
    // Whoever began it hears of the loss from the pool; an answer from here would become a ROLLBACK.
    if (lost || 'error' in result && isLoss(result.error)) return new Promise(() => {});
    if ('error' in result) throw result.error;
    return result.value;
  });
  outcome.catch(() => { lost = true; });
  return outcome;
}

/** What a broken connection says, and what Postgres says before it breaks one. */
const losses = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '25P03', '25P04']);

function isLoss(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return losses.has(code ?? '') || losses.has(cause?.code ?? '');
}
