import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../local/ports.ts';
import { startHouse, until } from '../test/house.ts';
import type { House } from '../test/house.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, offices: ['kota-contoh'] }); });
afterAll(() => house.stop());

describe('the server process', () => {
  it('ends cleanly when it is told to, also while it still calls a Temporal that is not there', async () => {
    const port = String(await freePort());
    const server = spawn(process.execPath, [join(import.meta.dirname, '../server.ts')], {
      env: { PATH: process.env.PATH, ...house.env, PORT: port, TEMPORAL_ADDRESS: '127.0.0.1:1' }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(server, 'exit');
    let complaints = '';
    server.stderr.on('data', (chunk: Buffer) => { complaints += chunk.toString(); });
    const health = () => fetch(`http://127.0.0.1:${port}/health`).then(({ status }) => status, () => null);
    expect(await until(health, 'the server to answer')).toBe(503);
    server.kill('SIGTERM');
    expect([await ended, complaints]).toEqual([[0, null], '']);
  });
});
