import { onTestFinished } from 'vitest';
import { until } from '../house.ts';
import type { House } from '../house.ts';

export interface Supervisor {
  /** How often the worker died. */
  deaths(): number;
  stop(): Promise<void>;
  /** After so many deaths: the last one may come when everything that a test can see is done, and is only heard of a moment later. */
  stopAfter(deaths: number): Promise<void>;
}

/** Starts the worker again whenever it dies, at once, until `stop` or the end of the test. */
export function keepWorkerAlive(house: House, env: Record<string, string> = {}): Supervisor {
  let stopping = false;
  let deaths = 0;
  const done = (async () => {
    while (!stopping) {
      await house.startWorker(env).catch(() => {}); // It may die before it says that it polls.
      await house.workerDied();
      if (!stopping) deaths += 1;
    }
  })();
  const stop = async (): Promise<void> => {
    stopping = true;
    await house.killWorker();
    await done;
  };
  onTestFinished(stop);
  const stopAfter = async (count: number): Promise<void> => {
    await until(async () => deaths >= count, `${count} deaths of the worker`, 60_000);
    await stop();
  };
  return { deaths: () => deaths, stop, stopAfter };
}
