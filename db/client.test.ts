import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../test/setup/database.ts';
import { connect } from './client.ts';
import type { Connection, Transaction } from './client.ts';
import { numberSeries } from './schema.ts';

let one: Connection;
let other: Connection;
beforeAll(async () => {
  const { url } = await createDatabase();
  one = connect(url, 1);
  other = connect(url, 1);
});
afterAll(async () => { await one.close(); await other.close(); });

const row = (office: string) => ({ office, year: 2026, last: 1 });
const pidOf = async (tx: Transaction) => (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid;
const cut = (pid: number) => other.db.execute(sql`select pg_terminate_backend(${pid}, 5000)`);
const written = async () => (await other.db.select({ office: numberSeries.office }).from(numberSeries)).map(({ office }) => office);

describe('a transaction whose connection breaks', () => {
  it('in the middle of a statement is refused, leaves nothing and does not end the process', async () => {
    let begun: (pid: number) => void = () => {};
    const pid = new Promise<number>((resolve) => { begun = resolve; });
    const outcome = one.db.transaction(async (tx) => {
      await tx.insert(numberSeries).values(row('satu'));
      begun(await pidOf(tx));
      await tx.execute(sql`select pg_sleep(20)`);
    });
    const refused = expect(outcome).rejects.toThrow();
    await cut(await pid);
    await refused;
    expect(await written()).toEqual([]);
  });

  it('between two statements writes nothing on the connection that comes after it', async () => {
    let goOn: () => void = () => {};
    const reconnected = new Promise<void>((resolve) => { goOn = resolve; });
    let ended: (how: unknown) => void = () => {};
    const workEnded = new Promise((resolve) => { ended = resolve; });
    let begun: (pid: number) => void = () => {};
    const pid = new Promise<number>((resolve) => { begun = resolve; });
    const outcome = one.db.transaction(async (tx) => {
      await tx.insert(numberSeries).values(row('dua'));
      begun(await pidOf(tx));
      await reconnected;
      await tx.insert(numberSeries).values(row('tiga')).catch((error: unknown) => { ended(error); throw error; });
    });
    const refused = expect(outcome).rejects.toThrow();
    await cut(await pid);
    await refused;
    await one.db.execute(sql`select 1`).catch(() => one.db.execute(sql`select 1`));
    goOn();
    expect(await workEnded).toBeInstanceOf(Error);
    expect(await written()).toEqual([]);
  });

  it('does not keep the next transaction from its work', async () => {
    await one.db.transaction((tx) => tx.insert(numberSeries).values(row('empat')));
    expect(await written()).toEqual(['empat']);
  });

  it('rolls back an ordinary failure, as before', async () => {
    await expect(one.db.transaction(async (tx) => {
      await tx.insert(numberSeries).values(row('lima'));
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await written()).toEqual(['empat']);
  });
});
