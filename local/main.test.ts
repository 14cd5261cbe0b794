import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../test/setup/folder.ts';
import { freePorts } from './ports.ts';
import { identify } from './process-identity.ts';
import { portVariables, readSettings, type PortName } from './settings.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts `npm start` without npm, on ports of its own. */
async function startMain(dataDir: string) {
  const ports = await freePorts();
  const portSettings = Object.entries(portVariables).map(([name, { variable }]) => [variable, String(ports[name as PortName])]);
  const child = spawn(process.execPath, [main], {
    env: { ...(readSettings().environment as NodeJS.ProcessEnv), ...Object.fromEntries(portSettings), SIGAP_DATA: dataDir, TEMPORAL_CLI: inject('temporalCli').path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Sigap siap')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(output)));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ports, ready, output: () => output, /** With all that it said read: its end may be heard of before its last words. */ ended: once(child, 'close') };
}

test('one command brings everything up, tells where it is, and SIGTERM takes everything down', { timeout: 90_000 }, async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const { child, ports, ready, output, ended } = await startMain(dataDir);
  await ready;
  expect(output()).toContain(`http://127.0.0.1:${ports.api}/docs`);
  expect(output()).toMatch(/salatiga +helpdesk +slt-05 +sgp_salatiga\.slt-05_/);
  expect((await fetch(`http://127.0.0.1:${ports.api}/health`)).status).toBe(200);
  const pids = await Promise.all((await readdir(join(dataDir, 'children'))).map(async (file) => (
    (JSON.parse(await readFile(join(dataDir, 'children', file), 'utf8')) as { pid: number }).pid
  )));
  expect(pids).toHaveLength(4);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await Promise.all(pids.map(identify))).toEqual([undefined, undefined, undefined, undefined]);
});

test('when a part dies, that is said and the rest is stopped', { timeout: 90_000 }, async () => {
  const dataDir = join(await temporaryFolder(), 'data');
  const { ready, output, ended } = await startMain(dataDir);
  await ready;
  const { pid } = JSON.parse(await readFile(join(dataDir, 'children', 'worker.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(output()).toMatch(/worker berhenti sendiri; semuanya dihentikan/);
  expect(await readdir(join(dataDir, 'children'))).toEqual([]);
});
