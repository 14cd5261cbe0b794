import { connect as dial, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../test/setup/database.ts';
import { connect } from './client.ts';
import type { Connection, Transaction } from './client.ts';
import { numberSeries } from './schema.ts';

let one: Connection;
let other: Connection;
let url: string;
beforeAll(async () => {
  ({ url } = await createDatabase());
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

  it('on a connection beside the pool is refused, and does not end the process', async () => {
    let isLost = false;
    const own = one.single(() => { isLost = true; });
    const outcome = own.begin(async (tx) => {
      const [session] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await Promise.allSettled([tx`select pg_sleep(20)`, cut(session!.pid)]);
      throw new Error('what came after it');
    });
    await expect(outcome).rejects.toMatchObject({ code: expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/) });
    expect(isLost).toBe(true);
    await own.end({ timeout: 1 });
  });
});

describe('a connection that breaks while it opens', () => {
  /** Postgres behind a wire that breaks once, at the first word after a connection is ready. */
  async function wire(): Promise<string> {
    const [real, ready] = [new URL(url), Buffer.from('Z\0\0\0\x05I')];
    let broken = false;
    const server = createServer((near) => {
      const far = dial(Number(real.port), real.hostname);
      let isReady = false;
      far.on('data', (chunk) => { isReady ||= chunk.includes(ready); near.write(chunk); });
      near.on('data', (chunk) => {
        if (!isReady || broken) return far.write(chunk);
        broken = true;
        near.resetAndDestroy();
      });
      for (const end of [near, far]) end.on('error', () => {}).on('close', () => { near.destroy(); far.destroy(); });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    onTestFinished(() => { server.close(); });
    return Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` }).href;
  }

  it('is told to who asked, and to nobody else; the next one asks anew', async () => {
    const behind = connect(await wire(), 1);
    await expect(behind.db.execute(sql`select 1`)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(await behind.db.execute(sql`select 2 as two`)).toMatchObject([{ two: 2 }]);
    await behind.close();
  });
});
