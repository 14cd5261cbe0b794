import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** What a loop that may be woken and stopped knows of itself. */
export interface Alive {
  running(): boolean;
  wake(): void;
  /** Resolves at the next `wake`. */
  woken(): Promise<void>;
}

/**
 * Lives one life after the other until it is stopped: each ends when Postgres goes away, and the next begins with a lock of its own.
 * @param begin gives one life; what it makes beside it stays for all of them
 */
export function startLives(log: Logger, name: string, begin: (alive: Alive) => () => Promise<void>) {
  let running = true;
  let wake: () => void = () => {};
  const live = begin({ running: () => running, wake: () => wake(), woken: () => new Promise<void>((resolve) => { wake = resolve; }) });
  const done = (async () => {
    while (running) {
      try {
        await live();
      } catch (error) {
        log.error({ code: (error as { code?: string }).code ?? 'UNKNOWN' }, `${name}: starting again`);
        await sleep(500);
      }
    }
  })();
  return { async stop(): Promise<void> { running = false; wake(); await done; } };
}

/** The lock of this life is somebody else's now, or free. */
export const lockLost = (): Error => Object.assign(new Error('The lock is lost'), { code: 'LOCK_LOST' });
