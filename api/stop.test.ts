import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';

let house: House;
let server: ChildProcess;
let ended: Promise<unknown[]>;
let url: string;
let complaints = '';
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-contoh'] });
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const started = spawn(process.execPath, [join(import.meta.dirname, '../server.ts')], {
    env: { PATH, NODE_COMPILE_CACHE, ...house.env, LOG_LEVEL: 'info', PORT: '0', TEMPORAL_ADDRESS: '127.0.0.1:1' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  server = started;
  ended = once(started, 'exit');
  started.stderr.on('data', (chunk: Buffer) => { complaints += chunk.toString(); });
  let log = '';
  url = await new Promise((resolve, reject) => {
    started.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const [, address] = /Server listening at (http:[^"]+)"/.exec(log) ?? [];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`The server ended before it listened: ${complaints}`)));
  });
});
afterAll(async () => { server?.kill('SIGKILL'); await house?.stop(); });

describe('the server process', () => {
  it('ends cleanly when it is told to, also while it still calls a Temporal that is not there, and a browser holds a connection that it never used', async () => {
    const unused = connect(Number(new URL(url).port), '127.0.0.1');
    await once(unused, 'connect');
    expect((await fetch(`${url}/health`)).status).toBe(503);
    server.kill('SIGTERM');
    expect([await ended, complaints]).toEqual([[0, null], '']);
  });
});
