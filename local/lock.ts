import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

export interface Lock {
  /** Whether a dead process held it before. */
  tookOver: boolean;
  release(): Promise<void>;
}

/** Another process that still runs holds the lock. */
export class Locked extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`The lock is held by process ${pid}.`);
    this.pid = pid;
  }
}

/**
 * Takes the lock file for this process. A lock whose process is dead is taken over.
 * @param waitMs how long to wait for another holder
 * @throws Locked with the holder's process number
 */
export async function acquireLock(file: string, waitMs = 0): Promise<Lock> {
  await mkdir(dirname(file), { recursive: true });
  const mine = JSON.stringify(await identify(process.pid));
  const until = Date.now() + waitMs;
  let tookOver = false;
  for (;;) {
    if (await claim(file, mine)) return { tookOver, release: () => release(file, mine) };
    const holder = await read(file);
    if (holder.identity && (await isRunning(holder.identity))) {
      if (Date.now() >= until) throw new Locked(holder.identity.pid);
      await sleep(100);
    } else if (holder.text !== undefined) {
      tookOver = (await discard(file, holder.text)) || tookOver;
    }
  }
}

/** The file appears complete or not at all: a reader never sees half a lock. */
async function claim(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const patienceMs = 10_000;

/**
 * Removes a dead lock. One process at a time does so, under a lock of its own that is taken over in the same way: what it reads then is what it
 * removes, and never the fresh lock of who was quicker. @returns whether it was this process
 */
async function discard(file: string, dead: string): Promise<boolean> {
  const turn = await acquireLock(`${file}.takeover`, patienceMs);
  try {
    if ((await read(file)).text !== dead) return false;
    await rm(file, { force: true });
    return true;
  } finally {
    await turn.release();
  }
}

async function read(file: string): Promise<{ text?: string; identity?: ProcessIdentity }> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    return { text, identity: JSON.parse(text) as ProcessIdentity };
  } catch {
    return { text };
  }
}

async function release(file: string, mine: string): Promise<void> {
  const { text } = await read(file);
  if (text === mine) await rm(file, { force: true });
}
