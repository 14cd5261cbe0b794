import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';
import type { Environment } from './settings.ts';

export interface ChildOptions {
  /** What the operator reads, also the name of its record. */
  name: string;
  command: string;
  args: string[];
  env?: Environment;
  /** Its output is appended here. */
  logFile: string;
  uid?: number;
  gid?: number;
  /** Open files that it gets as 3, 4, … */
  files?: number[];
  /** The signal that asks it to end cleanly. */
  stopSignal?: NodeJS.Signals;
  /** After this it is killed. */
  stopTimeoutMs?: number;
  /** Where its identity is written, so that a start after a crash can end what is left. */
  recordDir?: string;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  /** Asks, waits, and kills what does not listen. Safe to call twice. */
  stop(): Promise<Exit>;
  /** SIGKILL to its whole process group; resolves when it is gone. */
  kill(): Promise<Exit>;
}

/**
 * Starts a child in a process group of its own, so that a Ctrl-C in the terminal reaches only the process that stops
 * everything in order. It writes to a file and not to a pipe: it must outlive a crash of its parent unharmed.
 * @throws the system's error when the command cannot be run.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log, ...(options.files ?? [])],
    env: options.env as NodeJS.ProcessEnv | undefined,
    // Another user might not be able to enter the folder we are in.
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid, cwd: '/' }),
  });
  closeSync(log);
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const exited = new Promise<Exit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const record = await writeRecord(options, child);
  void exited.then(() => (record ? rm(record, { force: true }) : undefined));
  return handle(options, child, exited);
}

function handle(options: ChildOptions, child: ChildProcess, exited: Promise<Exit>): Child {
  const pid = child.pid as number;
  const kill = (): Promise<Exit> => {
    signalGroup(pid, 'SIGKILL');
    return exited;
  };
  const stop = async (): Promise<Exit> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(options.stopSignal ?? 'SIGTERM');
    const late = new AbortController();
    const timeout = sleep(options.stopTimeoutMs ?? 10_000, undefined, { signal: late.signal }).then(kill, () => exited);
    const exit = await Promise.race([exited, timeout]);
    late.abort();
    return exit;
  };
  return { name: options.name, pid, logFile: options.logFile, exited, stop, kill };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function writeRecord(options: ChildOptions, child: ChildProcess): Promise<string | undefined> {
  if (!options.recordDir || child.pid === undefined) return undefined;
  await mkdir(options.recordDir, { recursive: true });
  const file = join(options.recordDir, `${options.name}.json`);
  const identity = await identify(child.pid);
  if (identity) await writeFile(file, JSON.stringify({ ...identity, stopSignal: options.stopSignal ?? 'SIGTERM' }));
  return file;
}

/**
 * Ends the children that a crashed start left behind: two servers on one data file would corrupt it.
 * @returns the names of those that still ran.
 */
export async function stopOrphans(recordDir: string, stopTimeoutMs = 10_000): Promise<string[]> {
  const files = await readdir(recordDir).catch(() => []);
  const stopped = await Promise.all(files.map(async (file) => {
    const path = join(recordDir, file);
    const record = await readRecord(path);
    const ran = record !== undefined && (await isRunning(record));
    if (ran) await end(record, stopTimeoutMs);
    await rm(path, { force: true });
    return ran ? file.replace(/\.json$/, '') : undefined;
  }));
  return stopped.filter((name) => name !== undefined);
}

type ChildRecord = ProcessIdentity & { stopSignal: NodeJS.Signals };

async function readRecord(path: string): Promise<ChildRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ChildRecord;
  } catch {
    return undefined;
  }
}

async function end(record: ChildRecord, timeoutMs: number): Promise<void> {
  process.kill(record.pid, record.stopSignal);
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    if (!(await isRunning(record))) return;
    await sleep(50);
  }
  signalGroup(record.pid, 'SIGKILL');
}
