import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { runChild } from './child.ts';
import type { Store } from './restic.ts';
import type { Work } from './work.ts';

interface Lock { time: string; hostname: string; pid: number }

/** restic 0.14 calls every lock stale that was not renewed for so long, whoever holds it (internal/restic/lock.go); a living one is renewed every five minutes. */
const staleAfterMs = 30 * 60_000;

/**
 * Takes away locks of dead runs, by restic's own judgement: older than half an hour, or of this host name and a process that is gone.
 * restic asks whether a process lives by sending it SIGHUP, and the id of a dead one may belong to anybody by now (in a container that was
 * started anew even to the worker itself). So it is asked only when no lock names a living process of this host: such a lock waits for its half hour.
 * Of another host no lock is touched before that.
 */
export async function unlockStale(work: Work, store: Store): Promise<void> {
  const ids = await readdir(join(store.folder, 'locks')).catch(() => []);
  if (ids.length === 0) return;
  const bare = ['--repo', store.folder, '--password-file', store.passwordFile, '--no-cache'];
  const locks: Lock[] = [];
  for (const id of ids) {
    const { code, stdout } = await runChild(work, 'restic', [...bare, '--no-lock', 'cat', 'lock', id]);
    // One that has just gone, or that nobody can read: restic itself passes over it.
    if (code === 0) locks.push(JSON.parse(stdout) as Lock);
  }
  const young = locks.filter(({ time }) => Date.now() - Date.parse(time) <= staleAfterMs);
  const here = young.filter((lock) => lock.hostname === hostname());
  if (here.some(({ pid }) => lives(pid))) return;
  if (here.length > 0 || young.length < locks.length) await runChild(work, 'restic', [...bare, 'unlock']);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
