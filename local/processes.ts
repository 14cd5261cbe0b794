import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import type { DataFolder } from './data-folder.ts';
import type { StackEnvironment } from './environment.ts';
import { logTail } from './log-tail.ts';
import type { Environment } from './settings.ts';

const readyTimeoutMs = 60_000;
// Asking about the worker starts a process: more often would slow down what it waits for.
const pollMs = 150;

export type ProcessName = 'server' | 'worker';

/** Starts server.ts or worker.ts with the stack's environment over the operator's own. */
export async function startProcess(name: ProcessName, folder: DataFolder, inherited: Environment, env: StackEnvironment): Promise<Child> {
  // A key for a cluster would be sent to the local server.
  const { TEMPORAL_API_KEY: _key, ...rest } = inherited;
  return startChild({
    name,
    command: process.execPath,
    args: [fileURLToPath(new URL(`../${name}.ts`, import.meta.url))],
    env: { ...rest, ...env },
    logFile: await folder.log(name),
    recordDir: folder.children,
    stopTimeoutMs: 20_000,
  });
}

/**
 * Waits until a child is ready.
 * @throws Error with its last log lines when it ends first or takes longer than a minute; the signal's reason when aborted.
 */
export async function waitWhileAlive(child: Child, isReady: () => Promise<boolean>, stopping: AbortSignal): Promise<void> {
  let ended = false;
  void child.exited.then(() => { ended = true; });
  for (const until = Date.now() + readyTimeoutMs; ;) {
    stopping.throwIfAborted();
    if (ended || Date.now() > until) {
      const what = ended ? 'berhenti' : `tidak siap dalam ${readyTimeoutMs / 1000} detik`;
      throw new Error(`${child.name} ${what}. Baris terakhir ${child.logFile}:\n${await logTail(child.logFile)}`);
    }
    if (await isReady().catch(() => false)) return;
    await sleep(pollMs);
  }
}

/** Whether the API says that everything it depends on is well. */
export async function isHealthy(apiUrl: string): Promise<boolean> {
  const response = await fetch(`${apiUrl}/health`, { signal: AbortSignal.timeout(2000) });
  await response.body?.cancel();
  return response.ok;
}
